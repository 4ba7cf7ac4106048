import * as z from 'zod/mini';
import { freeText } from '../../store/free-text.ts';
import { defineKind, type RecordOf } from '../../store/kind.ts';
import { nameLimit } from '../outing.ts';
import { promisers, promiseStates, promises } from '../values.ts';

/** Longest name of the thing that was promised, in characters: "makuupussi". */
export const thingLimit = 60;

/**
 * A promise: tied to a place, a day and a role of ours, never to the person it was made to. Where a name is needed to keep
 * it, the work has become a client matter and belongs to the organisation's official system.
 */
export const Promised = defineKind(
  'promise',
  {
    outingId: z.optional(z.uuid()),
    what: z.enum(promises),
    thing: z.optional(freeText(thingLimit, 1)),
    place: freeText(nameLimit, 1),
    /** The day by which, as it is in the calendar of the place: `2026-11-24`. */
    due: z.iso.date(),
    who: z.enum(promisers),
    /** Which organisation, where `who` is one that was along. */
    organisation: z.optional(freeText(nameLimit, 1)),
    state: z.enum(promiseStates),
    closedAt: z.optional(z.iso.datetime()),
  },
  [],
  'outingId',
);
export type Promised = RecordOf<typeof Promised>;

/** A calendar day of this device's time zone, `days` from now. */
export function dayFrom(now: Date, days = 0): string {
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** Midday of a calendar day, as a time of this device: for writing the day in words. */
export const middayOf = (day: string): number => new Date(`${day}T12:00`).getTime();

/** The promises that are still to be kept, the one due first at the top. */
export const openPromises = (all: readonly Promised[]): Promised[] =>
  all.filter(({ state }) => state === 'open').sort((a, b) => a.due.localeCompare(b.due) || a.at.localeCompare(b.at));

/** How many days ahead Tänään shows what was promised. */
const daysAhead = 7;

/** What Tänään shows: what is late, due today or within a week. */
export const dueSoon = (all: readonly Promised[], now: Date): Promised[] =>
  openPromises(all).filter(({ due }) => due <= dayFrom(now, daysAhead));
