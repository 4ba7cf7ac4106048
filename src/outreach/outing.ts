import * as z from 'zod/mini';
import { freeText } from '../store/free-text.ts';
import { defineKind, type RecordOf } from '../store/kind.ts';
import { Plan, type PlannedState, plannedStates } from './plan/plan.ts';
import { outingStates } from './values.ts';

/** Longest name of a place or an organisation, in characters. */
export const nameLimit = 80;

const name = freeText(nameLimit, 1);

/**
 * An outing: going out to where people are. `at` of its envelope is when it began, and while it is a plan, when it is to
 * begin. Holds no person met, and of workers at most the role that they gave.
 */
export const Outing = defineKind(
  'outing',
  {
    state: z.enum(outingStates),
    /**
     * Places by their spoken names, in the order they were come to; the last one is where the outing now is. A plan has the
     * one where it is to begin.
     */
    places: z.array(name).check(z.minLength(1), z.maxLength(50)),
    /** The organisations that are out together; our own is not listed. */
    organisations: z.array(name).check(z.maxLength(20)),
    /** When everybody was back, ISO 8601 in UTC. */
    endedAt: z.optional(z.iso.datetime()),
    /** Absent where one just went out. */
    plan: z.optional(Plan),
    /** When the phone asks whether all are back: put off by whoever said that all is well. */
    askAt: z.optional(z.iso.datetime()),
  },
  // Shape 2 brought the plan; what was recorded before it had none.
  [(old) => old],
  undefined,
  ({ state }) => state === 'running',
);
export type Outing = RecordOf<typeof Outing>;

/** Where the outing is now. */
export const currentPlace = (outing: Outing): string => outing.places.at(-1) ?? '';

/** Every place of the outing once, in the order they were come to. */
export const placesOf = (outing: Outing): string[] => [...new Set(outing.places)];

/** When an outing ends that ends now (ISO 8601 in UTC): never before it began, though the clock was set back meanwhile. */
export const endOf = ({ at }: Outing): string => {
  const now = new Date().toISOString();
  return now < at ? at : now;
};

export const isRunning = ({ state }: Outing): boolean => state === 'running';

/** An outing that has not begun: proposed, agreed or called off. */
export type PlannedOuting = Outing & { plan: Plan; state: PlannedState };

export const isPlanned = (outing: Outing): outing is PlannedOuting =>
  outing.plan !== undefined && plannedStates.some((state) => state === outing.state);
