import * as z from 'zod/mini';
import { OwnCode } from '../setup/value-lists.ts';
import { freeText } from '../store/free-text.ts';
import { defineKind, type RecordOf } from '../store/kind.ts';
import { nameLimit } from './outing.ts';
import { codeOf } from './value-list.ts';
import {
  ages,
  deeds,
  depths,
  durations,
  familiarities,
  genders,
  guidanceWays,
  initiatives,
  people,
  topicLimit,
  topics,
} from './values.ts';

/** Longest note, in characters. There is a field for one only where the organisation has switched it on. */
export const noteLimit = 140;

/**
 * An encounter: that people were met, never who they were. There is no field for a name, a contact detail, an identity
 * number or a position, and none may be added: anonymity is what the worker has promised aloud.
 */
export const Encounter = defineKind(
  'encounter',
  {
    outingId: z.uuid(),
    /** The named place where the outing then was. */
    place: freeText(nameLimit, 1),
    people: z.enum(people),
    depth: z.enum(depths),
    topics: z.array(codeOf(topics)).check(z.maxLength(topicLimit)),
    /** In which way they were guided on; absent: they were not. */
    guidance: z.optional(codeOf(guidanceWays)),
    // From here on what an organisation may switch on. Absent: it was not asked.
    familiarity: z.optional(z.enum(familiarities)),
    age: z.optional(z.enum(ages)),
    gender: z.optional(z.enum(genders)),
    /** The language of the talk, by its code or the organisation's. */
    language: z.optional(z.union([z.string().check(z.regex(/^([a-z]{2,3}|other|interpreter)$/)), OwnCode])),
    initiative: z.optional(z.enum(initiatives)),
    done: z.optional(z.array(codeOf(deeds))),
    duration: z.optional(z.enum(durations)),
    /** What was asked for and not to be had. */
    unmet: z.optional(z.array(codeOf(topics)).check(z.maxLength(topicLimit))),
    note: z.optional(freeText(noteLimit, 1)),
  },
  // Shape 2 may have the rows that an organisation switches on.
  [(old) => old],
  'outingId',
);
export type Encounter = RecordOf<typeof Encounter>;
