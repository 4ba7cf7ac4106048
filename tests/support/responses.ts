/** Responses for the results: made from a seed, nobody's own. */
import type { Answered } from '../../src/results/answered.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { SurveyResponse } from '../../src/survey/response.ts';

let last = 0;

/** A whole response to the scale, or whatever the changes say. */
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
