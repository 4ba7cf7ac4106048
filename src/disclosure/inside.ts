/** The inside of a table whose sums are told or hidden. */
import { type CellSuppression, smallest } from './suppression.ts';
import { suppressCells } from './tables.ts';

/**
 * The inner numbers of one table. Rows and columns whose sums are hidden are hidden whole; to those who subtract they are one
 * row and one column, whose numbers are what is left.
 */
export function innerStandings(
  table: readonly number[][],
  rows: readonly CellSuppression[],
  columns: readonly CellSuppression[],
) {
  const sum = (r: readonly number[], c: readonly number[]) =>
    r.reduce((total, row) => total + c.reduce((inner, column) => inner + table[row]![column]!, 0), 0);
  const every = columns.map((_, index) => index);
  const rowGroups = groupsOf(rows).filter((group) => sum(group, every) > 0);
  const columnGroups = groupsOf(columns).filter(
    (group) =>
      sum(
        rows.map((_, index) => index),
        group,
      ) > 0,
  );
  const inner = suppressCells(
    rowGroups.map((r) => columnGroups.map((c) => sum(r, c))),
    smallest,
  );
  return table.map((numbers, row) =>
    numbers.map((_, column): CellSuppression => {
      const isOpen = rows[row] === 'shown' && columns[column] === 'shown';
      if (!isOpen) return rows[row] === 'few' || columns[column] === 'few' ? 'few' : 'guard';
      const r = rowGroups.findIndex((group) => group[0] === row);
      const c = columnGroups.findIndex((group) => group[0] === column);
      return inner ? (inner[r]?.[c] ?? 'few') : 'guard';
    }),
  );
}

/** Each row that is told by itself, and all that are hidden together: to those who subtract they are one. */
export const groupsOf = (standings: readonly CellSuppression[]): number[][] => {
  const indices = (wanted: boolean) => standings.flatMap((is, index) => ((is === 'shown') === wanted ? [index] : []));
  return [...indices(true).map((index) => [index]), indices(false)].filter((group) => group.length > 0);
};
