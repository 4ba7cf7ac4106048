/** What is told of a group that may be shown. Holds counts and estimates only, nothing of one person. */
import { codesOf, type Instrument, type Item } from '../survey/instrument.ts';
import { scoringName } from '../survey/instrument-score.ts';
import { type Counted, rulesOf } from './counted.ts';
import { alpha } from './reliability.ts';
import { binned, deviation, type Estimate, meanEstimate, medianEstimate, shareEstimate } from './statistics.ts';

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

export const statisticsOf = (instrument: Instrument, group: readonly Counted[]): Statistics => ({
  scores: rulesOf(instrument).map((_, index) => scoreStatistics(instrument, index, group)),
  items: instrument.items.flatMap((item, index) =>
    item.type === 'statement' ? [] : [itemStatistics(instrument, item, index, group)],
  ),
});

function scoreStatistics(instrument: Instrument, index: number, group: readonly Counted[]): ScoreStatistics {
  const rule = rulesOf(instrument)[index]!;
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
  const reliability = alpha(group.map(({ given }) => countedCodes(instrument, rule, given.answers)));
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

/** The codes that a rule counts; none is missing in a response that counts. */
const countedCodes = (
  { items }: Instrument,
  rule: { items?: string[] | undefined },
  answers: readonly (number | null)[],
): number[] =>
  items.flatMap(({ id, type }, index) =>
    (rule.items ? rule.items.includes(id) : type === 'scale') ? [answers[index]!] : [],
  );

function itemStatistics(instrument: Instrument, item: Item, index: number, group: readonly Counted[]): ItemStatistics {
  const codes = [...codesOf(instrument, item)].sort((a, b) => a - b);
  const given = group.map(({ given: { answers, several } }) =>
    item.type === 'several' ? (several?.[item.id] ?? []) : [answers[index] ?? []].flat(),
  );
  const written = item.type === 'short' || item.type === 'long';
  const isGiven = (place: number) =>
    written ? Boolean(group[place]!.given.texts?.[item.id]) : given[place]!.length > 0;
  const numbers = item.type === 'number' ? given.flat() : [];
  return {
    item: item.id,
    codes: codes.map((code) => ({ code, count: given.filter((chosen) => chosen.includes(code)).length })),
    none: group.filter((_, place) => !isGiven(place)).length,
    ...(numbers.length > 1 ? { mean: meanEstimate(numbers) } : {}),
  };
}
