interface TallyProps {
  count: number;
}

/** Strokes in fives, as they are drawn in a field book. The number beside it says the same to those who cannot see it. */
export const TallyStrokes = ({ count }: TallyProps) => (
  <span class="tally" aria-hidden="true">
    {Array.from({ length: Math.ceil(count / 5) }, (_, index) => (
      <svg
        key={index}
        viewBox="0 0 30 24"
        fill="none"
        stroke="currentColor"
        stroke-width="2"
        stroke-linecap="round"
        aria-hidden="true"
      >
        <path d={strokes(Math.min(5, count - index * 5))} />
      </svg>
    ))}
  </span>
);

/** One to four upright strokes, drawn by hand; the fifth goes across. */
const upright = ['M5 3.5 4.5 21', 'M11 3l.5 18', 'M17.5 3.5 17 21', 'M23 3l.5 17.5'];
const strokes = (count: number) => [...upright.slice(0, count), ...(count === 5 ? ['M1.5 18.5 28 5.5'] : [])].join('');
