/**
 * How good the data of a group is, without anybody in it: who left what out and in which way of answering, how many gave one answer
 * to every statement, how long it took. Told of all units in a half-year only, which have nobody in common.
 */
import { choicesOf, mergedCells } from '../disclosure/merged-cells.ts';
import type { Instrument } from '../survey/instrument/instrument.ts';
import { type Took, tookBands } from '../survey/response-upgrades.ts';
import type { Answered } from './answered.ts';
import { type CountedResponse, countedPlaces, scoringsOf } from './counted.ts';
import type { ItemStatistics } from './item-statistics.ts';
import { hasAnswered } from './telling.ts';

export type Mode = Answered['mode'];
export const modes = ['self', 'assisted', 'paper', 'remote'] as const satisfies readonly Mode[];

export interface Quality {
  /** How many answered in each way, or in one of several of which none was used by enough, some perhaps by nobody; where this instrument was the first that they were asked. */
  ways?: { modes: Mode[]; count: number }[];
  /** Of the same people: how many took how long (minutes), in neighbouring bands, where it is known. */
  took?: { bands: Took[]; count: number }[];
  /** Of the paper forms among them: how many were typed in twice. */
  checked?: number;
  /** Of those: in how many the two typings differed somewhere, where it is known of each. */
  differed?: number;
  /** How many gave one answer to all statements of a scale. */
  alike?: number;
  /** Who left out an item, where it is told: how many of how many, and about what share in each way. */
  skipped: SkippedItem[];
}

export interface SkippedItem {
  item: string;
  count: number;
  of: number;
  /** Rounded, and of the instrument alone that was asked first: who left another unfinished would be the difference to its ways. */
  byWay?: { modes: Mode[]; share: number }[];
}

/** Fewer statements than these may well have one answer. */
const enoughAlike = 6;

interface OfGroup {
  instrument: Instrument;
  counted: readonly CountedResponse[];
  /** Left out, since an answer is missing that the score needs. */
  incomplete: readonly Answered[];
  /** What is told of the items, of those who are counted. */
  items: readonly ItemStatistics[];
  least: number;
  /** Whether this instrument was the first of a response: ways and times are told of each response once. */
  isFirst: (id: string) => boolean;
}

export function qualityOf(of: OfGroup): Quality {
  const given = of.counted.map((one) => one.given);
  const alike = alikeIn(of);
  return {
    ...sittings(given, of),
    ...(alike === undefined ? {} : { alike }),
    skipped: [...skippedOfScores(of), ...skippedOfOthers(of)],
  };
}

/** Ways, times and typing: what is of the response, and no answer. */
function sittings(counted: readonly Answered[], { isFirst, least }: OfGroup): Omit<Quality, 'alike' | 'skipped'> {
  const given = counted.filter(({ id }) => isFirst(id));
  const isTold = (many: number) => many === 0 || many >= least;
  if (given.length < least || !isTold(counted.length - given.length)) return {};
  const ways = waysOf(given, least);
  if (!ways) return {};
  const paper = given.filter(({ mode }) => mode === 'paper');
  const typedTwice = paper.filter((one) => one.checked);
  const checked = typedTwice.length;
  const isPaperTold = ways.some((way) => way.modes.join() === 'paper');
  const took = timesOf(given, ways, least);
  return {
    ways,
    ...(took ? { took } : {}),
    ...(isPaperTold && checked >= least && isTold(paper.length - checked)
      ? { checked, ...differedIn(typedTwice, least) }
      : {}),
  };
}

/** In how many forms the typings differed; nothing where that, or in how many they did not, would be few. */
function differedIn(typedTwice: readonly Answered[], least: number): Pick<Quality, 'differed'> {
  const differed = typedTwice.filter((one) => one.differed).length;
  const isKnown = typedTwice.every((one) => one.differed !== undefined);
  return isKnown && differed >= least && typedTwice.length - differed >= least ? { differed } : {};
}

/**
 * Ways in which enough answered, and all others together, used or not: which of those were used at all would be known of a few. Undefined
 * where that would be few.
 */
function waysOf(given: readonly Answered[], least: number): Quality['ways'] {
  const counts = modes.map((mode) => given.filter((one) => one.mode === mode).length);
  const { told, others } = choicesOf(counts, 0, least);
  if (told.length === 0) return undefined;
  const rest = modes.filter((_, at) => !told.includes(at));
  return [
    ...told.map((at) => ({ modes: [modes[at]!] as Mode[], count: counts[at]! })),
    ...(others > 0 ? [{ modes: rest as Mode[], count: others }] : []),
  ];
}

/** Neighbouring bands of enough people each; none where it would tell in which way a few answered. */
function timesOf(given: readonly Answered[], ways: NonNullable<Quality['ways']>, least: number): Quality['took'] {
  const timed = given.filter(({ took }) => took !== undefined);
  const sides = [{ modes: [...modes] as Mode[] }, ...ways].flatMap((way) =>
    [timed, given.filter(({ took }) => took === undefined)].map(
      (side) => side.filter(({ mode }) => way.modes.includes(mode)).length,
    ),
  );
  if (timed.length < least || sides.some((many) => many > 0 && many < least)) return undefined;
  const parts = mergedCells(
    tookBands.map((band) => timed.filter(({ took }) => took === band).length),
    least,
  );
  return parts.length > 1
    ? parts.map(({ from, to, n }) => ({ bands: tookBands.slice(from, to) as Took[], count: n }))
    : undefined;
}

/** The statements of the longest scale, by their places. */
function statementsOf(instrument: Instrument): number[] {
  const scales = new Set(instrument.items.flatMap(({ type, scale }) => (type === 'scale' ? [scale] : [])));
  return [...scales]
    .map((scale) => instrument.items.flatMap((item, at) => (item.type === 'scale' && item.scale === scale ? [at] : [])))
    .reduce((longest, one) => (one.length > longest.length ? one : longest), []);
}

/** Whether it is looked for who gave one answer to all of them. */
export const isAlikeCounted = (instrument: Instrument): boolean => statementsOf(instrument).length >= enoughAlike;

/** How many gave one answer to all statements; undefined where they or the others are few. */
function alikeIn({ instrument, counted, least }: OfGroup): number | undefined {
  if (!isAlikeCounted(instrument)) return undefined;
  const places = statementsOf(instrument);
  const isAlike = ({ given: { answers } }: CountedResponse) =>
    places.every((place) => answers[place] !== null && answers[place] === answers[places[0]!]);
  const alike = counted.filter(isAlike).length;
  return alike >= least && counted.length - alike >= least ? alike : undefined;
}

/**
 * Items that a score needs: who left one out is not counted in the score. Told where each of those is one person, and where the
 * figures do not add up to how many few left out several of them, or none.
 */
function skippedOfScores(of: OfGroup): SkippedItem[] {
  const { instrument, counted, incomplete, least } = of;
  const codes = incomplete.flatMap(({ code }) => code ?? []);
  const isTwice =
    new Set(codes).size < codes.length || counted.some(({ code }) => code !== undefined && codes.includes(code));
  const places = [...new Set(scoringsOf(instrument).flatMap((rule) => countedPlaces(instrument, rule)))].sort(
    (a, b) => a - b,
  );
  const everyone = [...counted.map(({ given }) => given), ...incomplete];
  const isOfSome = everyone.some(({ unseen = [] }) => places.some((at) => unseen.includes(instrument.items[at]!.id)));
  if (isTwice || isOfSome || incomplete.length < least || counted.length < least) return [];
  const lacking = (at: number) => incomplete.filter(({ answers }) => answers[at] === null);
  const told = places.filter((at) => {
    const many = lacking(at).length;
    return many >= least && incomplete.length - many >= least;
  });
  // Where hardly anybody left out two of them, or none, the sum says how many did.
  const apart = () => Math.abs(told.reduce((sum, at) => sum + lacking(at).length, 0) - incomplete.length);
  while (told.length > 1 && apart() < least) told.pop();
  return told.map((at) => skippedItem(of, at, everyone, lacking(at)));
}

/** Items beside the scores: those of which results tell how many skipped them. */
function skippedOfOthers(of: OfGroup): SkippedItem[] {
  const { instrument, counted, items } = of;
  return items.flatMap(({ item, skipped, unasked }) => {
    if (!skipped || !('count' in skipped) || unasked !== undefined) return [];
    const at = instrument.items.findIndex(({ id }) => id === item);
    const lacking = counted.filter((one) => !hasAnswered(instrument, one, at)).map(({ given }) => given);
    const everyone = counted.map(({ given }) => given);
    return [skippedItem(of, at, everyone, lacking)];
  });
}

function skippedItem(
  { instrument: { items }, least, isFirst }: OfGroup,
  at: number,
  everyone: readonly Answered[],
  lacking: readonly Answered[],
): SkippedItem {
  const ways = (waysOf(everyone, least) ?? []).map(({ modes: of, count }) => {
    const skipped = lacking.filter(({ mode }) => of.includes(mode)).length;
    return { modes: of, skipped, answered: count - skipped, of: count };
  });
  const isTold =
    ways.length > 1 &&
    everyone.every(({ id }) => isFirst(id)) &&
    ways.every(({ skipped, answered }) => skipped >= least && answered >= least);
  return {
    ...{ item: items[at]!.id, count: lacking.length, of: everyone.length },
    ...(isTold
      ? { byWay: ways.map(({ modes: of, skipped, of: n }) => ({ modes: of, share: about(skipped, n) })) }
      : {}),
  };
}

/** A share rounded so that two counts or more are alike. */
function about(count: number, n: number): number {
  const step = [0.05, 0.1].find((one) => one * n >= 2) ?? 0.2;
  return Number((Math.round(count / n / step) * step).toFixed(2));
}
