import * as z from 'zod/mini';
import { defineKind, type Fields, type RecordOf, untimed } from '../../store/kind.ts';
import type { AskedWave } from './asked.ts';
import { turn } from './respondent.ts';

/** What can happen to a wave. `open`: what was said of it before is taken back. */
export const happenings = ['asked', 'answered', 'declined', 'not-reached', 'open'] as const;

/**
 * What happened to one wave of one code. Never edited: what is known of a wave is what its events add up to, in whatever
 * order and from whichever devices they come.
 */
export const WaveEvent = untimed(
  defineKind('wave', {
    code: z.string().check(z.maxLength(20)),
    plan: z.string().check(z.maxLength(40)),
    /** Which time of the plan, from 0 on. */
    number: z.int().check(z.gte(0)),
    /** The day on which it was due: by it two devices mean the same wave though one of them began a day later. */
    due: z.iso.date(),
    what: z.enum(happenings),
    /** The response that answered it: in records of earlier versions, for two devices that tell of one. Never written, never sent. */
    response: z.optional(z.uuid()),
    turn,
  }),
);
export type WaveEvent = RecordOf<typeof WaveEvent>;

/** The event that what was asked was answered. It does not name the response. */
export const answeredUnder = (code: string, asked: AskedWave): Fields<WaveEvent> => ({
  ...asked,
  code,
  what: 'answered',
});
