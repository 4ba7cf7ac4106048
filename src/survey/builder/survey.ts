/**
 * A survey while somebody makes it: what is asked, in which order and when, in several languages at once. Unfinished at any
 * time: `look-through.ts` says what is missing, `written.ts` makes of it the bundle and the instruments that are taken into use.
 */
import * as z from 'zod/mini';
import { defineDraft } from '../../store/draft-kind.ts';
import type { Bundle } from '../bundle/bundle.ts';
import type { Instrument, Item, Scoring, Translations } from '../instrument/instrument.ts';
import { itemTypes, ScoringSchema, type ShowWhen } from '../instrument/schema.ts';

/** One answer that can be chosen. Its code is given once and stays: answers are kept by it. */
export interface OwnChoice {
  code: number;
  words: Translations;
}

/** One question of the organisation's own. What its type has no use for stays, and is there again when the type comes back. */
export interface OwnQuestion {
  /** Given once: answers and rules find it by this. */
  name: string;
  type: Item['type'];
  words: Translations;
  hints: Translations;
  choices: OwnChoice[];
  /** As typed: the lowest and highest number, the longest text. */
  min: string;
  max: string;
  limit: string;
  section?: string | undefined;
  /** Its rules name questions as `part.item`. */
  showWhen?: ShowWhen | undefined;
}

/** A heading and a lead-in of some questions of a part. */
export interface Section {
  name: string;
  titles: Translations;
  stems: Translations;
}

/** Where the words of a part come from, in one language; and what a page needs in a language that the app does not speak. */
export interface PartOrigin {
  source: string;
  copyright: string;
  permission?: string | undefined;
  page?: Record<string, string> | undefined;
}

/** Questions of the organisation's own that follow each other. */
export interface OwnPart {
  is: 'own';
  id: string;
  /** What the part is called where it stands alone, in results; empty: as the survey. */
  titles: Translations;
  stems: Translations;
  sections: Section[];
  questions: OwnQuestion[];
  licence: string;
  origins: Record<string, PartOrigin>;
  scorings?: Scoring[] | undefined;
}

/** An instrument that stands whole in the survey: its words, order and rules are its owner's. */
export interface PlacedPart {
  is: 'placed';
  id: string;
  /** By item, where an organisation's file shows one of its own by what was answered elsewhere. */
  showWhen?: Record<string, ShowWhen> | undefined;
}

export type SurveyPart = OwnPart | PlacedPart;

/** What was taken away, and can come back to where it stood. */
export type Removed =
  | { what: 'question'; part: string; at: number; question: OwnQuestion }
  | { what: 'part'; at: number; part: SurveyPart }
  /** The choices of a question as they were before some of them went. */
  | { what: 'choices'; key: string; choices: OwnChoice[] };

/** What the survey was begun from, as it stood then. */
export interface Base {
  bundle?: Bundle | undefined;
  instruments: Instrument[];
}

export interface Survey {
  /** The id of its bundle. */
  id: string;
  /** The one part by whose id it is asked as an instrument alone, as long as nothing else stands in it. */
  alone?: string | undefined;
  languages: string[];
  titles: Translations;
  purposes: Translations;
  controllers: Translations;
  notices: Translations;
  parts: SurveyPart[];
  /** The number that the next question gets in its name: none is used again. */
  next: number;
  /** What was taken away, the last of it at the end. */
  removed: Removed[];
  base?: Base | undefined;
  /** Whose the questions are. */
  owner: string;
}

/** How much of what was taken away can come back. */
export const mostRemoved = 20;

/** How an item is called within its survey. */
export const itemKey = (part: string, name: string): string => `${part}.${name}`;

export const isChosen = ({ type }: Pick<OwnQuestion, 'type'>): boolean => ['scale', 'single', 'several'].includes(type);

/** What a text says in a language, without spaces around it; empty where it says nothing. */
export const saidIn = (words: Translations, language: string): string =>
  Object.hasOwn(words, language) ? words[language]!.trim() : '';

/** What somebody reads of a text who works in a language: that, else the first there is. */
export const anyWords = (words: Translations, language: string): string =>
  saidIn(words, language) || (Object.values(words).find((text) => text.trim() !== '') ?? '').trim();

export const isOwn = (part: SurveyPart): part is OwnPart => part.is === 'own';

/** Every question of the survey's own, in its order. */
export const questionsOf = ({
  parts,
}: Pick<Survey, 'parts'>): { part: OwnPart; question: OwnQuestion; key: string }[] =>
  parts
    .filter(isOwn)
    .flatMap((part) => part.questions.map((question) => ({ part, question, key: itemKey(part.id, question.name) })));

export const emptySurvey: Survey = {
  ...{ id: '', languages: ['fi'], titles: {}, purposes: {}, controllers: {}, notices: {}, parts: [], next: 1 },
  ...{ removed: [], owner: '' },
};

const words = z.record(z.string(), z.string());
const rules = z.strictObject({
  match: z.enum(['all', 'any']),
  rules: z.array(z.strictObject({ item: z.string(), is: z.enum(['=', '!=', '>=', '<=']), value: z.number() })),
});
const choices = z.array(z.strictObject({ code: z.number(), words }));
const question = z.strictObject({
  ...{ name: z.string(), type: z.enum(itemTypes), words, hints: words },
  choices,
  ...{ min: z.string(), max: z.string(), limit: z.string() },
  ...{ section: z.optional(z.string()), showWhen: z.optional(rules) },
});
const text = z.optional(z.string());
const part = z.discriminatedUnion('is', [
  z.strictObject({
    ...{ is: z.literal('own'), id: z.string(), titles: words, stems: words },
    sections: z.array(z.strictObject({ name: z.string(), titles: words, stems: words })),
    ...{ questions: z.array(question), licence: z.string() },
    origins: z.record(
      z.string(),
      z.strictObject({ source: z.string(), copyright: z.string(), permission: text, page: z.optional(words) }),
    ),
    scorings: z.optional(z.array(ScoringSchema)),
  }),
  z.strictObject({
    ...{ is: z.literal('placed'), id: z.string() },
    showWhen: z.optional(z.record(z.string(), rules)),
  }),
]);

export const SurveyDrafts = defineDraft<Survey>(
  'survey-builder',
  {
    ...{ id: z.string(), alone: text, languages: z.array(z.string()).check(z.minLength(1)) },
    ...{ titles: words, purposes: words, controllers: words, notices: words },
    ...{ parts: z.array(part), next: z.number() },
    removed: z.array(
      z.discriminatedUnion('what', [
        z.strictObject({ what: z.literal('question'), part: z.string(), at: z.number(), question }),
        z.strictObject({ what: z.literal('part'), at: z.number(), part }),
        z.strictObject({ what: z.literal('choices'), key: z.string(), choices }),
      ]),
    ),
    base: z.optional(z.custom<Base>((value) => Array.isArray((value as Base | undefined)?.instruments))),
    owner: z.string(),
  },
  emptySurvey,
);

/** A question that was taken away and can still come back, by its key. */
export function removedQuestion({ removed }: Pick<Survey, 'removed'>, key: string): OwnQuestion | undefined {
  const all = removed.flatMap((one) => {
    if (one.what === 'question') return [{ key: itemKey(one.part, one.question.name), question: one.question }];
    return one.what === 'part' ? questionsOf({ parts: [one.part] }) : [];
  });
  return all.findLast((one) => one.key === key)?.question;
}
