import type { ComponentChildren } from 'preact';
import { useWords } from '../i18n/words.ts';
import './charts.css';

interface TableProps {
  /** What the table is of, for those who hear it. */
  caption: string;
  head: readonly string[];
  /** The first cell of a row names it. */
  rows: readonly (readonly ComponentChildren[])[];
  /** The name of a row, a long one, stands on a line of its own above it: so all columns are seen on a phone. */
  isNamedAbove?: boolean;
}

/** The numbers behind a chart, closed until asked for; `children`: what can be done with its picture. */
export function ChartTable({
  children,
  summary,
  ...props
}: TableProps & {
  children?: ComponentChildren /** What it is called where it is of more than the chart shows. */;
  summary?: string;
}) {
  const { t } = useWords();
  return (
    <details class="chart-table">
      <summary>{summary ?? t(children ? 'charts.asTableAndPicture' : 'charts.asTable')}</summary>
      {summary && <p class="only-printed chart-table-name">{summary}</p>}
      <Table {...props} />
      {children}
    </details>
  );
}

/** A table; a wide one scrolls by itself. */
export const Table = ({ caption, head, rows, isNamedAbove = false }: TableProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
  <section class="chart-scroll" tabIndex={0} aria-label={caption}>
    <table>
      <caption class="seen-only-by-ear">{caption}</caption>
      <thead>
        <tr>
          {head.slice(isNamedAbove ? 1 : 0).map((name) => (
            <th scope="col" key={name}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      {isNamedAbove ? (
        rows.map(([first, ...rest]) => (
          <tbody key={[first, ...rest].join()}>
            <tr>
              <th scope="rowgroup" colSpan={rest.length}>
                {first}
              </th>
            </tr>
            <tr>{numbers(rest, head)}</tr>
          </tbody>
        ))
      ) : (
        <tbody>
          {rows.map(([first, ...rest]) => (
            <tr key={[first, ...rest].join()}>
              <th scope="row">{first}</th>
              {numbers(rest, head)}
            </tr>
          ))}
        </tbody>
      )}
    </table>
  </section>
);

const numbers = (cells: readonly ComponentChildren[], head: readonly string[]) =>
  cells.map((cell, index) => (
    <td class="number" key={head[index + 1]}>
      {cell}
    </td>
  ));
