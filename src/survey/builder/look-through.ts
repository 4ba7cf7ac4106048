/**
 * What a survey lacks before it can be asked: each at its place and in its language, so that it is told where it is mended. A
 * survey of which nothing is said here is accepted at the door of every file.
 */

import { mostParts } from '../bundle/schema.ts';
import { type Instrument, type Item, type Translations, textLanguage } from '../instrument/instrument.ts';
import { unseen } from '../instrument/marks.ts';
import { alteredIn } from '../instrument/may-change.ts';
import { findCircle } from '../instrument/rules.ts';
import { longestText, mostItems, type ShowWhen } from '../instrument/schema.ts';
import { canBeAsked, isBetween, typedNumber } from './answers-to.ts';
import { choiceLimit } from './operations.ts';
import {
  isChosen,
  isOwn,
  itemKey,
  type OwnChoice,
  type OwnPart,
  type OwnQuestion,
  questionsOf,
  type Survey,
  type SurveyPart,
  saidIn,
} from './survey.ts';
import { type Untold, untoldOf } from './untold.ts';
import { pageWords } from './written.ts';

/** The most comparisons of one rule, and the longest text that a question of words may ask for. */
const mostRules = 20;
const longestAnswer = 4000;

export type Why =
  | 'noTitle'
  | 'noQuestions'
  | 'tooManyParts'
  | 'noPageWords'
  | 'badAddress'
  | 'tooLong'
  | 'nameTooLong'
  | 'badSign'
  | 'tooMany'
  | 'partUnknown'
  | 'officialAltered'
  | 'partLanguage'
  | 'scoreItem'
  | 'noWords'
  | 'noChoices'
  | 'tooManyChoices'
  | 'noChoiceWords'
  | 'notNumber'
  | 'boundsTurned'
  | 'badLimit'
  | 'ruleGone'
  | 'ruleLater'
  | 'ruleCircle'
  | 'ruleOnText'
  | 'ruleChoiceGone'
  | 'ruleTooMany'
  | 'sameChoice'
  | 'purposeMissing'
  | Untold;

/** One thing that is missing or wrong, and where: nothing of these is the survey itself. */
export interface Issue {
  why: Why;
  part?: string;
  /** A question's key. */
  question?: string;
  /** The code of its choice. */
  choice?: number;
  language?: string;
  /** The key of the question that a rule looks at. */
  other?: string;
  /** The instrument that came altered. */
  official?: string;
}

/** Whether something is only not written yet; else it is wrong. */
export const isMissing = ({ why }: Issue): boolean =>
  ['noTitle', 'noQuestions', 'noWords', 'noChoices', 'noChoiceWords'].includes(why);

/** Whether something may be meant as it is. */
export const isRemark = ({ why }: Issue): boolean =>
  ['sameChoice', 'purposeMissing', 'numberUntold', 'ruleUntold', 'ruleMeans'].includes(why);

export interface AroundSurvey {
  instruments: readonly Instrument[];
  /** The languages in which the app has words around the questions. */
  pageLanguages: readonly string[];
}

/** A question as rules look at it, whoever's it is. */
export interface AskedItem {
  key: string;
  part: string;
  type: Item['type'];
  /** Absent: any number may be asked of it. */
  codes?: readonly number[] | undefined;
}

/** Every question that is asked, in its order, with those of the instruments that stand in the survey. */
export const askedOf = ({ parts }: Survey, instruments: readonly Instrument[]): AskedItem[] =>
  parts.flatMap((part): AskedItem[] => {
    if (isOwn(part))
      return part.questions.map((question) => ({
        ...{ key: itemKey(part.id, question.name), part: part.id, type: question.type },
        ...(isChosen(question) ? { codes: question.choices.map(({ code }) => code) } : {}),
      }));
    const placed = instruments.find(({ id }) => id === part.id);
    return (placed?.items ?? []).map((item) => ({
      ...{ key: itemKey(part.id, item.id), part: part.id, type: item.type },
      ...(isChosen(item) ? { codes: codesIn(placed!, item) } : {}),
    }));
  });

const codesIn = ({ order, scales }: Instrument, { scale }: Item): readonly number[] =>
  (scale === undefined ? order : scales?.[scale]) ?? [];

export function issuesOf(survey: Survey, around: AroundSurvey): Issue[] {
  const asked = askedOf(survey, around.instruments);
  const places = new Map(asked.map(({ key }, index) => [key, index]));
  const look = { survey, around, asked, places, looksAt: looksAtIn(survey) };
  return [...ofSurvey(look), ...survey.parts.flatMap((part) => ofPart(part, look))];
}

interface Look {
  survey: Survey;
  around: AroundSurvey;
  asked: readonly AskedItem[];
  places: ReadonlyMap<string, number>;
  /** At which questions the rules of each look. */
  looksAt: ReadonlyMap<string, readonly string[]>;
}

const looksAtIn = ({ parts }: Survey): Map<string, string[]> =>
  new Map(
    parts.flatMap((part) => {
      const rules = isOwn(part)
        ? part.questions.map(({ name, showWhen }) => [name, showWhen] as const)
        : Object.entries(part.showWhen ?? {});
      return rules.flatMap(([name, showWhen]): [string, string[]][] =>
        showWhen ? [[itemKey(part.id, name), showWhen.rules.map(({ item }) => item)]] : [],
      );
    }),
  );

/** `why` for each language of the survey in which a text is not there. */
const missingIn = (words: Translations, { languages }: Survey, issue: Issue): Issue[] =>
  languages.flatMap((language) => (saidIn(words, language) ? [] : [{ ...issue, language }]));

/** The longest name of a survey, and heading of its parts: it stands in lists and above pages. */
export const longestName = 200;

/** What no text may be: undefined where it may be asked as it stands. */
export function unfitOf(text: string, most = longestText): Why | undefined {
  if (text.trim().length > most) return most === longestName ? 'nameTooLong' : 'tooLong';
  return unseen.test(text.trim()) ? 'badSign' : undefined;
}

/** The same in any language of the survey. */
const unfitIn = (words: Translations, { languages }: Survey, at: Omit<Issue, 'why'>, most = longestText): Issue[] =>
  languages.flatMap((language): Issue[] => {
    const why = unfitOf(saidIn(words, language), most);
    return why ? [{ why, ...at, language }] : [];
  });

function ofSurvey({ survey, around, asked }: Look): Issue[] {
  const { languages, titles, purposes, controllers, notices, parts } = survey;
  const own = parts.filter(isOwn);
  return [
    ...missingIn(titles, survey, { why: 'noTitle' }),
    ...unfitIn(titles, survey, {}, longestName),
    ...[purposes, controllers].flatMap((words) => unfitIn(words, survey, {})),
    ...languages.flatMap((language): Issue[] => {
      const address = saidIn(notices, language);
      const isFit = address.length <= longestText && /^https:\/\/[^\s/]+\.[^\s]+$/.test(address);
      return address && (!isFit || unseen.test(address)) ? [{ why: 'badAddress', language }] : [];
    }),
    ...(asked.length === 0 ? [{ why: 'noQuestions' as const }] : []),
    ...(parts.filter((part) => !isOwn(part) || part.questions.length > 0).length > mostParts
      ? [{ why: 'tooManyParts' as const }]
      : []),
    ...languages.flatMap((language): Issue[] => {
      const isSpoken = around.pageLanguages.includes(language) || pageWords(survey, language);
      return isSpoken || own.length === 0 ? [] : [{ why: 'noPageWords', language }];
    }),
    ...alteredIn(statementsOf(own), around.instruments).map((official): Issue => {
      const part = own.find((one) => alteredIn(statementsOf([one]), [official]).length > 0);
      return { why: 'officialAltered', official: official.id, ...(part ? { part: part.id } : {}) };
    }),
  ];
}

const statementsOf = (parts: readonly OwnPart[]): string[] =>
  parts.flatMap(({ questions }) => questions.flatMap(({ words }) => Object.values(words)));

function ofPart(part: SurveyPart, look: Look): Issue[] {
  if (isOwn(part)) return ofOwnPart(part, look);
  const { survey, around } = look;
  const placed = around.instruments.find(({ id }) => id === part.id);
  if (!placed) return [{ why: 'partUnknown', part: part.id }];
  const lacking = placed.validated ? [] : survey.languages.filter((language) => !placed.texts[language]);
  return [
    ...lacking.map((language): Issue => ({ why: 'partLanguage', part: part.id, language })),
    ...Object.entries(part.showWhen ?? {}).flatMap(([item, rule]) =>
      ofRule(itemKey(part.id, item), rule, look).map(({ question: _, ...issue }) => ({ ...issue, part: part.id })),
    ),
  ];
}

function ofOwnPart(part: OwnPart, look: Look): Issue[] {
  const { survey } = look;
  const { id, titles, stems, sections, questions, scorings = [] } = part;
  const at = { part: id };
  // An empty part is left out of what is written.
  if (questions.length === 0) return [];
  const counted = scorings.flatMap(({ items = [] }) => items);
  const isCounted = (name: string) =>
    questions.some((question) => question.name === name && ['scale', 'single', 'number'].includes(question.type));
  return [
    ...sections.flatMap((section) => unfitIn(section.titles, survey, at, longestName)),
    ...[titles, stems, ...sections.map((section) => section.stems)].flatMap((words) => unfitIn(words, survey, at)),
    ...(questions.length > mostItems ? [{ why: 'tooMany' as const, ...at }] : []),
    ...(counted.every(isCounted) ? [] : [{ why: 'scoreItem' as const, ...at }]),
    ...questions.flatMap((question) => ofQuestion(part, question, look)),
  ];
}

function ofQuestion(part: OwnPart, question: OwnQuestion, look: Look): Issue[] {
  const { survey } = look;
  const { words, hints, showWhen } = question;
  const key = itemKey(part.id, question.name);
  const at = { part: part.id, question: key };
  return [
    ...missingIn(words, survey, { why: 'noWords', ...at }),
    ...[words, hints].flatMap((text) => unfitIn(text, survey, at)),
    ...(isChosen(question) ? ofChoices(question, survey, at) : []),
    ...ofBounds(question).map((why): Issue => ({ why, ...at })),
    ...(showWhen ? ofRule(key, showWhen, look).map((issue) => ({ ...issue, part: part.id })) : []),
  ];
}

function ofChoices(question: OwnQuestion, survey: Survey, at: { part: string; question: string }): Issue[] {
  const { choices } = question;
  if (choices.length === 0) return [{ why: 'noChoices', ...at }];
  if (choices.length > choiceLimit) return [{ why: 'tooManyChoices', ...at }];
  return choices.flatMap((choice) => {
    const here = { ...at, choice: choice.code };
    return [
      ...(isBetween(question, choice) ? [] : missingIn(choice.words, survey, { why: 'noChoiceWords', ...here })),
      ...unfitIn(choice.words, survey, here),
    ];
  });
}

/**
 * What may be meant, and is worth a look: choices of a question that read alike, what results will not tell of one, and why the survey is asked,
 * where it is told in some of its languages and not in others. It keeps nothing from being asked.
 */
export const remarksOf = (survey: Survey): Issue[] => [
  ...untoldIn(survey.purposes, survey).map((language): Issue => ({ why: 'purposeMissing', language })),
  ...questionsOf(survey).flatMap(({ part, question, key }) => {
    const at = { part: part.id, question: key };
    const why = untoldOf(part, question);
    return [...(why ? [{ why, ...at }] : []), ...alikeChoices(question, survey, at)];
  }),
];

const alikeChoices = (question: OwnQuestion, { languages }: Survey, at: { part: string; question: string }): Issue[] =>
  isChosen(question)
    ? languages.flatMap((language) =>
        alikeIn(question.choices, language).map(
          ({ code }): Issue => ({ why: 'sameChoice', ...at, choice: code, language }),
        ),
      )
    : [];

/** The languages of a survey in which a text says nothing, where it says something in another. */
function untoldIn(words: Translations, { languages }: Survey): string[] {
  const untold = languages.filter((language) => !saidIn(words, language));
  return untold.length < languages.length ? untold : [];
}

/** Choices whose words an earlier one has already, however they are spaced or written large. */
function alikeIn(choices: readonly OwnChoice[], language: string): OwnChoice[] {
  const read = choices.map(({ words }) => saidIn(words, language).replace(/\s+/g, ' ').toLocaleLowerCase());
  return choices.filter((_, at) => read[at] && read.indexOf(read[at]) < at);
}

function ofBounds({ type, min, max, limit }: OwnQuestion): Why[] {
  if (type === 'short' || type === 'long') {
    const longest = typedNumber(limit);
    const isFit = longest !== undefined && Number.isInteger(longest) && longest >= 1 && longest <= longestAnswer;
    return limit.trim() === '' || isFit ? [] : ['badLimit'];
  }
  if (type !== 'number') return [];
  const [lowest, highest] = [min, max].map(typedNumber);
  const isWrong = [min, max].some((typed) => typed.trim() !== '' && typedNumber(typed) === undefined);
  if (isWrong) return ['notNumber'];
  return lowest !== undefined && highest !== undefined && lowest > highest ? ['boundsTurned'] : [];
}

/** A rule looks at questions before its own that are answered by choosing or with a number. */
function ofRule(key: string, { rules }: ShowWhen, { asked, places, looksAt }: Look): Issue[] {
  const here = places.get(key);
  if (here === undefined) return [{ why: 'ruleGone', question: key, other: key }];
  if (rules.length > mostRules) return [{ why: 'ruleTooMany', question: key }];
  return rules.flatMap(({ item, value }): Issue[] => {
    const at = { question: key, other: item };
    const place = places.get(item);
    if (place === undefined) return [{ why: 'ruleGone', ...at }];
    if (place >= here) return [{ why: findCircle(looksAt, key) ? 'ruleCircle' : 'ruleLater', ...at }];
    const { type, codes } = asked[place]!;
    if (!canBeAsked({ type })) return [{ why: 'ruleOnText', ...at }];
    return codes && !codes.includes(value) ? [{ why: 'ruleChoiceGone', ...at }] : [];
  });
}

/** The official instruments in a survey that have no text in a language, and in which they are asked there. */
export const askedOtherwise = (
  { parts }: Survey,
  instruments: readonly Instrument[],
  language: string,
): { id: string; title: string; asked: string }[] =>
  instruments
    .filter(({ id, validated }) => validated && parts.some((part) => !isOwn(part) && part.id === id))
    .map(({ id, texts }) => {
      const asked = textLanguage({ texts }, language);
      return { id, title: texts[asked]!.title, asked };
    })
    .filter(({ asked }) => asked !== language);
