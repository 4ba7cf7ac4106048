/** What is told of a group that may be shown: rounded means, and counts of enough people each. Nothing of one person. */

import { mergedCells } from '../disclosure/merged-cells.ts';
import { type ToldMean, toldMean } from '../disclosure/told-mean.ts';
import { type Estimate, shareEstimate } from '../statistics/estimates.ts';
import { alpha } from '../statistics/reliability.ts';
import type { Instrument, Scoring } from '../survey/instrument/instrument.ts';
import { scoringName } from '../survey/instrument/score.ts';
import { askedGroups } from './asked-items.ts';
import { type CountedResponse, countedPlaces, scoreStep, scoringsOf } from './counted.ts';
import { type ItemStatistics, isToldItem, itemStatistics } from './item-statistics.ts';
import { isWithin, type Telling } from './telling.ts';

export interface ScoreStatistics {
  /** The rule by name and version. */
  rule: string;
  from: number;
  to: number;
  mean: ToldMean;
  /** The rule's first mark; how many are below it, or from it on, where both sides are enough people. */
  mark?: NonNullable<Scoring['marks']>[number] & { count?: number; share?: Estimate };
  /** How many scored in parts of the scale, each of enough people; of all units in a half-year only. */
  parts?: ScorePart[];
  /** Cronbach's alpha, where enough people answered; to two decimals. */
  alpha?: Estimate;
}

export interface ScorePart {
  from: number;
  to: number;
  count: number;
}

export interface Statistics {
  scores: ScoreStatistics[];
  items: ItemStatistics[];
}

/** Counts a group. `breathe` is called after each piece of the work. */
export async function statisticsOf(
  instrument: Instrument,
  group: readonly CountedResponse[],
  telling: Telling,
  breathe: () => Promise<void> | undefined,
): Promise<Statistics> {
  const statistics: Statistics = { scores: [], items: [] };
  for (const index of scoringsOf(instrument).keys()) {
    statistics.scores.push(scoreStatistics(instrument, index, group, telling));
    await breathe();
  }
  const alone = placesAlone(instrument);
  const askedAt = askedGroups(instrument, group, telling);
  const toldOf = (place: number): ItemStatistics => {
    const asked = askedAt(place, statistics.items);
    if (!asked) return { item: instrument.items[place]!.id };
    if (asked === group) return itemStatistics(instrument, place, group, telling);
    const unasked = telling.isWhole ? { unasked: group.length - asked.length } : {};
    return { ...itemStatistics(instrument, place, asked, { ...telling, size: undefined }), ...unasked };
  };
  for (const [place, { type }] of instrument.items.entries()) {
    const isCounted =
      (type === 'scale' || type === 'single' || type === 'several' || type === 'number') && !alone.has(place);
    if (isCounted) statistics.items.push(toldOf(place));
    await breathe();
  }
  return { ...statistics, items: allOrNone(instrument, statistics.items) };
}

/**
 * The items of a score are told all or none: the score less the others would tell of one that is withheld, such as at which end nearly
 * all of a small group answered it.
 */
function allOrNone(instrument: Instrument, items: readonly ItemStatistics[]): ItemStatistics[] {
  const isWithheld = (id: string) => items.some((one) => one.item === id && !isToldItem(one));
  const withheld = itemsTogether(instrument).filter((ids) => ids.size > 1 && [...ids].some(isWithheld));
  return withholdItems(items, new Set(withheld.flatMap((ids) => [...ids])));
}

/** Which items are told all or none: those of a score, and of another one that shares an item with it; all others each by itself. */
export function itemsTogether(instrument: Instrument): Set<string>[] {
  const idOf = (place: number) => instrument.items[place]!.id;
  let sets = instrument.items.map(({ id }) => new Set([id]));
  for (const rule of scoringsOf(instrument)) {
    const ids = countedPlaces(instrument, rule).map(idOf);
    const [touched, others] = [true, false].map((is) => sets.filter((set) => ids.some((id) => set.has(id)) === is));
    sets = [...others!, new Set(touched!.flatMap((set) => [...set]))];
  }
  return sets;
}

/** Without what is told of how some of them were answered. */
export const withholdItems = (items: readonly ItemStatistics[], ids: ReadonlySet<string>): ItemStatistics[] =>
  items.map((one) => {
    const { mean: _, parts: _p, others: _o, mostly: _m, ...rest } = one;
    return ids.has(one.item) ? rest : one;
  });

/** The items that a rule counts and no other with them: their answers are told as its scores, and in no second way. */
const placesAlone = (instrument: Instrument): Set<number> =>
  new Set(
    scoringsOf(instrument)
      .map((rule) => countedPlaces(instrument, rule))
      .flatMap((places) => (places.length === 1 ? places : [])),
  );

function scoreStatistics(
  instrument: Instrument,
  index: number,
  group: readonly CountedResponse[],
  telling: Telling,
): ScoreStatistics {
  const rule = scoringsOf(instrument)[index]!;
  const { from, to, marks: [mark] = [] } = rule;
  const scores = group.map((one) => one.scores[index]!);
  const places = countedPlaces(instrument, rule);
  const mean = scoreMean(instrument, rule, scores, telling.size);
  const reliability = alpha(places.map((place) => group.map(({ given }) => given.answers[place]!)));
  const sides = mark && telling.marks[index] ? sidesOf(rule, scores) : undefined;
  const isToldSide = sides !== undefined && leavesRoom(sides, mean);
  const parts = telling.isWhole && (isToldSide || !mark) ? spreadOf(rule, scores, telling.least) : [];
  return {
    rule: scoringName(rule),
    from,
    to,
    mean,
    ...(mark ? { mark: { ...mark, ...(isToldSide ? within(rule, scores, telling.size) : {}) } } : {}),
    ...(parts.length > 1 && leavesRoom(parts, mean) ? { parts } : {}),
    ...(reliability ? { alpha: inHundredths(reliability) } : {}),
  };
}

/** The mean of some scores by a rule, as it is told. */
export function scoreMean(instrument: Instrument, rule: Scoring, scores: readonly number[], size?: number): ToldMean {
  const { from, to } = rule;
  const unit = scoreStep(instrument, rule);
  // Of one question a mean at the very end would be everybody's answer.
  const near = countedPlaces(instrument, rule).length === 1 ? Math.min(unit, (to - from) / 4) : 0;
  return toldMean(scores, { from, to, unit, near }, undefined, size);
}

function within(rule: Scoring, scores: readonly number[], size: number | undefined) {
  const count = scores.filter((score) => isWithin(rule, score)).length;
  return { count, share: shareEstimate(count, scores.length, size) };
}

/** Where the first mark of a rule cuts its scale. */
const cutOf = ({ marks: [mark] = [] }: Scoring): number | undefined => mark?.below ?? mark?.from;

const sidesOf = (rule: Scoring, scores: readonly number[]): ScorePart[] =>
  between([rule.from, cutOf(rule)!, rule.to], scores);

/** Quarters of the scale, the nearest of them moved to the mark, told together until each is enough people. */
function spreadOf(rule: Scoring, scores: readonly number[], least: number): ScorePart[] {
  const { from, to } = rule;
  const ends = [0, 1, 2, 3, 4].map((quarter) => from + ((to - from) * quarter) / 4);
  const cut = cutOf(rule);
  const nearest = cut === undefined ? 0 : Math.min(3, Math.max(1, Math.round(((cut - from) / (to - from)) * 4)));
  if (cut !== undefined) ends[nearest] = cut;
  const cells = between(ends, scores).map(({ count }) => count);
  return mergedCells(cells, least, nearest || undefined).map((part) => ({
    from: ends[part.from]!,
    to: ends[part.to]!,
    count: part.n,
  }));
}

/** How many scores lie from each of some ends up to the next; the last part holds its own end too. */
const between = (ends: readonly number[], scores: readonly number[]): ScorePart[] =>
  ends.slice(1).map((to, index) => {
    const from = ends[index]!;
    const isLast = index === ends.length - 2;
    return { from, to, count: scores.filter((score) => score >= from && (score < to || isLast)).length };
  });

/**
 * Whether counts beside a mean leave room: where the mean is near what they allow at the least or the most, everybody stands at
 * one end of their part.
 */
function leavesRoom(parts: readonly ScorePart[], { value, is }: ToldMean): boolean {
  const n = parts.reduce((total, { count }) => total + count, 0);
  const at = (end: 'from' | 'to') => parts.reduce((total, part) => total + part.count * part[end], 0) / n;
  const [least, most] = [at('from'), at('to')];
  const edge = (most - least) / 5;
  return is === undefined && value >= least + edge && value <= most - edge;
}

function inHundredths({ value, interval }: Estimate): Estimate {
  const round = (one: number) => Math.round(one * 100) / 100;
  return { value: round(value), ...(interval ? { interval: [round(interval[0]), round(interval[1])] } : {}) };
}
