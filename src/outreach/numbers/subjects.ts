/** What is counted, and what of it is a part of what. A key is a subject and a code: `depth:brief`; a sum has no code. */
import {
  ages,
  conversationLanguages,
  deeds,
  durations,
  familiarities,
  genders,
  guidanceWays,
  handedOut,
  initiatives,
  otherLanguages,
  outcomes,
  targets,
  topics,
} from '../values.ts';

/** How far the encounters of `met` went. */
export const levels = ['brief', 'conversation', 'guidance'] as const;
/** What no encounter came of: counted, and no part of any sum. */
export const withoutContact = ['declined', 'not-reached', 'observed'] as const;

/** Where nobody was asked, or it was only tallied. */
export const notKnown = 'unknown';

/** Every subject with its known codes; organisations add to some of them. */
export const codes = {
  depth: levels,
  other: withoutContact,
  topic: topics,
  done: deeds,
  age: ages,
  gender: genders,
  language: [...conversationLanguages, ...otherLanguages, notKnown],
  familiarity: familiarities,
  initiative: [...initiatives, notKnown],
  duration: [...durations, notKnown],
  way: guidanceWays,
  outcome: outcomes,
  target: [...targets, notKnown],
  need: topics,
  handed: handedOut,
} as const satisfies Record<string, readonly string[]>;
export type Subject = keyof typeof codes;

/** The code of a subject that stands for not knowing. */
export const unknownOf = (subject: Subject): string =>
  ['age', 'gender'].includes(subject) ? 'not-assessed' : notKnown;

/**
 * The sums that are parted, and by what. `within` is the number that nearly says the same: where it is hidden, so is the sum.
 */
export const wholes: readonly { key: string; within?: string; subjects: readonly Subject[] }[] = [
  { key: 'met', subjects: ['depth', 'age', 'gender', 'language', 'familiarity', 'initiative', 'duration'] },
  { key: 'guided', within: 'depth:guidance', subjects: ['way', 'outcome', 'target'] },
  { key: 'need', subjects: ['need'] },
];

/** Of these an encounter has several or none; each is counted at most once an encounter. */
export const ofEncounters = ['topic', 'done'] as const satisfies readonly Subject[];
