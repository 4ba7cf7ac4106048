/**
 * Which groups of a table may be shown, so that no adding and subtracting of shown groups tells anything of fewer people than
 * the smallest size. The table has units for rows and periods for columns, each with its total, and the total of all.
 *
 * Why it holds: a hidden group is an edge between its row and its column. All that can be worked out about hidden groups
 * are weighted sums of whole rows and columns, and such a sum touches every edge of some cut of this graph. So nothing
 * about fewer people than `least` can be worked out when each part of the graph has no cut lighter than that. Hidden totals
 * join their two ends, because a hidden total is itself unknown. A test tries it by brute force.
 */
import { lightestCut } from './lightest-cut.ts';
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
    const open = tooLightCut(table, standing, least);
    if (!open) break;
    const guard = guardOf(table, standing, open);
    standing[guard.row]![guard.column] = 'guard';
    guards.push(guard);
  }
  // A guard may have become needless by those that came after it: the greatest loss is tried first.
  for (const { row, column } of guards.sort((a, b) => loss(table, b) - loss(table, a))) {
    standing[row]![column] = 'shown';
    if (tooLightCut(table, standing, least)) standing[row]![column] = 'guard';
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
function tooLightCut(table: number[][], standing: Suppression[][], least: number): Set<number> | undefined {
  const hidden = table.flatMap((cells, row) =>
    cells.flatMap((n, column) => (n > 0 && standing[row]![column] !== 'shown' ? [{ row, column, n }] : [])),
  );
  const ends = ({ row, column }: Place) => [row, table.length + column] as const;
  const joined = partsOf(table.length + table[0]!.length, hidden.filter((one) => isTotal(table, one)).map(ends));
  const edges = hidden
    .filter((one) => !isTotal(table, one))
    .map((one) => ({ n: one.n, ends: ends(one).map((end) => joined[end]!) as [number, number] }))
    .filter(({ ends: [a, b] }) => a !== b);
  const parts = partsOf(
    joined.length,
    edges.map(({ ends: pair }) => pair),
  );
  for (const part of new Set(edges.map(({ ends: [a] }) => parts[a]!))) {
    const vertices = [...new Set(edges.filter(({ ends: [a] }) => parts[a] === part).flatMap((edge) => edge.ends))];
    const weights = vertices.map(() => vertices.map(() => 0));
    for (const { n, ends: pair } of edges) {
      const [a, b] = pair.map((end) => vertices.indexOf(end));
      if (a! < 0) continue;
      weights[a!]![b!]! += n;
      weights[b!]![a!]! += n;
    }
    const cut = lightestCut(weights);
    if (cut.weight >= least) continue;
    const side = new Set(cut.part.map((index) => vertices[index]!));
    return new Set(joined.flatMap((to, end) => (side.has(to) ? [end] : [])));
  }
  return undefined;
}

/** For each vertex the name of the connected part it is in: its lowest vertex. */
function partsOf(size: number, edges: readonly (readonly [number, number])[]): number[] {
  const part = Array.from({ length: size }, (_, index) => index);
  for (const [a, b] of edges) {
    const [low, high] = [part[a]!, part[b]!].sort((x, y) => x - y) as [number, number];
    if (low !== high) for (const [index, name] of part.entries()) if (name === high) part[index] = low;
  }
  return part;
}

/** The shown group that is the least loss among those that would close the gap: no total where another will do, the smallest. */
function guardOf(table: number[][], standing: Suppression[][], side: Set<number>): Place {
  const shown = across(table, side).filter(({ row, column }) => standing[row]![column] === 'shown');
  return shown.reduce((best, place) => (loss(table, place) < loss(table, best) ? place : best));
}

/** How much is lost when a group is hidden: a total is more than any group inside it. */
const loss = (table: number[][], place: Place) => isTotal(table, place) * 1e9 + table[place.row]![place.column]!;
