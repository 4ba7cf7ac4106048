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

export const scoringsOf = (instrument: Instrument): readonly Scoring[] => instrument.scorings ?? [];

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
  for (const { given, month: period } of responses) {
    const { unit, code } = given;
    const wave = timeOf(given);
    const into = waves.get(wave) ?? { wave, counted: [], leftOut: [] };
    waves.set(wave, into);
    const scores = scoringsOf(instrument).map((rule) => score(instrument, rule, given.answers));
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
