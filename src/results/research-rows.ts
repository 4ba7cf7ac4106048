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

/** Whether an item could point at a person, as the organisation's document marks it, by the item's id. */
export type ItemMarks = Readonly<Record<string, 'identifying' | 'not-identifying'>>;

const pointers = ['language', 'mode', 'period', 'unit'] as const;
type Pointer = (typeof pointers)[number];

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
  /** The columns that are empty for everybody: of rows, and items by their ids. */
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

interface Row {
  given: Answered;
  wave: number | null;
  is: Record<Pointer, string>;
}

interface OfRows {
  least: number;
  period: PeriodLength;
  /** The period that a response was counted in, as a code; absent: that of its day. */
  periodIn?: (response: Answered) => string;
  /** Whether no row has its unit, however many people of it are alike. */
  isWithoutUnit?: boolean;
  /** The responses as they came (`inFullBatches`): in each of them as many people are alike, for a file made earlier has no later ones. */
  batches?: readonly (readonly Answered[])[];
}

/** The rows. `random` is from 0 to 1, 1 left out. */
export function researchRows(
  instrument: Instrument,
  marks: ItemMarks,
  responses: readonly Answered[],
  { least, period, batches = [responses], isWithoutUnit = false, ...given }: OfRows,
  random: () => number,
): ResearchRows {
  const { periodIn = ({ at }) => periodCode(periodOf(period, wallDate(at))) } = given;
  const people = peopleOf(responses, periodIn);
  const batchOf = new Map(batches.flatMap((batch, index) => batch.map(({ id }) => [id, index] as const)));
  const items = instrument.items.filter(({ id }) => marks[id] === 'identifying');
  // In this order they are left out: what the results are looked at by comes last.
  const byItems = ['language', 'mode', ...items.map(({ id }) => id).reverse(), 'period'];
  const columns = isWithoutUnit ? ['unit', ...byItems] : [...byItems, 'unit'];
  const saidOf = ({ given, is }: Row, column: string) => {
    const place = instrument.items.findIndex(({ id }) => id === column);
    return place < 0
      ? is[column as Pointer]
      : [given.answers[place], given.several?.[column], dayOf(instrument.items[place]!, given)];
  };
  // All rows of a person together, each by itself with its wave, or each by itself without.
  for (const pairing of ['person', 'wave', 'nothing'] as const) {
    const units = pairing === 'person' ? people : people.flatMap((rows) => rows.map((row) => [row]));
    for (let out = Number(isWithoutUnit); out <= columns.length; out++) {
      const kept = columns.slice(out);
      const keyOf = (row: Row) => [
        batchOf.get(row.given.id),
        pairing === 'nothing' ? null : row.wave,
        ...kept.map((column) => saidOf(row, column)),
      ];
      if (!isAlike(units, keyOf, least)) continue;
      const leftOut = [...columns.slice(0, out), ...(pairing === 'nothing' ? ['time'] : [])];
      const shuffled = units.map((rows) => ({ rows, at: random() })).sort((a, b) => a.at - b.at);
      const rows = shuffled.flatMap(({ rows: own }, index) =>
        own.map((row) => asRow(instrument, row, index + 1, leftOut)),
      );
      return { rows, leftOut, withheld: 0 };
    }
  }
  return { rows: [], leftOut: columns, withheld: responses.length };
}

/** The day that was given to an item. */
const dayOf = ({ id, type }: Item, { texts }: Answered): string | undefined =>
  type === 'date' ? texts?.[id] : undefined;

/** Whether at least so many people have everything alike that is left; people are counted, not their rows. */
function isAlike(units: Row[][], keyOf: (row: Row) => unknown[], least: number): boolean {
  const alike = new Map<string, Set<string>>();
  for (const rows of units) {
    const key = JSON.stringify(rows.map(keyOf));
    const held = alike.get(key) ?? new Set();
    alike.set(key, held);
    for (const { given } of rows) held.add(given.code ?? given.id);
  }
  return [...alike.values()].every((people) => people.size >= least);
}

function peopleOf(responses: readonly Answered[], periodIn: (response: Answered) => string): Row[][] {
  const byCode = new Map<string, Row[]>();
  const everyone: Row[][] = [];
  const timeOf = timesCounted();
  for (const given of inAnswerOrder(responses)) {
    const { unit, mode, language, code } = given;
    const row = {
      given,
      wave: timeOf(given),
      is: { unit, period: periodIn(given), mode, language },
    };
    const known = code === undefined ? undefined : byCode.get(code);
    if (known) known.push(row);
    else {
      everyone.push([row]);
      if (code !== undefined) byCode.set(code, everyone.at(-1)!);
    }
  }
  return everyone;
}

function asRow(instrument: Instrument, { given, wave, is }: Row, person: number, leftOut: string[]): ResearchRow {
  const left = (name: Pointer) => (leftOut.includes(name) ? undefined : is[name]);
  const several = Object.entries(given.several ?? {}).filter(([item]) => !leftOut.includes(item));
  return {
    person,
    wave: leftOut.includes('time') ? null : wave,
    unit: left('unit'),
    period: left('period'),
    mode: left('mode'),
    language: left('language'),
    answers: given.answers.map((answer, place) =>
      leftOut.includes(instrument.items[place]?.id ?? '') ? null : answer,
    ),
    several: given.several && Object.fromEntries(several),
    days: Object.fromEntries(
      instrument.items.flatMap((item) => {
        const day = leftOut.includes(item.id) ? undefined : dayOf(item, given);
        return day ? [[item.id, day]] : [];
      }),
    ),
  };
}
