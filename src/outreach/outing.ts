import * as z from 'zod/mini';
import { freeText } from '../store/free-text.ts';
import { defineKind, type RecordOf } from '../store/kind.ts';
import { outingStates } from './values.ts';

/** Longest name of a place or an organisation, in characters. */
export const nameLimit = 80;

const name = freeText(nameLimit, 1);

/** An outing: going out to where people are. `at` of its envelope is when it began. Holds no person, worker or met. */
export const Outing = defineKind('outing', {
  state: z.enum(outingStates),
  /** Places by their spoken names, in the order they were come to; the last one is where the outing now is. */
  places: z.array(name).check(z.minLength(1), z.maxLength(50)),
  /** The organisations that are out together; our own is not listed. */
  organisations: z.array(name).check(z.maxLength(20)),
  /** When everybody was back, ISO 8601 in UTC. */
  endedAt: z.optional(z.iso.datetime()),
});
export type Outing = RecordOf<typeof Outing>;

/** Where the outing is now. */
export const currentPlace = (outing: Outing): string => outing.places.at(-1) ?? '';

/** Every place of the outing once, in the order they were come to. */
export const placesOf = (outing: Outing): string[] => [...new Set(outing.places)];

export const isRunning = ({ state }: Outing): boolean => state === 'running';

/** From when on to look for the encounters of an outing: a day early, because a phone's clock may have been set back meanwhile. */
export const searchFrom = (outing: Outing): string => new Date(Date.parse(outing.at) - 86_400_000).toISOString();
