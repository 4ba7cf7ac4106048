/** What is told of one item in a group: of enough people behind each figure, and never that all of a small group answered alike. */
import { choicesOf, mergedCells } from '../disclosure/merged-cells.ts';
import { type Ends, type ToldMean, toldMean } from '../disclosure/told-mean.ts';
import { codesOf, hasEnds, type Instrument } from '../survey/instrument/instrument.ts';
import type { CountedResponse } from './counted.ts';
import { hasAnswered, type Telling } from './telling.ts';

/** Where it has neither, too few people answered, or all too much alike. */
export interface ItemStatistics {
  item: string;
  /** Of a scale or a number. */
  mean?: ToldMean;
  /** How many gave one of some codes, each of enough people; of all units in a half-year only. */
  parts?: CodePart[];
  /** How many gave another code or none, where codes stand in no order. */
  others?: number;
  /**
   * How many saw it and gave no answer, of all units in a half-year: a count where both they and the others are enough people; of a
   * large group in which nearly all did so at least this share.
   */
  skipped?: { count: number } | { atLeast: number };
  /** How many it was not asked of, since they had not given the answer that brings it: all else is told of the others. */
  unasked?: number;
  /** Of a large group that answered nearly all on one side: these codes, and at least this share. */
  mostly?: { codes: number[]; share: number };
}

export interface CodePart {
  codes: number[];
  count: number;
}

/**
 * A group of so many times the smallest size is told that nearly all answered on one side, never that all did: as many as the
 * smallest size may be elsewhere, and nobody can be told to be none of them.
 */
export const oneSided = 5;

/** `group`: those who were asked. */
export function itemStatistics(
  instrument: Instrument,
  place: number,
  group: readonly CountedResponse[],
  telling: Telling,
): ItemStatistics {
  const answers = answersTo(instrument, place, group, telling);
  return { ...answers, ...(telling.isWhole ? skippedOf(instrument, place, group, telling.least, answers) : {}) };
}

/** Who saw an item and gave no answer. Not told where it would give away few beside what is told of the answers. */
function skippedOf(
  instrument: Instrument,
  place: number,
  group: readonly CountedResponse[],
  least: number,
  { parts = [], others }: ItemStatistics,
): Pick<ItemStatistics, 'skipped'> {
  const { type } = instrument.items[place]!;
  const n = group.length;
  const answered = group.filter((one) => hasAnswered(instrument, one, place)).length;
  const count = n - answered;
  if (n - count < least) return n >= oneSided * least ? { skipped: { atLeast: shareAtLeast(n, least) } } : {};
  const beside = type === 'several' ? parts.map((part) => answered - part.count) : [(others ?? count) - count];
  const isEnough = (many: number) => many === 0 || many >= least;
  return count >= least && [answered, ...beside].every(isEnough) ? { skipped: { count } } : {};
}

/** What share of so many at least, where fewer than the smallest group are none of them: told alike however many these are. */
const shareAtLeast = (n: number, least: number): number => Math.floor(((n - least + 1) / n) * 20) / 20;

function answersTo(
  instrument: Instrument,
  place: number,
  group: readonly CountedResponse[],
  telling: Telling,
): ItemStatistics {
  const { id: item, type, ...asked } = instrument.items[place]!;
  if (!telling.items[place]) return { item };
  const codes = [...codesOf(instrument, instrument.items[place]!)].sort((a, b) => a - b);
  const numbers = group.flatMap(({ given }) => given.answers[place] ?? []);
  if (type === 'number') {
    // One large number would be in the mean of a number without ends.
    if (!hasEnds(asked)) return { item };
    return { item, ...meanOf(numbers, { from: asked.min, to: asked.max, unit: 1 }, telling) };
  }
  if (type === 'scale') {
    const parts = telling.isWhole ? partsOfScale(instrument, place, codes, group, telling) : {};
    if ('parts' in parts || 'mostly' in parts || codes.length < 2) return { item, ...parts };
    return { item, ...meanOf(numbers, { from: codes[0]!, to: codes.at(-1)!, unit: 1 }, telling) };
  }
  if (!telling.isWhole) return { item };
  return type === 'single'
    ? { item, ...choices(codes, numbers, group.length, telling) }
    : { item, ...several(codes, item, group, telling) };
}

/** A mean near an end says that nearly all gave that answer: of a group that is not large it is withheld as if few had answered. */
function meanOf(numbers: readonly number[], ends: Ends, { least, size }: Telling): Pick<ItemStatistics, 'mean'> {
  const mean = toldMean(numbers, ends, undefined, size);
  const toEnd = Math.min(mean.value - ends.from, ends.to - mean.value);
  const isSmall = numbers.length < oneSided * least;
  return (isSmall && mean.is) || isNearEnd(numbers.length, toEnd, ends, mean.step, least) ? {} : { mean };
}

/** Whether a mean that is so far from an end is withheld of so many people. */
export const isNearEnd = (n: number, toEnd: number, { from, to }: Ends, step: number, least: number): boolean =>
  n < oneSided * least && toEnd <= (to - from) / 10 + step / 2;

/** Whether anything is told of how it was answered. */
export const isToldItem = ({ mean, parts, mostly }: ItemStatistics): boolean =>
  mean !== undefined || !!parts || !!mostly;

type Told = Pick<ItemStatistics, 'parts' | 'others' | 'mostly'>;

const countsOf = (codes: readonly number[], given: readonly number[]) =>
  codes.map((code) => given.filter((one) => one === code).length);

function partsOfScale(
  instrument: Instrument,
  place: number,
  codes: readonly number[],
  group: readonly CountedResponse[],
  { least }: Telling,
): Told {
  const answered = group.filter((one) => hasAnswered(instrument, one, place));
  const skipped = group.length - answered.length;
  // Parts add up to those who answered: so they tell how many did not.
  if (skipped > 0 && skipped < least) return {};
  const counts = countsOf(
    codes,
    answered.map(({ given }) => given.answers[place]!),
  );
  const parts = mergedCells(counts, least);
  if (parts.length > 1) {
    return { parts: parts.map(({ from, to, n }) => ({ codes: codes.slice(from, to), count: n })) };
  }
  const half = codes.length / 2;
  const sides = [codes.filter((_, at) => at + 1 <= half), codes.filter((_, at) => at >= half)];
  return mostlyOf(sides, codes, counts, answered.length, least);
}

/** Codes that stand in no order: those of enough people, and all others together. */
function choices(codes: readonly number[], given: readonly number[], n: number, { least }: Telling): Told {
  const counts = countsOf(codes, given);
  const { told, others } = choicesOf(counts, n - given.length, least);
  const isOneSided = told.length === 0 || (told.length === 1 && others === 0);
  if (isOneSided) {
    return mostlyOf(
      codes.map((code) => [code]),
      codes,
      counts,
      n,
      least,
    );
  }
  return { parts: told.map((place) => ({ codes: [codes[place]!], count: counts[place]! })), others };
}

/** Codes of which one person can give many: each for itself, where both who gave it and who did not are enough. */
function several(codes: readonly number[], item: string, group: readonly CountedResponse[], { least }: Telling): Told {
  const parts = codes.flatMap((code) => {
    const count = group.filter(({ given }) => given.several?.[item]?.includes(code)).length;
    return count >= least && group.length - count >= least ? [{ codes: [code], count }] : [];
  });
  return parts.length > 0 ? { parts } : {};
}

function mostlyOf(
  sides: readonly (readonly number[])[],
  codes: readonly number[],
  counts: readonly number[],
  n: number,
  least: number,
): Told {
  if (n < oneSided * least) return {};
  const side = sides.find((one) => n - one.reduce((total, code) => total + counts[codes.indexOf(code)]!, 0) < least);
  return side ? { mostly: { codes: [...side], share: shareAtLeast(n, least) } } : {};
}
