/** What people wrote in their own words: to be read and marked, and what the marks add up to by unit. */

import { suppressGroups } from '../disclosure/groups.ts';
import { suppressSplits } from '../disclosure/splits.ts';
import type { Suppression } from '../disclosure/suppression.ts';
import type { Coding } from '../survey/coding.ts';
import { type Instrument, isInOwnWords } from '../survey/instrument/instrument.ts';
import type { Answered } from './answered.ts';
import { codingKey } from './collection.ts';

/** One written answer. It says nothing of where and when it was written. */
export interface OpenAnswer {
  response: string;
  instrument: string;
  item: string;
  text: string;
}

/** What is counted of one question in one unit, or in all. */
export interface OpenGroup {
  /** Absent: all units. */
  unit?: string;
  /** How many answers there are; of a question that a rule brings in shown groups only. */
  n?: number;
  standing: Suppression;
  /** Of how many people an answer has each tag; only where enough have it and enough have not. */
  tags: { tag: string; count: number }[];
  /** How many of them were read: have a coding. */
  read?: number;
  /** Only where the group is shown. */
  quotes: string[];
}

/** The questions of an instrument that are answered in one's own words. */
export const openItems = ({ items }: Instrument) => items.filter(isInOwnWords);

/** What was written to a question, in an order that follows neither time nor unit. */
export function answersTo(instrument: Instrument, item: string, responses: readonly Answered[]): OpenAnswer[] {
  return responses
    .filter((one) => one.instrument === instrument.id && one.texts?.[item]?.trim())
    .map((one) => ({ response: one.id, instrument: instrument.id, item, text: one.texts![item]!.trim() }))
    .sort((a, b) => (mixed(a.response) < mixed(b.response) ? -1 : 1));
}

/** The random end of an id first: ids begin with the time. */
const mixed = (id: string) => [...id].reverse().join('');

/**
 * What the marks say, for all units and each. People are counted, not answers: who wrote in three waves under one code is one, and
 * belongs to the unit of the last. Of shown groups only, and a tag only where both those who have it and those who have not are
 * as many as the smallest size, in each group and in what is left of all without it.
 * `isOfSome`: a rule brings the question, and who wrote has answered so before.
 */
export function openGroups(
  responses: readonly Answered[],
  answers: readonly OpenAnswer[],
  codings: ReadonlyMap<string, Coding>,
  least: number,
  isOfSome = responses.some(({ unseen }) => answers.some(({ item }) => unseen?.includes(item))),
): OpenGroup[] {
  const people = peopleOf(responses, answers, codings);
  const units = [...new Set(people.map(({ unit }) => unit))].sort((a, b) => a.localeCompare(b, 'fi'));
  const inUnit = (unit: string) => people.filter((one) => one.unit === unit);
  const count = (is: (one: Writer) => boolean) => units.map((unit) => [inUnit(unit).filter(is).length]);
  const standing = suppressGroups(
    count(() => true),
    least,
  );
  const names = [...new Set(people.flatMap(({ tags }) => [...tags]))].sort();
  const told = names.map((tag) => {
    const has = ({ tags }: Writer) => tags.has(tag);
    return {
      tag,
      rows: suppressSplits(
        count(has),
        count((one) => !has(one)),
        standing,
        least,
      ),
    };
  });
  return [...units, undefined].map((unit, row) => {
    const group = unit === undefined ? people : inUnit(unit);
    const sum = (of: (one: Writer) => number) => group.reduce((total, one) => total + of(one), 0);
    const is = standing[row]?.[0] ?? 'none';
    return {
      ...(unit === undefined ? {} : { unit }),
      ...(is === 'shown' || !isOfSome ? { n: sum(({ answers: n }) => n), read: sum(({ read }) => read) } : {}),
      standing: is,
      tags: told
        .filter(({ rows }) => rows[row]?.[0])
        .map(({ tag }) => ({ tag, count: group.filter(({ tags }) => tags.has(tag)).length })),
      // The quotes of all are those of the units that are shown: they stand there.
      quotes: is !== 'shown' || unit === undefined ? [] : group.flatMap(({ quotes }) => quotes),
    };
  });
}

/** One person by their code, or one response without one; what they wrote in all. */
interface Writer {
  unit: string;
  answers: number;
  read: number;
  tags: Set<string>;
  quotes: string[];
}

function peopleOf(
  responses: readonly Answered[],
  answers: readonly OpenAnswer[],
  codings: ReadonlyMap<string, Coding>,
): Writer[] {
  const byId = new Map(responses.map((one) => [one.id, one]));
  const people = new Map<string, Writer & { last: string }>();
  for (const answer of answers) {
    const { response } = answer;
    const { code, unit, at } = byId.get(response)!;
    const key = code === undefined ? response : `code ${code}`;
    const one = people.get(key) ?? { unit, last: at, answers: 0, read: 0, tags: new Set<string>(), quotes: [] };
    people.set(key, one);
    if (at > one.last) Object.assign(one, { unit, last: at });
    one.answers += 1;
    const coding = codings.get(codingKey(answer));
    if (!coding) continue;
    one.read += 1;
    for (const tag of coding.tags) one.tags.add(tag);
    if (coding.quote) one.quotes.push(coding.quote);
  }
  return [...people.values()];
}
