/** Adding up facts: over all of a period, and for each part of it. */
import { smallest } from '../../disclosure/suppression.ts';
import type { Fact } from './fact.ts';
import { codes, keyOf, type Subject } from './subjects.ts';

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
    for (const numbers of into) addTo(numbers, fact.adds);
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

/** What no way parts further: of one outing what one device logged, in one part of each way. Nothing of it is told as such. */
export interface CrossCell {
  /** By way. */
  part: ReadonlyMap<string, string>;
  device: string;
  outing: string;
  numbers: Numbers;
}

/** The cells in which anything was counted. */
export function cellsOf(facts: readonly Fact[], partOf: PartOf): CrossCell[] {
  const cells = new Map<string, CrossCell>();
  for (const one of facts) {
    const { device, outing } = one;
    const part = new Map(Object.entries(partOf).map(([way, of]) => [way, of(one)]));
    const key = JSON.stringify([device, outing, ...part.values()]);
    const cell = cells.get(key) ?? { part, device, outing, numbers: new Map() };
    cells.set(key, cell);
    addTo(cell.numbers, one.adds);
  }
  return [...cells.values()];
}

/**
 * What one person may know of a month before it is told, each by itself: what one device logged, and how many were met on one
 * outing, where its summary tells it.
 */
export function knownOf(cells: readonly CrossCell[]): Map<string, Numbers> {
  const known = new Map<string, Numbers>();
  for (const { device, numbers } of cells) addTo(numbersOf(known, `device ${device}`), numbers);
  for (const outing of toldOutings(cells)) {
    const own = cells.filter((cell) => cell.outing === outing);
    known.set(`outing ${outing}`, new Map([['met', metIn(own)]]));
  }
  return known;
}

/** The outings of which it is told how many were met. */
export const toldOutings = (cells: readonly CrossCell[]): string[] =>
  [...new Set(cells.map(({ outing }) => outing))].filter(
    (outing) => metIn(cells.filter((cell) => cell.outing === outing)) >= smallest,
  );

const metIn = (cells: readonly CrossCell[]) => cells.reduce((sum, { numbers }) => sum + (numbers.get('met') ?? 0), 0);

function addTo(numbers: Numbers, adds: Iterable<readonly [key: string, n: number]>): void {
  for (const [key, n] of adds) numbers.set(key, (numbers.get(key) ?? 0) + n);
}
