/**
 * Which numbers of a table are not shown. Below five none is; and where what is left would tell one of them by adding and
 * subtracting, others are hidden too, until each small number could be at least three different ones and no sum of hidden
 * numbers that can be worked out is itself below five. A test tries to break it with a solver of its own.
 */

import { type Hidden, valuesOf } from './possible.ts';
import { smallest } from './safely.ts';

/** `few`: below five, none included. `guard`: a smaller one could be worked out from it; nothing is said of it. */
export type CellSuppression = 'shown' | 'few' | 'guard';

/** So many values a hidden small number must at least have. */
const enough = 3;
const noCeiling = Number.POSITIVE_INFINITY;

interface Place {
  row: number;
  column: number;
}

interface Table {
  counts: readonly (readonly number[])[];
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
    standing: counts.map((n, index) => [forced(index) ? 'guard' : n < smallest ? 'few' : 'shown']),
    ceilings: ceilings ?? counts.map(() => noCeiling),
    isOneSum: true,
    isSilent: forced,
  };
  return hide(table)?.map(([only]) => only!);
}

/** The standing of the inner numbers of a table: every row's and every column's sum is known and not small. */
export function hideInTable(counts: readonly (readonly number[])[]): CellSuppression[][] | undefined {
  const width = counts[0]?.length ?? 0;
  // Each of them is a sum itself.
  if (counts.length < 2 || width < 2) return counts.map((row) => row.map(() => 'shown'));
  const standing = counts.map((row) => row.map((n): CellSuppression => (n < smallest ? 'few' : 'shown')));
  return hide({ counts, standing, ceilings: counts.map(() => noCeiling), isOneSum: false, isSilent: () => false });
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
const isSmall = (table: Table, place: Place) => numberAt(table, place) > 0 && numberAt(table, place) < smallest;

const rowsOf = ({ counts }: Table): Place[][] => counts.map((line, row) => line.map((_, column) => ({ row, column })));
const columnsOf = ({ counts }: Table): Place[][] =>
  counts[0]!.map((_, column) => counts.map((_line, row) => ({ row, column })));
const everything = (table: Table): Place[] => rowsOf(table).flat();

/** Whether the hidden numbers of a line come to a sum that is small: it is what is left of the line. */
function isSmallSum(table: Table, line: readonly Place[]): boolean {
  const hidden = line.filter((place) => standingAt(table, place) !== 'shown');
  const sum = hidden.reduce((total, place) => total + numberAt(table, place), 0);
  return sum > 0 && sum < smallest;
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
    if (standing === 'shown') continue;
    if (place.row === small.row && place.column === small.column) at = hidden.length;
    const ceiling = table.ceilings[place.row]!;
    hidden.push({
      from: table.isOneSum ? 0 : place.row,
      to: table.isOneSum ? 1 : table.counts.length + place.column,
      n: numberAt(table, place),
      lo: standing === 'few' || table.isSilent(place.row) ? 0 : smallest,
      hi: standing === 'few' ? Math.min(smallest - 1, ceiling) : ceiling,
    });
  }
  return valuesOf(hidden, at, enough) >= enough;
}

/** What to hide next so that a small number opens: of a sum the best other one, in a table a corner of the cheapest rectangle. */
function guardsFor(table: Table, small: Place): Place[] {
  if (table.isOneSum) {
    // One of seven or more can give two away and still not be small.
    const guard = smallestShown(table, everything(table), smallest + 2) ?? smallestShown(table, everything(table));
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
