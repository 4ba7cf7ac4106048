/**
 * In which shape the rows of a batch are given: which columns are left out, and whether those of one person are paired. It follows from the
 * batch alone, so that files of two days, laid side by side, say no more of it than one of them.
 */
import type { Instrument, Item } from '../survey/instrument/instrument.ts';
import type { Answered } from './answered.ts';

/** What a row has of its response that could point at a person. */
export type Pointer = 'language' | 'mode' | 'period' | 'unit';

/** A response as a row before anything is left out. */
export interface RowGiven {
  given: Answered;
  wave: number | null;
  /** The place of its batch. */
  batch: number;
  is: Record<Pointer, string>;
}

export interface RowsShape {
  /** The rows of one person have one number. */
  isPaired: boolean;
  /** What is empty in all rows: columns, items by their ids, and `time`. */
  leftOut: ReadonlySet<string>;
}

interface OfRows {
  instrument: Instrument;
  /** What could point at a person, in the order in which it is left out. */
  columns: readonly string[];
  least: number;
}

/**
 * The shape with which enough people are alike and no answer of theirs is given away; else that with which the fewest items are left out so
 * that none is. All rows of a person together, each by itself with its time, or each by itself without. Undefined where there are too few.
 */
export function rowsShape(
  people: readonly RowGiven[][],
  { without, ...of }: OfRows & { without: readonly Pointer[] },
): RowsShape | undefined {
  for (const pairing of ['person', 'time', 'nothing'] as const) {
    const isPaired = pairing === 'person';
    const units = isPaired ? people : people.flatMap((rows) => rows.map((row) => [row]));
    let best: (RowsShape & { lost: number }) | undefined;
    for (let out = 0; out <= of.columns.length && best?.lost !== 0; out++) {
      const leftOut = new Set([...of.columns.slice(0, out), ...without, ...(pairing === 'nothing' ? ['time'] : [])]);
      const lost = givenAway(units, of, () => leftOut);
      if (lost && lost.length < (best?.lost ?? Number.POSITIVE_INFINITY))
        best = { isPaired, leftOut: new Set([...leftOut, ...lost]), lost: lost.length };
    }
    if (best) return best;
  }
  return undefined;
}

/** At least so many of those who are alike gave another answer: one alone would know by it what all the others gave. */
const otherAnswers = 2;

/**
 * The items of which rows say what (nearly) everybody gave who has everything alike that is left; undefined where fewer people than the
 * smallest group have. `units`: rows that stand together; people are counted, not their rows.
 */
export function givenAway(
  units: readonly (readonly RowGiven[])[],
  { instrument, columns, least }: OfRows,
  leftOutOf: (row: RowGiven) => ReadonlySet<string>,
): string[] | undefined {
  const keyOf = (row: RowGiven) => {
    const out = leftOutOf(row);
    const kept = columns.filter((column) => !out.has(column));
    return [row.batch, out.has('time') ? null : row.wave, kept.map((column) => saidOf(instrument, row, column))];
  };
  const alike = new Map<string, (readonly RowGiven[])[]>();
  for (const rows of units) {
    const key = JSON.stringify(rows.map(keyOf));
    alike.set(key, [...(alike.get(key) ?? []), rows]);
  }
  const lost = new Set<string>();
  for (const same of alike.values()) {
    if (new Set(same.map(([row]) => personOf(row!))).size < least) return undefined;
    for (const [place, row] of same[0]!.entries())
      for (const [at, item] of instrument.items.entries()) {
        if (columns.includes(item.id) || leftOutOf(row).has(item.id)) continue;
        const counts = new Map<unknown, number>();
        for (const value of same.flatMap((rows) => answersTo(item, at, rows[place]!.given)))
          counts.set(value, (counts.get(value) ?? 0) + 1);
        if (Math.max(0, ...counts.values()) > same.length - otherAnswers) lost.add(item.id);
      }
  }
  return [...lost];
}

/** Whose row it is: rows under no code are one person each. */
export const personOf = ({ given }: RowGiven): string => given.code ?? given.id;

/** What was answered to an item; nothing where it was skipped. */
const answersTo = (item: Item, at: number, given: Answered): unknown[] =>
  [given.several?.[item.id] ?? given.answers[at] ?? dayOf(item, given) ?? []].flat();

function saidOf(instrument: Instrument, { given, is }: RowGiven, column: string) {
  const place = instrument.items.findIndex(({ id }) => id === column);
  return place < 0
    ? is[column as Pointer]
    : [given.answers[place], given.several?.[column], dayOf(instrument.items[place]!, given)];
}

/** The day that was given to an item. */
export const dayOf = ({ id, type }: Item, { texts }: Answered): string | undefined =>
  type === 'date' ? texts?.[id] : undefined;
