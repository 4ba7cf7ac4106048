/**
 * What can be done to a survey that is being made. Each gives the whole survey as it then is, and leaves the one it was given
 * as it was. None throws words away: what is taken out stands among `removed`, and what a type has no use for stays.
 */
import type { Item, Translations } from '../instrument/instrument.ts';
import { mostItems, type ShowWhen } from '../instrument/schema.ts';
import {
  isChosen,
  isOwn,
  itemKey,
  mostRemoved,
  type OwnChoice,
  type OwnPart,
  type OwnQuestion,
  questionsOf,
  type Removed,
  type Section,
  type Survey,
  type SurveyPart,
} from './survey.ts';

/** The words of a yes and a no, in the languages of the app; those of other languages are the person's to write. */
export const yesNo: OwnChoice[] = [
  { code: 1, words: { fi: 'kyllä', sv: 'ja', en: 'yes' } },
  { code: 0, words: { fi: 'ei', sv: 'nej', en: 'no' } },
];

/** What a person picks from when a question is added. */
export const addable = [
  'single',
  'several',
  'yes-no',
  'scale',
  'number',
  'date',
  'short',
  'long',
  'statement',
] as const;
export type Addable = (typeof addable)[number];

const blank = (name: string, type: Item['type'], choices: OwnChoice[]): OwnQuestion => ({
  ...{ name, type, words: {}, hints: {}, choices, min: '', max: '', limit: '' },
});

const choicesFor = (type: Addable): OwnChoice[] => {
  if (type === 'yes-no') return yesNo;
  if (type === 'scale') return steps(1, 5, []);
  return type === 'single' || type === 'several' ? [1, 2].map((code) => ({ code, words: {} })) : [];
};

/** The most choices that a question has. */
export const choiceLimit = 100;

/** Steps from one number to another. The words of the two ends go with the ends, those between stay with their numbers. */
function steps(from: number, to: number, before: readonly OwnChoice[]): OwnChoice[] {
  const count = Math.max(2, Math.min(to - from + 1, choiceLimit));
  const between = new Map(before.slice(1, -1).map(({ code, words }) => [code, words]));
  const endsAt = [before[0]?.words, before.length > 1 ? before.at(-1)!.words : undefined];
  return Array.from({ length: count }, (_, at) => {
    const code = from + at;
    const words = at === 0 ? endsAt[0] : at === count - 1 ? endsAt[1] : between.get(code);
    return { code, words: words ?? {} };
  });
}

const withParts = (survey: Survey, parts: SurveyPart[]): Survey => ({ ...survey, parts });

const changePart = (survey: Survey, id: string, change: (part: OwnPart) => OwnPart): Survey =>
  withParts(
    survey,
    survey.parts.map((part) => (isOwn(part) && part.id === id ? change(part) : part)),
  );

/** VersionChanges one question, by its key. */
export const changeQuestion = (survey: Survey, key: string, change: (question: OwnQuestion) => OwnQuestion): Survey =>
  withParts(
    survey,
    survey.parts.map((part) =>
      isOwn(part) && part.questions.some(({ name }) => itemKey(part.id, name) === key)
        ? {
            ...part,
            questions: part.questions.map((one) => (itemKey(part.id, one.name) === key ? change(one) : one)),
          }
        : part,
    ),
  );

const said = (words: Translations, language: string, text: string): Translations => ({ ...words, [language]: text });

/** A part of own questions at the end; undefined `after`, or after the part of that id. */
export function addPart(survey: Survey, after?: string): { survey: Survey; part: string } {
  const id = `${survey.id}-${survey.next}`;
  const section: Section = { name: 's1', titles: {}, stems: {} };
  const part: OwnPart = {
    ...{ is: 'own', id, titles: {}, stems: {}, sections: [section], questions: [] },
    ...{ licence: survey.owner, origins: {} },
  };
  return { survey: insertPart({ ...survey, next: survey.next + 1 }, part, after), part: id };
}

function insertPart(survey: Survey, part: SurveyPart, after: string | undefined): Survey {
  const at = after === undefined ? -1 : survey.parts.findIndex(({ id }) => id === after);
  const place = at < 0 ? survey.parts.length : at + 1;
  return withParts(survey, [...survey.parts.slice(0, place), part, ...survey.parts.slice(place)]);
}

/** Puts an instrument into the survey, whole; one that is there already stays where it is. */
export const placeInstrument = (survey: Survey, id: string, after?: string): Survey =>
  survey.parts.some((part) => part.id === id) ? survey : insertPart(survey, { is: 'placed', id }, after);

/** Whether a part has as many questions as it may: none is added to it. */
export const isFull = ({ questions }: Pick<OwnPart, 'questions'>): boolean => questions.length >= mostItems;

/**
 * A question at the end of a part, or after the question of that key. Where there is no such part, or it is an instrument, a part
 * of its own is made after it.
 */
export function addQuestion(
  survey: Survey,
  type: Addable,
  { part: wanted, after }: { part?: string | undefined; after?: string | undefined } = {},
): { survey: Survey; key: string } {
  const held = survey.parts.filter(isOwn).find(({ id }) => wanted === undefined || id === wanted);
  if (held && isFull(held)) return { survey, key: itemKey(held.id, held.questions.at(-1)!.name) };
  const { survey: grown, part } = held ? { survey, part: held.id } : addPart(survey, wanted);
  const name = `q${grown.next}`;
  const next = changePart({ ...grown, next: grown.next + 1 }, part, (own) => {
    const at = own.questions.findIndex((one) => itemKey(part, one.name) === after);
    const place = at < 0 ? own.questions.length : at + 1;
    const section = own.questions[place - 1]?.section ?? own.sections[0]?.name;
    const question = { ...blank(name, type === 'yes-no' ? 'single' : type, choicesFor(type)), section };
    return { ...own, questions: [...own.questions.slice(0, place), question, ...own.questions.slice(place)] };
  });
  return { survey: next, key: itemKey(part, name) };
}

/** The same question once more, after it, under a name of its own. */
export function repeatQuestion(survey: Survey, key: string): { survey: Survey; key: string } {
  const held = survey.parts
    .filter(isOwn)
    .find(({ id, questions }) => questions.some((one) => itemKey(id, one.name) === key));
  if (!held || isFull(held)) return { survey, key };
  const at = held.questions.findIndex((one) => itemKey(held.id, one.name) === key);
  const name = `q${survey.next}`;
  const next = changePart({ ...survey, next: survey.next + 1 }, held.id, (part) => ({
    ...part,
    questions: [...part.questions.slice(0, at + 1), { ...part.questions[at]!, name }, ...part.questions.slice(at + 1)],
  }));
  return { survey: next, key: itemKey(held.id, name) };
}

const remember = (survey: Survey, removed: Removed): Survey => ({
  ...survey,
  removed: [...survey.removed, removed].slice(-mostRemoved),
});

export function removeQuestion(survey: Survey, key: string): Survey {
  for (const part of survey.parts.filter(isOwn)) {
    const at = part.questions.findIndex(({ name }) => itemKey(part.id, name) === key);
    if (at < 0) continue;
    const without = changePart(survey, part.id, (own) => ({
      ...own,
      questions: own.questions.filter((_, place) => place !== at),
    }));
    return remember(without, { what: 'question', part: part.id, at, question: part.questions[at]! });
  }
  return survey;
}

export function removePart(survey: Survey, id: string): Survey {
  const at = survey.parts.findIndex((part) => part.id === id);
  if (at < 0) return survey;
  const without = withParts(
    survey,
    survey.parts.filter((_, place) => place !== at),
  );
  return remember(without, { what: 'part', at, part: survey.parts[at]! });
}

/** Brings back what was taken away last, to where it stood; a question whose part is gone gets a part of its own. */
export function undoRemoval(survey: Survey): Survey {
  const last = survey.removed.at(-1);
  if (!last) return survey;
  const rest = { ...survey, removed: survey.removed.slice(0, -1) };
  if (last.what === 'choices') return changeQuestion(rest, last.key, (one) => ({ ...one, choices: last.choices }));
  const inserted = <T>(list: readonly T[], one: T, at: number): T[] => [...list.slice(0, at), one, ...list.slice(at)];
  if (last.what === 'part')
    return rest.parts.some(({ id }) => id === last.part.id)
      ? rest
      : withParts(rest, inserted(rest.parts, last.part, last.at));
  const isThere = rest.parts.some((part) => isOwn(part) && part.id === last.part);
  const { survey: home, part } = isThere ? { survey: rest, part: last.part } : addPart(rest);
  return changePart(home, part, (own) => {
    const isTaken = own.questions.some(({ name }) => name === last.question.name);
    return isTaken ? own : { ...own, questions: inserted(own.questions, last.question, last.at) };
  });
}

/** Whether a question has a place to move to, that way. */
export function canMove(survey: Survey, key: string, by: 1 | -1): boolean {
  return moveQuestion(survey, key, by).survey !== survey;
}

/** Moves a question one place up (−1) or down (1): past the end of its part into the next part of own questions, where that has room. */
export function moveQuestion(survey: Survey, key: string, by: 1 | -1): { survey: Survey; key: string } {
  const own = survey.parts.filter(isOwn);
  const home = own.findIndex(({ id, questions }) => questions.some(({ name }) => itemKey(id, name) === key));
  const part = own[home];
  if (!part) return { survey, key };
  const at = part.questions.findIndex(({ name }) => itemKey(part.id, name) === key);
  const [from, to] = [part.questions[at]!, part.questions[at + by]];
  if (to) {
    const questions = part.questions.with(at, to).with(at + by, from);
    return { survey: changePart(survey, part.id, (one) => ({ ...one, questions })), key };
  }
  const next = own[home + by];
  if (!next || isFull(next)) return { survey, key };
  const isTaken = next.questions.some(({ name }) => name === from.name);
  const name = isTaken ? `q${survey.next}` : from.name;
  const moved: OwnQuestion = { ...from, name, section: next.sections[0]?.name };
  const without = changePart(survey, part.id, (one) => ({
    ...one,
    questions: one.questions.filter((_, place) => place !== at),
  }));
  const there = changePart(without, next.id, (one) => ({
    ...one,
    questions: by > 0 ? [moved, ...one.questions] : [...one.questions, moved],
  }));
  const now = itemKey(next.id, name);
  return { survey: renamed({ ...there, next: isTaken ? survey.next + 1 : survey.next }, key, now), key: now };
}

/** Rules find a question under its new name. */
function renamed(survey: Survey, before: string, now: string): Survey {
  const inRule = (showWhen: ShowWhen): ShowWhen => ({
    ...showWhen,
    rules: showWhen.rules.map((rule) => (rule.item === before ? { ...rule, item: now } : rule)),
  });
  return withParts(
    survey,
    survey.parts.map((part): SurveyPart => {
      if (isOwn(part))
        return {
          ...part,
          questions: part.questions.map((one) => (one.showWhen ? { ...one, showWhen: inRule(one.showWhen) } : one)),
        };
      if (!part.showWhen) return part;
      const showWhen = Object.entries(part.showWhen).map(([item, rule]) => [item, inRule(rule)] as const);
      return { ...part, showWhen: Object.fromEntries(showWhen) };
    }),
  );
}

/** Moves a part one place up (−1) or down (1). */
export function movePart(survey: Survey, id: string, by: 1 | -1): Survey {
  const at = survey.parts.findIndex((part) => part.id === id);
  const [from, to] = [survey.parts[at], survey.parts[at + by]];
  return from && to ? withParts(survey, survey.parts.with(at, to).with(at + by, from)) : survey;
}

/** Another way of answering. ChoicesForm, bounds and hint stay, for when it is turned back. */
export const retype = (survey: Survey, key: string, type: Item['type']): Survey =>
  changeQuestion(survey, key, (question) => {
    const isBare = isChosen({ type }) && question.choices.length === 0;
    return { ...question, type, ...(isBare ? { choices: choicesFor(type) } : {}) };
  });

export type QuestionWords = 'words' | 'hints';
export const setQuestion = (survey: Survey, key: string, what: QuestionWords, language: string, text: string): Survey =>
  changeQuestion(survey, key, (question) => ({ ...question, [what]: said(question[what], language, text) }));

export type Bound = 'min' | 'max' | 'limit';
export const setBound = (survey: Survey, key: string, what: Bound, text: string): Survey =>
  changeQuestion(survey, key, (question) => ({ ...question, [what]: text }));

export const setRule = (survey: Survey, key: string, showWhen: ShowWhen | undefined): Survey =>
  changeQuestion(survey, key, (question) => ({ ...question, showWhen }));

/** One more choice at the end, with a code that none of the question's choices has. */
export const addChoice = (survey: Survey, key: string): Survey =>
  changeQuestion(survey, key, (question) => {
    const code = Math.max(0, ...question.choices.map((choice) => choice.code)) + 1;
    return { ...question, choices: [...question.choices, { code, words: {} }] };
  });

export const setChoice = (survey: Survey, key: string, code: number, language: string, text: string): Survey =>
  changeQuestion(survey, key, (question) => ({
    ...question,
    choices: question.choices.map((choice) =>
      choice.code === code ? { ...choice, words: said(choice.words, language, text) } : choice,
    ),
  }));

export const removeChoice = (survey: Survey, key: string, code: number): Survey =>
  changeChoices(survey, key, (choices) => choices.filter((choice) => choice.code !== code));

/** VersionChanges the choices of a question. What they were is remembered where words went. */
function changeChoices(survey: Survey, key: string, change: (choices: OwnChoice[]) => OwnChoice[]): Survey {
  const before = questionsOf(survey).find((one) => one.key === key)?.question.choices ?? [];
  const after = change(before);
  const next = changeQuestion(survey, key, (question) => ({ ...question, choices: after }));
  const isLost = before.some(({ words }) => saysSomething(words) && !after.some((one) => one.words === words));
  return isLost ? remember(next, { what: 'choices', key, choices: before }) : next;
}
const saysSomething = (words: Translations) => Object.values(words).some((text) => text.trim() !== '');

export const moveChoice = (survey: Survey, key: string, code: number, by: 1 | -1): Survey =>
  changeQuestion(survey, key, (question) => {
    const at = question.choices.findIndex((choice) => choice.code === code);
    const [from, to] = [question.choices[at], question.choices[at + by]];
    return from && to ? { ...question, choices: question.choices.with(at, to).with(at + by, from) } : question;
  });

/** The steps of a scale, from a number to another. */
export const setSteps = (survey: Survey, key: string, from: number, to: number): Survey =>
  changeChoices(survey, key, (choices) => steps(from, to, choices));

export type SurveyWords = 'titles' | 'purposes' | 'controllers' | 'notices';
export const setSurvey = (survey: Survey, what: SurveyWords, language: string, text: string): Survey => ({
  ...survey,
  [what]: said(survey[what], language, text),
});

export const setSection = (
  survey: Survey,
  part: string,
  section: string,
  what: 'titles' | 'stems',
  language: string,
  text: string,
): Survey =>
  changePart(survey, part, (own) => ({
    ...own,
    sections: own.sections.map((one) =>
      one.name === section ? { ...one, [what]: said(one[what], language, text) } : one,
    ),
  }));

/** A score that counts a question that is gone is given up: the person chose so. */
export const dropScorings = (survey: Survey, part: string): Survey =>
  changePart(survey, part, ({ scorings: _, ...own }) => own);

export const addLanguage = (survey: Survey, language: string): Survey =>
  survey.languages.includes(language) ? survey : { ...survey, languages: [...survey.languages, language] };

/** The survey is not offered in a language any more; its words stay, for when it comes back. The last language stays. */
export const removeLanguage = (survey: Survey, language: string): Survey =>
  survey.languages.length < 2 ? survey : { ...survey, languages: survey.languages.filter((one) => one !== language) };
