import type { ComponentChildren } from 'preact';
import { useWords } from '../i18n/words.ts';

interface TableProps {
  /** What the table is of, for those who hear it. */
  caption: string;
  head: readonly string[];
  /** The first cell of a row names it. */
  rows: readonly (readonly ComponentChildren[])[];
}

/** The numbers behind a chart: closed until asked for, wide ones scroll by themselves. */
export function ChartTable(props: TableProps) {
  const { t } = useWords();
  return (
    <details class="report-table">
      <summary>{t('report.asTable')}</summary>
      <Table {...props} />
    </details>
  );
}

export const Table = ({ caption, head, rows }: TableProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
  <section class="report-scroll" tabIndex={0} aria-label={caption}>
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
          <tr key={String(first)}>
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
