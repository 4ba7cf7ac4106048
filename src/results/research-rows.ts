/**
 * Responses one by one, for research, where the organisation's document says so: without a score, an id, a time of day, a code or
 * a written answer. What could point at a person (unit, period, way of answering, language, and the items that the organisation
 * marks as identifying) is given for everybody or for nobody: columns are left out until at least the smallest group of people
 * have all that is left alike. Nobody is left out by themselves, so that the tables of the same people, less the rows, are of
 * nobody.
 */

import { wallDate } from '../i18n/wall-time.ts';
import { periodCode } from '../periods/names.ts';
import { type PeriodLength, periodOf } from '../periods/periods.ts';
import { type Instrument, type Item, isInOwnWords } from '../survey/instrument/instrument.ts';
import type { Answered } from './answered.ts';
import { inAnswerOrder, timesCounted } from './answered.ts';
import { dayOf, givenAway, type Pointer, personOf, type RowGiven, rowsShape } from './rows-shape.ts';

/** Whether an item could point at a person, as the organisation's document marks it, by the item's id. */
export type ItemMarks = Readonly<Record<string, 'identifying' | 'not-identifying'>>;

export interface ResearchRow extends Record<Pointer, string | undefined> {
  /** A number that pairs the rows of one person in this file only. */
  person: number;
  /** Null where it is not known, or left out for everybody. */
  wave: number | null;
  answers: Answered['answers'];
  several: Answered['several'];
  /** The days that were given, by item. */
  days?: Record<string, string>;
}

export interface ResearchRows {
  /** In an order that tells nothing. */
  rows: ResearchRow[];
  /** The columns that are empty for everybody of a batch: of rows, and items by their ids. */
  leftOut: string[];
  /** How many responses there are, where there are too few people for any row. */
  withheld: number;
}

const isOwnWords = (item: Item) => isInOwnWords(item) || item.type === 'statement';

/**
 * Items that are not marked yet: as long as there are any, there are no rows. A scale's statements are asked of everybody alike
 * and are known to nobody else; of a validated instrument they need no mark.
 */
export const unmarkedItems = ({ items, validated }: Instrument, marks: ItemMarks): string[] =>
  items
    .filter((item) => !isOwnWords(item) && !(validated && item.type === 'scale') && !Object.hasOwn(marks, item.id))
    .map(({ id }) => id);

interface OfRows {
  least: number;
  period: PeriodLength;
  /** The period that a response was counted in, as a code; absent: that of its day. */
  periodIn?: (response: Answered) => string;
  /** What no row of a batch has, however many people are alike. */
  without?: (batch: number) => readonly Pointer[];
  /** The responses as they came (`inFullBatches`): each batch is given in one shape in every file that has it. */
  batches?: readonly (readonly Answered[])[];
}

/** The rows. `random` is from 0 to 1, 1 left out. */
export function researchRows(
  instrument: Instrument,
  marks: ItemMarks,
  responses: readonly Answered[],
  { least, period, batches = [responses], without = () => [], ...given }: OfRows,
  random: () => number,
): ResearchRows {
  const { periodIn = ({ at }) => periodCode(periodOf(period, wallDate(at))) } = given;
  const columns = columnsIn(instrument, marks);
  const of = { instrument, columns, least };
  const people = peopleOf(batches, periodIn);
  const shapes = batches.map((_, batch) => {
    const inBatch = people.map((rows) => rows.filter((row) => row.batch === batch));
    return rowsShape(
      inBatch.filter((rows) => rows.length > 0),
      { ...of, without: without(batch) },
    );
  });
  const shapeOf = ({ batch }: RowGiven) => shapes[batch]!;
  const told = people.map((rows) => rows.filter((row) => shapes[row.batch])).filter((rows) => rows.length > 0);
  // Those of a person in several batches, where that singles nobody out.
  const paired = unitsOf(told, (row) => (shapeOf(row).isPaired ? '' : row.given.id));
  const isPaired = givenAway(paired, of, (row) => shapeOf(row).leftOut)?.length === 0;
  const units = isPaired ? paired : unitsOf(told, (row) => (shapeOf(row).isPaired ? String(row.batch) : row.given.id));
  const shuffled = units.map((rows) => ({ rows, at: random() })).sort((a, b) => a.at - b.at);
  const rows = shuffled.flatMap(({ rows: own }, index) =>
    own.map((row) => asRow(instrument, row, index + 1, shapeOf(row).leftOut)),
  );
  if (rows.length === 0) return { rows, leftOut: columns, withheld: responses.length };
  const all = new Set([...columns, 'time', ...instrument.items.map(({ id }) => id)]);
  return { rows, leftOut: [...all].filter((name) => shapes.some((shape) => shape?.leftOut.has(name))), withheld: 0 };
}

/** What could point at a person, in the order in which it is left out: what the results are looked at by comes last. */
function columnsIn({ items }: Instrument, marks: ItemMarks): string[] {
  const identifying = items.flatMap(({ id }) => (marks[id] === 'identifying' ? [id] : []));
  return ['language', 'mode', ...identifying.reverse(), 'period', 'unit'];
}

/** The rows of each person that stand together, by what pairs them. */
const unitsOf = (people: readonly RowGiven[][], pairOf: (row: RowGiven) => string): RowGiven[][] =>
  people.flatMap((rows) => {
    const units = new Map<string, RowGiven[]>();
    for (const row of rows) units.set(pairOf(row), [...(units.get(pairOf(row)) ?? []), row]);
    return [...units.values()];
  });

function peopleOf(batches: readonly (readonly Answered[])[], periodIn: (response: Answered) => string): RowGiven[][] {
  const batchOf = new Map(batches.flatMap((batch, index) => batch.map(({ id }) => [id, index] as const)));
  const people = new Map<string, RowGiven[]>();
  const timeOf = timesCounted();
  for (const given of inAnswerOrder(batches.flat())) {
    const { id, unit, mode, language } = given;
    const is = { unit, period: periodIn(given), mode, language };
    const row = { given, wave: timeOf(given), batch: batchOf.get(id)!, is };
    people.set(personOf(row), [...(people.get(personOf(row)) ?? []), row]);
  }
  return [...people.values()];
}

function asRow(
  instrument: Instrument,
  { given, wave, is }: RowGiven,
  person: number,
  leftOut: ReadonlySet<string>,
): ResearchRow {
  const left = (name: Pointer) => (leftOut.has(name) ? undefined : is[name]);
  const several = Object.entries(given.several ?? {}).filter(([item]) => !leftOut.has(item));
  return {
    person,
    wave: leftOut.has('time') ? null : wave,
    unit: left('unit'),
    period: left('period'),
    mode: left('mode'),
    language: left('language'),
    answers: given.answers.map((answer, place) => (leftOut.has(instrument.items[place]?.id ?? '') ? null : answer)),
    several: given.several && Object.fromEntries(several),
    days: Object.fromEntries(
      instrument.items.flatMap((item) => {
        const day = leftOut.has(item.id) ? undefined : dayOf(item, given);
        return day ? [[item.id, day]] : [];
      }),
    ),
  };
}
