/** A part of a whole: where those that it stands for are among all steps, from 0 to 1, the lowest first. */
export interface BarPart {
  places: readonly number[];
  count: number;
}

/** Parts of a whole side by side, the lowest first; one that stands for several has the shades of each in stripes. */
export function PartsBar({ parts }: { parts: readonly BarPart[] }) {
  const all = parts.reduce((total, { count }) => total + count, 0);
  let start = 0;
  return (
    <div class="report-bar" aria-hidden="true">
      {parts.map(({ places, count }) => {
        const at = start;
        start += count;
        return (
          <i
            key={at}
            style={{ '--at': `${(100 * at) / all}%`, '--wide': `${(100 * count) / all}%`, '--fill': fillOf(places) }}
          />
        );
      })}
    </div>
  );
}

/** Width of a stripe in px. */
const stripe = 8;

/** How a part looks that stands for steps at these places: in the shade of the one, or in stripes. A value of `background`. */
export function fillOf(places: readonly number[]): string {
  const shades = [...new Set(places.map(shade))].map((one) => `var(--report-shade-${one})`);
  if (shades.length === 1) return shades[0]!;
  const stripes = shades.map((one, index) => `${one} ${index * stripe}px ${(index + 1) * stripe}px`);
  return `repeating-linear-gradient(135deg, ${stripes.join(', ')})`;
}

/** Which of five shades a place has, from 0 for the lowest to 4 for the highest; between two the paler one. */
const shade = (place: number): number => {
  const away = (place - 0.5) * 4;
  return 2 + Math.sign(away) * Math.round(Math.abs(away) - 1e-9);
};
