/** Responses for the results: made from a seed, nobody's own. */
import type { Answered } from '../../src/results/answered.ts';
import { type Fields, fieldsOf } from '../../src/store/kind.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { SurveyResponse } from '../../src/survey/response.ts';

let last = 0;

/** The answers of a whole response to the scale, as they are counted, or whatever the changes say. */
export function response(changes: Partial<Answered> = {}): Answered {
  last += 1;
  return {
    id: `00000000-0000-4000-8000-${String(last).padStart(12, '0')}`,
    kind: 'response',
    rev: 1,
    v: SurveyResponse.version,
    device: '7d6f0c1e-2b3a-4c5d-8e9f-0a1b2c3d4e5f',
    unit: 'Päiväkeskus',
    at: '2026-03-02T12:00:00.000Z',
    instrument: 'esis',
    instrumentVersion: esis.version,
    checksum: esis.checksums.fi!,
    language: 'fi',
    mode: 'self',
    agreed: true,
    answers: [4, 4, 3, 5, 2, 4, 3, 4, 4, 3],
    ...changes,
  };
}

/** As many responses, with codes that differ from one to the next. */
export const responses = (count: number, changes: Partial<Answered> = {}): Answered[] =>
  Array.from({ length: count }, (_, index) =>
    response({ answers: Array.from({ length: 10 }, (_, item) => 1 + ((index * 3 + item * item) % 5)), ...changes }),
  );

/** The response whose only part these answers are. */
export function whole(answered: Answered): SurveyResponse {
  const { instrument, instrumentVersion, language, checksum, answers, several, texts, unseen, ...envelope } = answered;
  const more = { ...(several && { several }), ...(texts && { texts }), ...(unseen && { unseen }) };
  const part = { instrument, instrumentVersion, language, checksum, answers, ...more };
  return {
    ...envelope,
    language,
    bundle: instrument,
    bundleVersion: instrumentVersion,
    parts: [part],
  } as SurveyResponse;
}

/** Such responses as they lie and travel. */
export const wholeResponses = (count: number, changes: Partial<Answered> = {}): SurveyResponse[] =>
  responses(count, changes).map(whole);

/** What a response to the scale says beside its envelope. */
export const wholeFields = (changes: Partial<Answered> = {}): Fields<SurveyResponse> =>
  fieldsOf(SurveyResponse, whole(response(changes)));
