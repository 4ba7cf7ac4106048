/** Median, range and ratio, and how they are written. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const digitsFor = (value) => (Math.abs(value) < 10 && !Number.isInteger(value) ? 1 : 0);

const write = (value, digits = digitsFor(value)) =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** `512 (490–560)`; the range is left out where there is none. */
export function spread(values) {
  const present = values.filter(Number.isFinite);
  if (!present.length) return '–';
  const middle = write(median(present));
  const [low, high] = [Math.min(...present), Math.max(...present)].map((value) => write(value));
  return low === high ? middle : `${middle} (${low}–${high})`;
}

/** `1.7 ×`: the median of the rounds' own ratios, so that a busy round weighs on both sides alike. */
export function times(pairs) {
  const ratios = pairs.map(([value, base]) => value / base).filter(Number.isFinite);
  return ratios.length ? `${write(median(ratios), 2)} ×` : undefined;
}

/** The values that occur, in words, each once. */
export const words = (values) => [...new Set(values.filter(Boolean))].join(' / ') || '–';
