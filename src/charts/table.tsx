import type { ComponentChildren } from 'preact';
import { useWords } from '../i18n/words.ts';
import './charts.css';

interface TableProps {
  /** What the table is of, for those who hear it. */
  caption: string;
  head: readonly string[];
  /** The first cell of a row names it. */
  rows: readonly (readonly ComponentChildren[])[];
}

/** The numbers behind a chart, closed until asked for; `children`: what can be done with its picture. */
export function ChartTable({ children, ...props }: TableProps & { children?: ComponentChildren }) {
  const { t } = useWords();
  return (
    <details class="chart-table">
      <summary>{t(children ? 'charts.asTableAndPicture' : 'charts.asTable')}</summary>
      <Table {...props} />
      {children}
    </details>
  );
}

/** A table; a wide one scrolls by itself. */
export const Table = ({ caption, head, rows }: TableProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
  <section class="chart-scroll" tabIndex={0} aria-label={caption}>
    <table>
      <caption class="seen-only-by-ear">{caption}</caption>
      <thead>
        <tr>
          {head.map((name) => (
            <th scope="col" key={name}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([first, ...rest]) => (
          <tr key={[first, ...rest].join()}>
            <th scope="row">{first}</th>
            {rest.map((cell, index) => (
              <td class="number" key={head[index + 1]}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);
