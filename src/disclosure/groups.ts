/**
 * Which groups of a table may be shown, so that no adding and subtracting of shown groups tells anything of fewer people than
 * the smallest size. The table has units for rows and periods for columns, each with its total, and the total of all.
 *
 * Why it holds: a hidden group is an edge between its row and its column (`hidden-network.ts`). A test tries it by brute force.
 */
import { tooLightCut } from './hidden-network.ts';
import { type Counts, type Suppression, smallest, withTotals } from './suppression.ts';

/** What the smallest size is where nobody set one. */
const smallestUsually = 10;

/** The smallest size of a group that is shown, from what an organisation has set. */
export const smallestSize = (wanted: unknown): number =>
  Number.isInteger(wanted) ? Math.max(smallest, wanted as number) : smallestUsually;

/** How each group of the table stands, and its totals, which may be hidden like any other. Counts are of people. */
export function suppressGroups(counts: Counts, least: number): Suppression[][] {
  const table = withTotals(counts);
  const standing = table.map((row) => row.map((n): Suppression => (n === 0 ? 'none' : n < least ? 'few' : 'shown')));
  const guards: Place[] = [];
  for (;;) {
    const open = tooLightSide(table, standing, least);
    if (!open) break;
    const guard = guardOf(table, standing, open);
    standing[guard.row]![guard.column] = 'guard';
    guards.push(guard);
  }
  // A guard may have become needless by those that came after it: the greatest loss is tried first.
  for (const { row, column } of guards.sort((a, b) => loss(table, b) - loss(table, a))) {
    standing[row]![column] = 'shown';
    if (tooLightSide(table, standing, least)) standing[row]![column] = 'guard';
  }
  return standing;
}

interface Place {
  row: number;
  column: number;
}

/** The places of the table whose row and column are on different sides. */
const across = (table: number[][], side: Set<number>): Place[] =>
  table.flatMap((cells, row) =>
    cells.flatMap((_, column) => (side.has(row) === side.has(table.length + column) ? [] : [{ row, column }])),
  );

const isTotal = (table: number[][], { row, column }: Place) =>
  Number(row === table.length - 1) + Number(column === table[0]!.length - 1);

/** A set of rows and columns whose hidden groups tell of too few people; undefined where there is none. */
function tooLightSide(table: number[][], standing: Suppression[][], least: number): Set<number> | undefined {
  const hidden = table.flatMap((cells, row) =>
    cells.flatMap((n, column) =>
      n > 0 && standing[row]![column] !== 'shown'
        ? [{ n, ends: [row, table.length + column] as const, isSum: isTotal(table, { row, column }) > 0 }]
        : [],
    ),
  );
  return tooLightCut(table.length + table[0]!.length, hidden, least);
}

/** The shown group that is the least loss among those that would close the gap: no total where another will do, the smallest. */
function guardOf(table: number[][], standing: Suppression[][], side: Set<number>): Place {
  const shown = across(table, side).filter(({ row, column }) => standing[row]![column] === 'shown');
  return shown.reduce((best, place) => (loss(table, place) < loss(table, best) ? place : best));
}

/** How much is lost when a group is hidden: a total is more than any group inside it. */
const loss = (table: number[][], place: Place) => isTotal(table, place) * 1e9 + table[place.row]![place.column]!;
