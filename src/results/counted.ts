/** From responses to what is counted: each with its scores, whole ones only, one for each person and wave. */

import { codesOf, type Instrument, type Scoring } from '../survey/instrument/instrument.ts';
import { score } from '../survey/instrument/score.ts';
import { type Answered, timesCounted } from './answered.ts';

/** A response that counts. */
export interface CountedResponse {
  unit: string;
  /** The first day of the month that it is counted in. */
  period: string;
  code: string | undefined;
  /** One for each of the instrument's rules. */
  scores: number[];
  given: Answered;
}

/** `incomplete`: an answer is missing that the score needs. `twice`: the person's second one. `unfit`: not of this form. */
export type WhyLeft = 'incomplete' | 'twice' | 'unfit';

/** The responses of one wave: those that count, and those that were left out. */
export interface ResponsesOfWave {
  wave: number | null;
  counted: CountedResponse[];
  leftOut: { unit: string; period: string; why: WhyLeft; given: Answered }[];
}

/** Which items a rule counts, by their places. */
export const countedPlaces = ({ items }: Instrument, { items: ids }: Scoring): number[] =>
  items.flatMap(({ id, type }, index) => ((ids ? ids.includes(id) : type === 'scale') ? [index] : []));

/**
 * The rules by which scores are told: of several over the same items the first alone. Two marks of one sum would tell of the
 * people between them.
 */
export function scoringsOf(instrument: Instrument): readonly Scoring[] {
  const rules = instrument.scorings ?? [];
  const over = rules.map((rule) => countedPlaces(instrument, rule).join());
  return rules.filter((_, index) => over.indexOf(over[index]!) === index);
}

/** How far two neighbouring scores of a rule are apart: what one step of one of its items makes. */
export function scoreStep(instrument: Instrument, rule: Scoring): number {
  const places = countedPlaces(instrument, rule);
  const gaps = places.flatMap((place) => {
    const codes = [...codesOf(instrument, instrument.items[place]!)].sort((a, b) => a - b);
    return codes.slice(1).map((code, index) => code - codes[index]!);
  });
  const step = gaps.length > 0 ? Math.min(...gaps) : 1;
  return (step * Math.abs(rule.times ?? 1)) / (rule.of === 'sum' ? 1 : Math.max(1, places.length));
}

/** Whether a rule brings an item that a score counts: then who has a score is who answered so before. */
export function isScoreOfSome(instrument: Instrument, waves: readonly ResponsesOfWave[]): boolean {
  const places = scoringsOf(instrument).flatMap((rule) => countedPlaces(instrument, rule));
  const unseen = new Set(waves.flatMap(({ leftOut }) => leftOut.flatMap(({ given }) => given.unseen ?? [])));
  return places.some(
    (place) => instrument.items[place]!.showWhen !== undefined || unseen.has(instrument.items[place]!.id),
  );
}

/** A response and the first day of the month that it is counted in. */
export interface Placed {
  given: Answered;
  month: string;
}

/**
 * Parts the responses to one instrument, in the order given, into waves, those without a wave first. A response with a missing item has no score
 * and is left out; of a person's two responses in one wave the first one counts. `breathe` is called after every response.
 */
export async function inWaves(
  instrument: Instrument,
  responses: readonly Placed[],
  breathe: () => Promise<void> | undefined,
): Promise<ResponsesOfWave[]> {
  const waves = new Map<number | null, ResponsesOfWave>();
  const seen = new Set<string>();
  const fits = fitting(instrument);
  const timeOf = timesCounted();
  const rules = scoringsOf(instrument);
  for (const { given, month: period } of responses) {
    const { unit, code } = given;
    const wave = timeOf(given);
    const into = waves.get(wave) ?? { wave, counted: [], leftOut: [] };
    waves.set(wave, into);
    const scores = rules.map((rule) => score(instrument, rule, given.answers));
    const person = code === undefined ? undefined : `${wave} ${code}`;
    const leave = (why: WhyLeft) => into.leftOut.push({ unit, period, why, given });
    if (!fits(given)) leave('unfit');
    else if (scores.includes(undefined)) leave('incomplete');
    else if (person && seen.has(person)) leave('twice');
    else {
      into.counted.push({ unit, period, code, scores: scores as number[], given });
      if (person) seen.add(person);
    }
    const rest = breathe();
    if (rest) await rest;
  }
  return [...waves.values()].sort((a, b) => (a.wave ?? -1) - (b.wave ?? -1));
}

/** Whether answers are of this form: as many as it has items, and no code that it does not offer. */
function fitting(instrument: Instrument): (given: Answered) => boolean {
  const offered = instrument.items.map((item) => new Set(codesOf(instrument, item)));
  return ({ answers }) =>
    answers.length === offered.length &&
    answers.every((answer, index) => answer === null || offered[index]!.size === 0 || offered[index]!.has(answer));
}
