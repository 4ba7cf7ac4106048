/** Parts of a whole side by side, the lowest first; `place` is where a part stands among the steps, from 0 to 1. */
export function PartsBar({ parts }: { parts: readonly { place: number; count: number }[] }) {
  const all = parts.reduce((total, { count }) => total + count, 0);
  let start = 0;
  return (
    <div class="report-bar" aria-hidden="true">
      {parts.map(({ place, count }) => {
        const at = start;
        start += count;
        return (
          <i
            key={at}
            class={`report-shade-${shade(place)}`}
            style={{ '--at': `${(100 * at) / all}%`, '--wide': `${(100 * count) / all}%` }}
          />
        );
      })}
    </div>
  );
}

/** Which of five shades a place has, from 0 for the lowest to 4 for the highest; between two the paler one. */
export const shade = (place: number): number => {
  const away = (place - 0.5) * 4;
  return 2 + Math.sign(away) * Math.floor(Math.abs(away) + 1e-9);
};
