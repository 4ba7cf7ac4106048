/** Two ways to part a month as one table of which the rows and columns are told or hidden, and nobody is told the inside. */
import { type Hidden, valuesOf } from '../../disclosure/possible.ts';
import { type CellSuppression, smallest } from '../../disclosure/suppression.ts';
import type { CountedNumbers, CrossCell } from './counted.ts';
import type { NumberStandings } from './standings.ts';

/** So many values a hidden small number must at least have. */
const enough = 3;

/** Whether a small number of a row, in one of two ways, has too few values for whoever knows where nobody was met. */
export function isNarrow(
  cells: readonly CrossCell[],
  counted: CountedNumbers,
  sheet: NumberStandings,
  key: string,
  ways: readonly [string, string],
): boolean {
  const [first, last] = [0, 1];
  const vertices = new Map(ways.map((way) => [way, new Map<string | undefined, number>()]));
  let size = 2;
  const rowOf = (way: string, row: string | undefined) => {
    const rows = vertices.get(way)!;
    if (!rows.has(row)) rows.set(row, size++);
    return rows.get(row)!;
  };
  const free = { lo: 0, hi: Number.POSITIVE_INFINITY };
  const inside = cells.flatMap(({ part, numbers }): Hidden[] => {
    const n = numbers.get(key) ?? 0;
    if (n <= 0) return [];
    const [from, to] = ways.map((way) => rowOf(way, part.get(way))) as [number, number];
    return [{ from, to, n, ...free }];
  });
  const hiddenAs = (is: CellSuppression | undefined, n: number, from: number, to: number): Hidden[] => {
    // None gives no room: whoever knows which days and places had an outing knows it.
    if (is === 'shown' || n === 0) return [];
    const ends = is === 'few' ? { lo: 0, hi: smallest - 1 } : { ...free, lo: n < smallest ? 0 : smallest };
    return [{ from, to, n, ...ends }];
  };
  const rows = ways.flatMap((way, at) =>
    [...sheet.by.get(way)!].flatMap(([row, standing]) => {
      const n = counted.by.get(way)!.get(row)!.get(key) ?? 0;
      const here = rowOf(way, row);
      return hiddenAs(standing.get(key), n, ...(at === 0 ? ([first, here] as const) : ([here, last] as const)));
    }),
  );
  const hidden = [...rows, ...inside, ...hiddenAs(sheet.all.get(key), counted.all.get(key) ?? 0, last, first)];
  return rows.some(({ n }, at) => n < smallest && valuesOf(hidden, at, enough) < enough);
}
