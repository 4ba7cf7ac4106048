import type { PublishedNumber } from '../disclosure/suppression.ts';
import { lengthOf, mostOf } from './chart-svg.ts';
import './charts.css';

export interface Bar {
  key: string;
  label: string;
  value: string;
  told: PublishedNumber;
}

/** More hidden ones than this are drawn as one: their names are told, and there is nothing more to see of them. */
const drawnApart = 2;

const together = 'few';

/** The bars as they are drawn: those under five together where there are many. */
export function drawn(bars: readonly Bar[]): Bar[] {
  const few = bars.filter(({ told }) => told.is === 'few');
  if (few.length <= drawnApart) return [...bars];
  const [first] = few;
  const label = few.map((one) => one.label).join(' · ');
  return [...bars.filter(({ told }) => told.is !== 'few'), { ...first!, key: together, label }];
}

/** Lying bars, each under its name and number. A hidden number has a bar of one length, hatched or hollow. */
export function Bars({ bars }: { bars: readonly Bar[] }) {
  const most = mostOf(bars);
  return (
    <ul class="chart-bars">
      {bars.map(({ key, label, value, told }) => (
        <li key={key}>
          <span class={key === together ? 'muted small' : undefined}>{label}</span>
          <span class={told.is === 'shown' ? 'number' : 'number muted'}>{value}</span>
          <svg class="chart-bar" aria-hidden="true">
            <rect class={told.is} width={`${(lengthOf(told, most) * 100).toFixed(2)}%`} height="100%" rx="3" />
          </svg>
        </li>
      ))}
    </ul>
  );
}

/** The hatching of numbers under five, drawn once for every chart of the page. */
export const Hatching = () => (
  <svg class="chart-hatching" aria-hidden="true">
    <defs>
      <pattern id="chart-few" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M0 0V8" />
      </pattern>
    </defs>
  </svg>
);
