/** Quantiles of the t and F distributions, by way of the beta distribution. A test holds them against R to 1e-9. */

const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** ln Γ(x) for x > 0 (Lanczos, g = 7, nine terms). */
function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const shifted = x - 1;
  const sum = lanczos.reduce((total, term, index) => (index === 0 ? term : total + term / (shifted + index)), 0);
  const t = shifted + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(sum);
}

const logBeta = (a: number, b: number) => logGamma(a) + logGamma(b) - logGamma(a + b);

/** The regularised incomplete beta function I_x(a, b): the share of a Beta(a, b) below x. */
export function betaShare(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - betaShare(1 - x, b, a);
  return (Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b)) / a) * fraction(x, a, b);
}

/** Its continued fraction (DLMF 8.17.22), by Lentz's method. */
function fraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const away = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    value *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    value *= c * d;
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return value;
}

/** The x below which a share `p` of a Beta(a, b) lies: halved until close, then Newton's steps. */
function betaQuantile(p: number, a: number, b: number): number {
  let low = 0;
  let high = 1;
  let x = 0.5;
  for (let step = 0; step < 200; step++) {
    const over = betaShare(x, a, b) - p;
    if (over > 0) high = x;
    else low = x;
    const density = Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - logBeta(a, b));
    const newton = x - over / density;
    const next = step > 10 && newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - x) <= 1e-16 * x) return next;
    x = next;
  }
  return x;
}

const heldT = new Map<string, number>();

/** The t below which a share `p` of Student's t with `df` degrees of freedom lies, for p over one half. */
export function tQuantile(p: number, df: number): number {
  const held = heldT.get(`${p} ${df}`);
  if (held !== undefined) return held;
  const x = betaQuantile(2 * p - 1, 0.5, df / 2);
  const t = Math.sqrt((df * x) / (1 - x));
  heldT.set(`${p} ${df}`, t);
  return t;
}

/** The F below which a share `p` of Fisher's F with these degrees of freedom lies. */
export function fQuantile(p: number, df1: number, df2: number): number {
  const x = betaQuantile(p, df1 / 2, df2 / 2);
  return (df2 * x) / (df1 * (1 - x));
}
