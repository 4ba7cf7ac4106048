/**
 * From counted numbers to those that may be told. Everything that can be looked at of one period is protected together: its
 * sums, and each row of each way to part it, whichever of them are looked at and put side by side. Those who add and subtract
 * are taken to know every sum that is shown; a sum that is hidden hides its whole row or column, so that no other table of the
 * same period can tell what this one does not. Then all ways are held together (`jointly.ts`): two of them may part the same
 * people.
 */

import { groupsOf, innerStandings } from '../../disclosure/inside.ts';
import { type CellSuppression, type PublishedNumber, smallest } from '../../disclosure/suppression.ts';
import { hideInSum } from '../../disclosure/tables.ts';
import type { CountedNumbers, CrossCell, Numbers } from './counted.ts';
import { hideJointly } from './jointly.ts';
import type { NumberStandings } from './standings.ts';
import { keyOf, ofEncounters, type Subject, wholes } from './subjects.ts';

/** Told numbers by what was counted. */
export type ToldNumbers = ReadonlyMap<string, PublishedNumber>;

/** What may be told of one period. */
export interface Published {
  all: ToldNumbers;
  /** For each way to part it, each part. */
  by: ReadonlyMap<string, ReadonlyMap<string, ToldNumbers>>;
}

/** What was not counted at all is told like any other small number. */
export const toldOf = (numbers: ToldNumbers | undefined, key: string): PublishedNumber =>
  numbers?.get(key) ?? { is: 'few' };

/** `cells`: what was counted where all ways cross; without them each way is protected by itself. */
export async function publish(
  counted: CountedNumbers,
  breathe: () => Promise<void> | undefined,
  cells: readonly CrossCell[] = [],
): Promise<Published> {
  const sheet: NumberStandings = { all: new Map(), by: new Map() };
  for (const [way, rows] of counted.by) sheet.by.set(way, new Map([...rows.keys()].map((row) => [row, new Map()])));
  for (const whole of wholes) await publishWhole(counted, sheet, whole, breathe);
  const sums = new Set(sheet.all.keys());
  await hideJointly(cells, counted, sheet, [...sums], breathe);
  const singles = [...counted.all.keys()].filter((key) => !sums.has(key));
  for (const key of singles) {
    publishSingle(counted, sheet, key);
    await breathe();
  }
  await hideJointly(cells, counted, sheet, singles, breathe);
  const told = (standings: Map<string, CellSuppression>, numbers: Numbers): ToldNumbers =>
    new Map([...standings].map(([key, is]) => [key, is === 'shown' ? { is, n: numbers.get(key) ?? 0 } : { is }]));
  return {
    all: told(sheet.all, counted.all),
    by: new Map(
      [...sheet.by].map(([way, rows]) => [
        way,
        new Map([...rows].map(([row, standings]) => [row, told(standings, counted.by.get(way)!.get(row)!)])),
      ]),
    ),
  };
}

const numberIn = (numbers: Numbers, key: string) => numbers.get(key) ?? 0;
/** Whether nothing may be said of a number because its nearly equal other one is hidden; a small one of a small one is small. */
const followed = (other: CellSuppression | undefined, n: number) =>
  other === 'guard' || (other === 'few' && n >= smallest);
const plain = (n: number): CellSuppression => (n < smallest ? 'few' : 'guard');

/** A sum that is parted in one or more ways, such as encounters by depth and by age. */
async function publishWhole(
  counted: CountedNumbers,
  sheet: NumberStandings,
  whole: (typeof wholes)[number],
  breathe: () => Promise<void> | undefined,
): Promise<void> {
  const { key, within } = whole;
  const total = numberIn(counted.all, key);
  const columns = whole.subjects.map((subject) => ({ subject, keys: keysOf(counted, subject) }));
  const isHidden = total < smallest || (within !== undefined && sheet.all.get(within) !== 'shown');
  const silent = (n: number) => (followed(sheet.all.get(within ?? ''), n) || total >= smallest ? 'guard' : plain(n));
  sheet.all.set(key, isHidden ? silent(total) : 'shown');
  for (const { keys } of columns) {
    const numbers = keys.map((one) => numberIn(counted.all, one));
    const standing = (isHidden ? undefined : hideInSum(numbers)) ?? numbers.map(silent);
    for (const [index, one] of keys.entries()) sheet.all.set(one, standing[index]!);
  }
  for (const [way, rows] of counted.by) {
    const names = [...rows.keys()];
    const numbers = names.map((row) => numberIn(rows.get(row)!, key));
    const standings = sheet.by.get(way)!;
    // Who was guided and what was guided are nearly the same number: where one is hidden, so is the other.
    const forced = (index: number) => followed(standings.get(names[index]!)!.get(within ?? ''), numbers[index]!);
    const ofRows = (isHidden ? undefined : hideInSum(numbers, { forced })) ?? numbers.map(silent);
    for (const [index, row] of names.entries()) standings.get(row)!.set(key, ofRows[index]!);
    for (const { keys } of columns) {
      await breathe();
      const table = names.map((row) => keys.map((one) => numberIn(rows.get(row)!, one)));
      const inner = innerStandings(
        table,
        ofRows,
        keys.map((one) => sheet.all.get(one)!),
      );
      for (const [r, row] of names.entries())
        for (const [c, one] of keys.entries()) standings.get(row)!.set(one, inner[r]![c]!);
    }
  }
}

/** The parts of a subject; the sum itself may be called the same. */
const keysOf = ({ all }: CountedNumbers, subject: Subject): string[] =>
  [...all.keys()].filter((key) => key.startsWith(`${subject}:`));

/** A number that is no part of a sum: over all, and by rows. Where one way cannot tell it safely, none does. */
function publishSingle(counted: CountedNumbers, sheet: NumberStandings, key: string): void {
  const total = numberIn(counted.all, key);
  const ways = [...counted.by].map(([way, rows]) => ({
    way,
    rows,
    standings: standingsOfSingle(sheet, way, rows, key),
  }));
  const isTold = total >= smallest && ways.every(({ standings }) => standings);
  sheet.all.set(key, isTold ? 'shown' : plain(total));
  for (const { way, rows, standings } of ways) {
    for (const [index, row] of [...rows.keys()].entries()) {
      const hidden = total < smallest ? 'few' : 'guard';
      sheet.by
        .get(way)!
        .get(row)!
        .set(key, isTold ? standings![index]! : hidden);
    }
  }
}

function standingsOfSingle(sheet: NumberStandings, way: string, rows: Map<string, Numbers>, key: string) {
  const names = [...rows.keys()];
  const numbers = names.map((row) => numberIn(rows.get(row)!, key));
  if (!ofEncounters.some((subject) => subject === keyOf(key))) return hideInSum(numbers);
  const met = names.map((row) => sheet.by.get(way)!.get(row)!.get('met')!);
  // So many of a topic are so many encounters at least: where these are hidden so is it, and to those who subtract all
  // hidden rows are one.
  const groups = groupsOf(met);
  const sums = (values: readonly number[]) =>
    groups.map((group) => group.reduce((sum, index) => sum + values[index]!, 0));
  const ceilings = sums(names.map((row) => numberIn(rows.get(row)!, 'met')));
  const standings = hideInSum(sums(numbers), { ceilings });
  return (
    standings && met.map((is, index) => (is === 'shown' ? standings[groups.findIndex((one) => one[0] === index)]! : is))
  );
}
