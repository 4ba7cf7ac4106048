/**
 * Joint outings by who logged: each device of an outing that several logged on is a pair, and all else is the rest. Told of a
 * month beside its other parts, so that neither a pair nor the rest is found out by taking the others away.
 */
import { type Numbers, numbersOf } from './counted.ts';
import type { Fact } from './fact.ts';
import type { OutingCounted } from './gathered.ts';
import { type Published, type ToldNumbers, toldOf } from './publish.ts';
import { levels } from './subjects.ts';

/** The way in which a month is parted by pairs; no other way is crossed with it. */
export const byPair = 'pair';
/** What is told of a pair. */
export const pairKeys = ['met', ...levels.map((level) => `depth:${level}`), 'other:declined'];

const rest = 'rest';
const nameOf = (outing: string, device: string) => JSON.stringify([outing, device]);

/** Tells the pair that a fact belongs to, or the rest; undefined where no outing was joint. */
export function pairing(
  facts: readonly Fact[],
  outings: readonly OutingCounted[],
): ((fact: Fact) => string) | undefined {
  const firstOf = new Map(outings.flatMap(({ ids }) => ids.map((id) => [id, ids[0]!] as const)));
  const devices = new Map<string, Set<string>>();
  for (const { outing, device } of facts) {
    const first = firstOf.get(outing);
    if (first) devices.set(first, (devices.get(first) ?? new Set()).add(device));
  }
  const isJoint = (outing: string) => (devices.get(firstOf.get(outing) ?? '')?.size ?? 0) > 1;
  if (!facts.some(({ outing }) => isJoint(outing))) return undefined;
  return ({ outing, device }) => (isJoint(outing) ? nameOf(firstOf.get(outing)!, device) : rest);
}

/** The numbers of each pair, and of the rest. */
export function pairsIn(facts: readonly Fact[], pairOf: (fact: Fact) => string): Map<string, Numbers> {
  const rows = new Map<string, Numbers>();
  for (const fact of facts) {
    const numbers = numbersOf(rows, pairOf(fact));
    for (const [key, n] of fact.adds) if (pairKeys.includes(key)) numbers.set(key, (numbers.get(key) ?? 0) + n);
  }
  return rows;
}

/** A joint outing as it is told: each pair, and the sum where each is told. */
export interface JointOuting {
  outing: OutingCounted;
  pairs: ToldNumbers[];
  all: ToldNumbers;
}

/** The joint outings among these that a month told of. */
export function jointOutings(outings: readonly OutingCounted[], { by }: Published): JointOuting[] {
  const rows = [...(by.get(byPair) ?? [])].filter(([row]) => row !== rest);
  return outings.flatMap((outing) => {
    const pairs = rows.filter(([row]) => outing.ids.includes(JSON.parse(row)[0])).map(([, numbers]) => numbers);
    return pairs.length > 0 ? [{ outing, pairs, all: sumOf(pairs) }] : [];
  });
}

const sumOf = (pairs: readonly ToldNumbers[]): ToldNumbers =>
  new Map(
    pairKeys.map((key) => {
      const told = pairs.map((pair) => toldOf(pair, key));
      const n = told.reduce((sum, one) => sum + (one.is === 'shown' ? one.n : 0), 0);
      return [key, told.every(({ is }) => is === 'shown') ? { is: 'shown', n } : { is: 'guard' }] as const;
    }),
  );
