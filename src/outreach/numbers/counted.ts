/** Adding up facts: over all of a period, and for each part of it. */
import type { Fact } from './fact.ts';
import { codes, type Subject } from './subjects.ts';

/** How many, by what was counted. */
export type Numbers = Map<string, number>;

/** The ways in which a period is parted, one at a time. */
export const breakdowns = ['time', 'where', 'unit', 'hour'] as const;
export type Breakdown = (typeof breakdowns)[number];

export interface CountedNumbers {
  all: Numbers;
  /** For each way the parts, in the order in which they are shown. */
  by: Map<string, Map<string, Numbers>>;
}

/** The subject of a key: `depth:brief` is of `depth`. */
export const keyOf = (key: string): string => key.split(':', 1)[0]!;
/** The code of a key. */
export const codeOfKey = (key: string): string => key.slice(keyOf(key).length + 1);

/** Which part a fact belongs to, for each way. */
export type PartOf = { [way: string]: (fact: Fact) => string };

/** What is counted although there may be none of it. */
const known: readonly string[] = [
  'met',
  'guided',
  'need',
  ...(Object.keys(codes) as Subject[]).flatMap((subject) => codes[subject].map((code) => `${subject}:${code}`)),
];

const none = (): Numbers => new Map(known.map((key) => [key, 0]));

/**
 * Counts facts. `parts` are those that there are for each way, whether or not anything falls into them; others follow in the
 * order in which they are found. `breathe` is called after each fact.
 */
export async function count(
  facts: readonly Fact[],
  partOf: PartOf,
  parts: { [way: string]: readonly string[] },
  breathe: () => Promise<void> | undefined,
): Promise<CountedNumbers> {
  const all = none();
  const by: CountedNumbers['by'] = new Map(
    Object.keys(partOf).map((way) => [way, new Map((parts[way] ?? []).map((part) => [part, new Map()]))]),
  );
  const wayEntries = Object.entries(partOf);
  for (const fact of facts) {
    const into = [all];
    for (const [way, part] of wayEntries) into.push(numbersOf(by.get(way)!, part(fact)));
    for (const numbers of into) for (const [key, n] of fact.adds) numbers.set(key, (numbers.get(key) ?? 0) + n);
    const rest = breathe();
    if (rest) await rest;
  }
  return { all, by };
}

/** The numbers of a row, made where there are none. */
export function numbersOf(rows: Map<string, Numbers>, part: string): Numbers {
  const held = rows.get(part);
  if (held) return held;
  const made: Numbers = new Map();
  rows.set(part, made);
  return made;
}
