/** A response while it is given, put away under a code, or typed in from paper. */
import * as z from 'zod/mini';
import { type DraftFields, type DraftKind, defineDraft } from '../../store/draft-kind.ts';
import type { UnderCode } from '../../vault/code-key.ts';
import { askedItems, fitted, placeIn } from '../bundle/fit.ts';
import type { Form } from '../bundle/form.ts';
import { textLanguage } from '../instrument/instrument.ts';
import type { GivenAnswers } from '../instrument/show.ts';
import type { Answering } from './answers.ts';

const given = {
  answers: z.array(z.nullable(z.number())),
  several: z.optional(z.record(z.string(), z.array(z.number()))),
  texts: z.optional(z.record(z.string(), z.string())),
};

const fields: DraftFields<Answering> = {
  ...given,
  bundle: z.string(),
  items: z.optional(z.array(z.string())),
  changed: z.optional(z.array(z.string())),
  language: z.string(),
  mode: z.enum(['self', 'assisted', 'paper', 'remote']),
  startedAt: z.iso.datetime(),
  at: z.int().check(z.positive()),
  code: z.optional(z.string()),
  asked: z.optional(z.strictObject({ plan: z.string(), number: z.int(), due: z.string(), turn: z.int() })),
  poster: z.optional(z.string()),
};

const name = 'response';
const nothing = (): Answering => ({
  bundle: '',
  language: '',
  mode: 'self',
  startedAt: new Date(0).toISOString(),
  at: 1,
  answers: [],
});

/** An earlier version of the app asked one instrument, and named it so. */
const ofBefore = <T>(kind: DraftKind<T>): DraftKind<T> => ({
  ...kind,
  read(stored, initial) {
    if (typeof stored !== 'object' || stored === null || !('instrument' in stored)) return kind.read(stored, initial);
    const { instrument, ...rest } = stored;
    return kind.read({ bundle: instrument, ...rest }, initial);
  },
});

/** What a respondent has given so far. */
export const AnsweringDrafts = ofBefore(defineDraft<Answering>(name, fields, nothing()));

/** A draft that only the respondent's code opens. What stands beside it says nothing of the answers. */
export interface AwayUnderCode extends Pick<Answering, 'bundle' | 'language' | 'mode'> {
  /** The code of the card that it was begun with, so that who reads the card again is told that something is there. */
  card?: string;
  underCode: UnderCode;
}

const AwayDrafts = ofBefore(
  defineDraft<AwayUnderCode>(
    name,
    {
      bundle: fields.bundle,
      language: fields.language,
      mode: fields.mode,
      card: z.optional(z.string()),
      underCode: z.strictObject({ salt: z.string(), iv: z.string(), body: z.string() }),
    },
    { bundle: '', language: '', mode: 'self', underCode: { salt: '', iv: '', body: '' } },
  ),
);

/** A paper form while it is typed in. */
export interface Typing extends Answering {
  /** As it was written or scanned. */
  written: string;
  agreed: boolean;
  /** The day that stands on the form, `2026-11-28`; empty where none does. */
  day?: string;
  /** What was typed the first time, while it is typed in again. */
  first?: GivenAnswers;
  /** The two were compared, and whoever types has looked at the paper. */
  isCompared?: boolean;
  /** The version that stands on the form; absent in what an earlier version of the app kept. */
  version?: string;
}

export const TypingDrafts = ofBefore(
  defineDraft<Typing>(
    name,
    {
      ...fields,
      written: z.string(),
      agreed: z.boolean(),
      day: z.optional(z.string()),
      first: z.optional(z.strictObject(given)),
      isCompared: z.optional(z.boolean()),
      version: z.optional(z.string()),
    },
    { ...nothing(), mode: 'paper', written: '', agreed: false },
  ),
);

/**
 * What was typed in so far, as the form is in the version that stands on the paper: what was an answer to another question is left over. `forms`:
 * every version, the newest first, which it is where the version is not known.
 */
export const typingIn = (forms: readonly [Form, ...Form[]]): DraftKind<Typing> => ({
  name,
  read(stored, initial) {
    const { data, isWhole } = TypingDrafts.read(stored, initial);
    const typed = typedAs(forms.find(({ version }) => version === data.version) ?? forms[0], data);
    return { data: typed.data, isWhole: isWhole && typed.isWhole };
  },
});

/** What was typed in so far as of this version of the form. `isWhole`: nothing is left over. */
export function typedAs(form: Form, typing: Typing): { data: Typing; isWhole: boolean } {
  const { items, at } = typing;
  const language = form.texts[typing.language] ? typing.language : textLanguage(form, typing.language);
  const now = fitted(form, typing);
  const first = typing.first && fitted(form, { ...typing.first, language: typing.language, items });
  const { several: _, texts: __, first: ___, ...rest } = typing;
  return {
    data: {
      ...rest,
      ...now.given,
      changed: now.changed,
      ...{ language, items: askedItems(form, language), at: placeIn(form, typing, at), version: form.version },
      ...(first ? { first: first.given } : {}),
    },
    isWhole: now.isWhole && first?.isWhole !== false,
  };
}

/** A response that was begun, whichever way. */
export const ResponseDrafts: DraftKind<Answering | AwayUnderCode> = {
  name,
  read: (stored) => {
    const isAway = typeof stored === 'object' && stored !== null && 'underCode' in stored;
    if (isAway) return AwayDrafts.read(stored);
    const isTyped = typeof stored === 'object' && stored !== null && 'written' in stored;
    return isTyped ? TypingDrafts.read(stored) : AnsweringDrafts.read(stored);
  },
};
