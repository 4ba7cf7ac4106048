/**
 * All ways to part a month held together. Two of them may part the same people, wholly or nearly: one organisation alone works at
 * one place, an evening is one outing. And whoever logged with one device knows what it logged, and an outing's summary tells how
 * many were met on it. So no adding and subtracting of what is told, over all ways, with or without what is known of one device
 * or one outing, may tell of fewer than five.
 */
import { lightSum } from '../../disclosure/derivable.ts';
import { type CellSuppression, smallest } from '../../disclosure/suppression.ts';
import { type CountedNumbers, type CrossCell, toldOutings } from './counted.ts';
import { isNarrow } from './narrow.ts';
import type { NumberStandings } from './standings.ts';
import { alongWith, type CountedTable, tablesOf, wholes } from './subjects.ts';

/** A number that is told; without way and row it is of all. */
interface Told {
  way?: string;
  row?: string;
  key: string;
}

/** Hides numbers of these keys until nothing of fewer than five is told by any of them together. */
export async function hideJointly(
  cells: readonly CrossCell[],
  counted: CountedNumbers,
  sheet: NumberStandings,
  keys: readonly string[],
  breathe: () => Promise<void> | undefined,
): Promise<void> {
  const tables = tablesOf(keys);
  // What is hidden of one table is hidden of others with it: looked at again until nothing more is.
  for (let isOver = cells.length === 0; !isOver; ) {
    isOver = true;
    for (const table of tables)
      for (const unknown of unknownTo(cells, table))
        for (let isHidden = true; isHidden; isOver &&= !isHidden) {
          await breathe();
          isHidden = hideOne(unknown, counted, sheet, table);
        }
    for (const key of keys)
      for (let isHidden = true; isHidden; isOver &&= !isHidden) {
        await breathe();
        isHidden = widenOne(cells, counted, sheet, key);
      }
  }
}

/** The cells of which somebody knows nothing: all of them; those of other devices; how many were met on other outings. */
function unknownTo(cells: readonly CrossCell[], { keys }: CountedTable): (readonly CrossCell[])[] {
  const devices = [...new Set(cells.map(({ device }) => device))];
  const others = devices.map((known) => cells.filter(({ device }) => device !== known));
  const isOfMet = keys.length === 1 && keys[0] === 'met';
  const elsewhere = isOfMet ? toldOutings(cells).map((known) => cells.filter(({ outing }) => outing !== known)) : [];
  return [cells, ...others, ...elsewhere].filter((some) => some.length > 0);
}

/** Hides one number of a table where its told numbers tell of too few; whether it did. */
function hideOne(
  cells: readonly CrossCell[],
  counted: CountedNumbers,
  sheet: NumberStandings,
  { whole, keys }: CountedTable,
): boolean {
  const unknowns = cells.flatMap(({ part, numbers }) =>
    keys.flatMap((key) => {
      const n = numbers.get(key) ?? 0;
      return n > 0 ? [{ part, key, n }] : [];
    }),
  );
  const told: Told[] = [];
  const sums: (readonly number[])[] = [];
  const few: (readonly number[])[] = [];
  const put = (one: Told, is: CellSuppression | undefined, here: readonly number[]) => {
    if (is === 'few') few.push(here);
    if (is !== 'shown') return;
    told.push(one);
    sums.push(here);
  };
  const putAll = (
    at: Omit<Told, 'key'>,
    standing: ReadonlyMap<string, CellSuppression>,
    here: readonly number[] = [],
  ) => {
    if (whole) put({ ...at, key: whole }, standing.get(whole), here);
    const placesOf = placesBy(here, (place) => unknowns[place]!.key);
    for (const key of keys) put({ ...at, key }, standing.get(key), placesOf.get(key) ?? []);
  };
  const everywhere = [...unknowns.keys()];
  putAll({}, sheet.all, everywhere);
  for (const [way, rows] of sheet.by) {
    const placesIn = placesBy(everywhere, (place) => unknowns[place]!.part.get(way));
    for (const [row, standing] of rows) putAll({ way, row }, standing, placesIn.get(row));
  }
  const from = lightSum(
    sums,
    unknowns.map(({ n }) => n),
    smallest,
    few,
  );
  if (!from) return false;
  hideLeast(
    sheet,
    counted,
    from.map((at) => told[at]!),
  );
  return true;
}

/** Which of some places have each value. */
function placesBy<K>(places: readonly number[], valueAt: (place: number) => K): Map<K, number[]> {
  const found = new Map<K, number[]>();
  for (const place of places) {
    const value = valueAt(place);
    const held = found.get(value);
    if (held) held.push(place);
    else found.set(value, [place]);
  }
  return found;
}

/** Hides one number of a key where two ways together leave a small one too few values; whether it did. */
function widenOne(cells: readonly CrossCell[], counted: CountedNumbers, sheet: NumberStandings, key: string): boolean {
  const ways = [...sheet.by.keys()];
  for (const [at, way] of ways.entries())
    for (const other of ways.slice(at + 1)) {
      if (!isNarrow(cells, counted, sheet, key, [way, other])) continue;
      const told = [way, other].flatMap((one) =>
        [...sheet.by.get(one)!].flatMap(([row, standing]) =>
          standing.get(key) === 'shown' ? [{ way: one, row, key }] : [],
        ),
      );
      if (told.length === 0) continue;
      hideLeast(sheet, counted, told);
      return true;
    }
  return false;
}

/** Hides that of some told numbers by which the least is lost: a number in a row before the row, a row before a number of all. */
function hideLeast(sheet: NumberStandings, counted: CountedNumbers, told: readonly Told[]): void {
  const lossOf = ({ way, row, key }: Told) => {
    const numbers = way === undefined ? counted.all : counted.by.get(way)!.get(row!)!;
    const isSum = wholes.some((one) => one.key === key);
    return (numbers.get(key) ?? 0) + (isSum ? 1e6 : 0) + (way === undefined ? 1e9 : 0);
  };
  hide(
    sheet,
    told.reduce((best, one) => (lossOf(one) < lossOf(best) ? one : best)),
  );
}

/** Hides a number, and all that is hidden with it. */
function hide(sheet: NumberStandings, { way, row, key }: Told): void {
  const standings = way === undefined ? [sheet.all] : [sheet.by.get(way)!.get(row!)!];
  // A number that is not told of all is told of no part.
  if (way === undefined) for (const rows of sheet.by.values()) standings.push(...rows.values());
  const isWith = alongWith(key);
  for (const standing of standings)
    for (const [one, is] of standing) if (is === 'shown' && isWith(one)) standing.set(one, 'guard');
}
