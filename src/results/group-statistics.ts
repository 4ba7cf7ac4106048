/** What is told of a group that may be shown. Holds counts and estimates only, nothing of one person. */

import {
  binned,
  deviation,
  type Estimate,
  meanEstimate,
  medianEstimate,
  shareEstimate,
} from '../statistics/estimates.ts';
import { alpha } from '../statistics/reliability.ts';
import { codesOf, type Instrument, type Item, type Scoring } from '../survey/instrument/instrument.ts';
import { scoringName } from '../survey/instrument/score.ts';
import { type CountedResponse, scoringsOf } from './counted.ts';

export interface ScoreStatistics {
  /** The rule by name and version. */
  rule: string;
  from: number;
  to: number;
  mean: Estimate;
  deviation: number;
  median: Estimate;
  /** How many scored in each of ten equally wide parts of the scale. */
  bins: number[];
  /** For each of the rule's marks, how many are below it, or from it on. */
  marks: { name: string; below?: number; from?: number; source: string; count: number; share: Estimate }[];
  /** Cronbach's alpha, where enough people answered. */
  alpha?: Estimate;
}

export interface ItemStatistics {
  item: string;
  /** How many chose each code, in the order of the codes. */
  codes: { code: number; count: number }[];
  /** How many gave nothing. */
  none: number;
  /** Of a number that was asked. */
  mean?: Estimate;
}

export interface Statistics {
  scores: ScoreStatistics[];
  items: ItemStatistics[];
}

export const binCount = 10;

/** Counts a group. `breathe` is called after each piece of the work. */
export async function statisticsOf(
  instrument: Instrument,
  group: readonly CountedResponse[],
  breathe: () => Promise<void> | undefined,
): Promise<Statistics> {
  const statistics: Statistics = { scores: [], items: [] };
  for (const index of scoringsOf(instrument).keys()) {
    statistics.scores.push(scoreStatistics(instrument, index, group));
    await breathe();
  }
  for (const [index, item] of instrument.items.entries()) {
    if (item.type !== 'statement') statistics.items.push(itemStatistics(instrument, item, index, group));
    await breathe();
  }
  return statistics;
}

function scoreStatistics(instrument: Instrument, index: number, group: readonly CountedResponse[]): ScoreStatistics {
  const rule = scoringsOf(instrument)[index]!;
  const { from, to } = rule;
  const scores = group.map((one) => one.scores[index]!);
  const marks = (rule.marks ?? []).map((mark) => {
    const isIn = (score: number) => (mark.below === undefined || score < mark.below) && score >= (mark.from ?? from);
    const count = scores.filter(isIn).length;
    const { name, source, below, from: least } = mark;
    return {
      name,
      source,
      count,
      share: shareEstimate(count, scores.length),
      ...(below === undefined ? {} : { below }),
      ...(least === undefined ? {} : { from: least }),
    };
  });
  const places = countedPlaces(instrument, rule);
  const reliability = alpha(places.map((place) => group.map(({ given }) => given.answers[place]!)));
  return {
    rule: scoringName(rule),
    from,
    to,
    mean: meanEstimate(scores),
    deviation: deviation(scores),
    median: medianEstimate(scores),
    bins: binned(scores, from, to, binCount),
    marks,
    ...(reliability ? { alpha: reliability } : {}),
  };
}

/** Where the items are that a rule counts. */
const countedPlaces = ({ items }: Instrument, { items: ids }: Scoring): number[] =>
  items.flatMap(({ id, type }, index) => ((ids ? ids.includes(id) : type === 'scale') ? [index] : []));

function itemStatistics(
  instrument: Instrument,
  item: Item,
  index: number,
  group: readonly CountedResponse[],
): ItemStatistics {
  const counts = new Map([...codesOf(instrument, item)].sort((a, b) => a - b).map((code) => [code, 0]));
  const numbers: number[] = [];
  let none = 0;
  const count = (code: number) => {
    const before = counts.get(code);
    if (before !== undefined) counts.set(code, before + 1);
  };
  for (const { given } of group) {
    const answer = given.answers[index];
    const chosen = given.several?.[item.id];
    if (chosen?.length) for (const code of chosen) count(code);
    else if (answer != null) count(answer);
    else if (!given.texts?.[item.id]) none += 1;
    if (item.type === 'number' && answer != null) numbers.push(answer);
  }
  return {
    item: item.id,
    codes: [...counts].map(([code, n]) => ({ code, count: n })),
    none,
    ...(numbers.length > 1 ? { mean: meanEstimate(numbers) } : {}),
  };
}
