/** What people wrote in their own words: to be read and marked, and what the marks add up to by unit. */

import { suppressGroups } from '../disclosure/groups.ts';
import type { Suppression } from '../disclosure/suppression.ts';
import type { Coding } from '../survey/coding.ts';
import type { Instrument } from '../survey/instrument/instrument.ts';
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
  /** How many wrote something. */
  n: number;
  standing: Suppression;
  /** How many of the answers have each tag; only where the group is shown. */
  tags: { tag: string; count: number }[];
  /** How many were read: have a coding. */
  read: number;
  /** Only where the group is shown. */
  quotes: string[];
}

/** The questions of an instrument that are answered in one's own words. */
export const openItems = ({ items }: Instrument) => items.filter(({ type }) => type === 'long' || type === 'short');

/** What was written to a question, in an order that follows neither time nor unit. */
export function answersTo(instrument: Instrument, item: string, responses: readonly Answered[]): OpenAnswer[] {
  return responses
    .filter((one) => one.instrument === instrument.id && one.texts?.[item]?.trim())
    .map((one) => ({ response: one.id, instrument: instrument.id, item, text: one.texts![item]!.trim() }))
    .sort((a, b) => (mixed(a.response) < mixed(b.response) ? -1 : 1));
}

/** The random end of an id first: ids begin with the time. */
const mixed = (id: string) => [...id].reverse().join('');

/** What the marks say, for all units and each; of shown groups only, and so that no hidden one can be worked out. */
export function openGroups(
  responses: readonly Answered[],
  answers: readonly OpenAnswer[],
  codings: ReadonlyMap<string, Coding>,
  least: number,
): OpenGroup[] {
  const unitOf = new Map(responses.map(({ id, unit }) => [id, unit]));
  const units = [...new Set(answers.map(({ response }) => unitOf.get(response)!))].sort((a, b) =>
    a.localeCompare(b, 'fi'),
  );
  const inUnit = (unit: string) => answers.filter(({ response }) => unitOf.get(response) === unit);
  const standing = suppressGroups(
    units.map((unit) => [inUnit(unit).length]),
    least,
  );
  return [...units, undefined].map((unit, row) => {
    const group = unit === undefined ? answers : inUnit(unit);
    const found = group.flatMap(({ response, item }) => codings.get(codingKey(response, item)) ?? []);
    const is = standing[row]?.[0] ?? 'none';
    const names = [...new Set(found.flatMap(({ tags }) => tags))].sort();
    return {
      ...(unit === undefined ? {} : { unit }),
      n: group.length,
      standing: is,
      read: found.length,
      tags:
        is !== 'shown'
          ? []
          : names.map((tag) => ({ tag, count: found.filter(({ tags }) => tags.includes(tag)).length })),
      // The quotes of all are those of the units that are shown: they stand there.
      quotes: is !== 'shown' || unit === undefined ? [] : found.flatMap(({ quote }) => quote ?? []),
    };
  });
}
