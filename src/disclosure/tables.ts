/**
 * Which numbers of a table are not shown. Below five none is; and where what is left would tell one of them by adding and
 * subtracting, others are hidden too, until each small number could be at least three different ones and no sum of hidden
 * numbers that can be worked out is itself below five. A test tries to break it with a solver of its own.
 */

import { type Hidden, valuesOf } from './possible.ts';
import { type CellSuppression, type Counts, type SuppressionRule, smallest } from './suppression.ts';

/** So many values a hidden small number must at least have. */
const enough = 3;
const noCeiling = Number.POSITIVE_INFINITY;

interface Place {
  row: number;
  column: number;
}

interface Table {
  counts: Counts;
  /** Numbers below it are small. */
  least: number;
  standing: CellSuppression[][];
  /** The numbers of a row that every number in it is known not to exceed. */
  ceilings: readonly number[];
  /** One sum over everything; otherwise one for each row and each column. */
  isOneSum: boolean;
  /** Rows in which nothing is said of any number, not even whether it is small. */
  isSilent: (row: number) => boolean;
}

/**
 * The standing of numbers whose sum is known and not small. Of those that are `forced` nothing is said whatever they are;
 * `ceilings` says what each of them is known not to exceed. Undefined where the sum itself must be hidden.
 */
export function hideInSum(
  counts: readonly number[],
  { forced = () => false, ceilings }: { forced?: (index: number) => boolean; ceilings?: readonly number[] } = {},
): CellSuppression[] | undefined {
  const table: Table = {
    counts: counts.map((n) => [n]),
    least: smallest,
    standing: counts.map((n, index) => [forced(index) ? 'guard' : n < smallest ? 'few' : 'shown']),
    ceilings: ceilings ?? counts.map(() => noCeiling),
    isOneSum: true,
    isSilent: forced,
  };
  return hide(table)?.map(([only]) => only!);
}

/** How the numbers of a table stand where every row's and every column's sum is told and not small. */
export const suppressCells: SuppressionRule<CellSuppression> = (counts, least) => {
  const inner = hideInside(counts, least);
  const width = counts[0]?.length ?? 0;
  return (
    inner && [
      ...inner.map((row): CellSuppression[] => [...row, 'shown']),
      Array.from({ length: width + 1 }, () => 'shown' as const),
    ]
  );
};

function hideInside(counts: Counts, least: number): CellSuppression[][] | undefined {
  // Each of them is a sum itself.
  if (counts.length < 2 || (counts[0]?.length ?? 0) < 2) return counts.map((row) => row.map(() => 'shown'));
  const standing = counts.map((row) => row.map((n): CellSuppression => (n < least ? 'few' : 'shown')));
  const ceilings = counts.map(() => noCeiling);
  return hide({ counts, least, standing, ceilings, isOneSum: false, isSilent: () => false });
}

function hide(table: Table): CellSuppression[][] | undefined {
  const lines = table.isOneSum ? [everything(table)] : [...rowsOf(table), ...columnsOf(table)];
  for (const line of lines) {
    while (isSmallSum(table, line)) {
      const guard = smallestShown(table, line);
      if (!guard) break;
      table.standing[guard.row]![guard.column] = 'guard';
    }
  }
  for (const place of everything(table).filter((one) => isSmall(table, one))) {
    while (!isOpen(table, place)) {
      const guards = guardsFor(table, place);
      if (guards.length === 0) return inSilence(table);
      for (const { row, column } of guards) table.standing[row]![column] = 'guard';
    }
  }
  return table.standing;
}

/** Nothing is left to hide: then not even which of them are small is told. Undefined where that is not enough either. */
function inSilence(table: Table): CellSuppression[][] | undefined {
  const silent = {
    ...table,
    standing: table.standing.map((row) => row.map((): CellSuppression => 'guard')),
    isSilent: () => true,
  };
  const small = everything(table).filter((one) => isSmall(table, one));
  return small.every((place) => isOpen(silent, place)) ? silent.standing : undefined;
}

const numberAt = ({ counts }: Table, { row, column }: Place) => counts[row]![column]!;
const standingAt = ({ standing }: Table, { row, column }: Place) => standing[row]![column]!;
const isSmall = (table: Table, place: Place) => numberAt(table, place) > 0 && numberAt(table, place) < table.least;

const rowsOf = ({ counts }: Table): Place[][] => counts.map((line, row) => line.map((_, column) => ({ row, column })));
const columnsOf = ({ counts }: Table): Place[][] =>
  counts[0]!.map((_, column) => counts.map((_line, row) => ({ row, column })));
const everything = (table: Table): Place[] => rowsOf(table).flat();

/** Whether the hidden numbers of a line come to a sum that is small: it is what is left of the line. */
function isSmallSum(table: Table, line: readonly Place[]): boolean {
  const hidden = line.filter((place) => standingAt(table, place) !== 'shown');
  const sum = hidden.reduce((total, place) => total + numberAt(table, place), 0);
  return sum > 0 && sum < table.least;
}

function smallestShown(table: Table, places: readonly Place[], from = 1): Place | undefined {
  const shown = places.filter((place) => standingAt(table, place) === 'shown' && numberAt(table, place) >= from);
  return shown.sort((a, b) => numberAt(table, a) - numberAt(table, b))[0];
}

/** Whether a small number could be enough others. */
function isOpen(table: Table, small: Place): boolean {
  const hidden: Hidden[] = [];
  let at = 0;
  for (const place of everything(table)) {
    const standing = standingAt(table, place);
    // None gives no room: whoever knows which days had an outing knows it.
    if (standing === 'shown' || numberAt(table, place) === 0) continue;
    if (place.row === small.row && place.column === small.column) at = hidden.length;
    const ceiling = table.ceilings[place.row]!;
    hidden.push({
      from: table.isOneSum ? 0 : place.row,
      to: table.isOneSum ? 1 : table.counts.length + place.column,
      n: numberAt(table, place),
      lo: standing === 'few' || table.isSilent(place.row) ? 0 : table.least,
      hi: standing === 'few' ? Math.min(table.least - 1, ceiling) : ceiling,
    });
  }
  return valuesOf(hidden, at, enough) >= enough;
}

/** What to hide next so that a small number opens: of a sum the best other one, in a table a corner of the cheapest rectangle. */
function guardsFor(table: Table, small: Place): Place[] {
  if (table.isOneSum) {
    // One of seven or more can give two away and still not be below five.
    const guard = smallestShown(table, everything(table), table.least + 2) ?? smallestShown(table, everything(table));
    return guard ? [guard] : [];
  }
  let best: { places: Place[]; loss: number } | undefined;
  for (const { row, column } of everything(table)) {
    if (row === small.row || column === small.column) continue;
    const corners = [
      { row, column },
      { row, column: small.column },
      { row: small.row, column },
    ];
    const places = corners.filter((place) => standingAt(table, place) === 'shown');
    const loss = places.reduce((sum, place) => sum + numberAt(table, place), 0);
    if (places.length > 0 && (!best || loss < best.loss)) best = { places, loss };
  }
  return best?.places ?? [];
}
