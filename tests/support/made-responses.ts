/** Responses as devices send them: made from a seed, for tests that need many. */
import { randomUUID } from 'node:crypto';
import { esis } from '../../src/survey/instruments/esis.ts';

export interface Sent extends Record<string, unknown> {
  id: string;
  unit: string;
  answers: (number | null)[];
}

/** One response to the scale, or whatever the changes say. */
export function sent(changes: Record<string, unknown> = {}): Sent {
  return {
    kind: 'response',
    id: randomUUID(),
    rev: 1,
    v: 2,
    at: '2026-03-02T10:00:00.000Z',
    unit: 'Päiväkeskus',
    device: '7d6f0c1e-2b3a-4c5d-8e9f-0a1b2c3d4e5f',
    instrument: esis.id,
    instrumentVersion: esis.version,
    checksum: esis.checksums.fi,
    language: 'fi',
    mode: 'self',
    agreed: true,
    startedAt: '2026-03-02T09:55:00.000Z',
    answers: [4, 4, 3, 5, 2, 4, 3, 4, 4, 3],
    ...changes,
  };
}

/** As many of one unit, alike from one run to the next; `step` tells how well they fare, from 1 to 5. */
export const unitOf = (unit: string, count: number, step = 3, changes: Record<string, unknown> = {}): Sent[] =>
  Array.from({ length: count }, (_, index) =>
    sent({
      unit,
      answers: Array.from({ length: 10 }, (_, item) =>
        Math.min(5, Math.max(1, step - 1 + ((index + item * item) % 3))),
      ),
      ...changes,
    }),
  );

/** The mean score as a person would work it out, rounded as results tell it: to two points below thirty people, else to one. */
export function meanOf(responses: readonly Sent[]): string {
  const scores = responses.map(
    ({ answers }) => (answers.reduce<number>((sum, code) => sum + (code ?? 0), 0) - 10) * 2.5,
  );
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const step = scores.length < 30 ? 2 : 1;
  return (Math.round(mean / step) * step).toLocaleString('fi-FI');
}
