/** Beginning a survey: an empty one, or one that is there already and gets its next version. */
import type { Bundle } from '../bundle/bundle.ts';
import { codesOf, hintOf, type Instrument, type Item, labelsOf, type Translations } from '../instrument/instrument.ts';
import { mayChange } from '../instrument/may-change.ts';
import type { ShowWhen } from '../instrument/schema.ts';
import { isBetween } from './answers-to.ts';
import {
  emptySurvey,
  isChosen,
  isOwn,
  itemKey,
  type OwnChoice,
  type OwnPart,
  type OwnQuestion,
  type PartOrigin,
  type Survey,
  type SurveyPart,
} from './survey.ts';
import { partTitle } from './written.ts';

/** `owner`: whose the questions are, as it is said of where they come from. */
export const newSurvey = (id: string, language: string, owner: string): Survey => ({
  ...emptySurvey,
  ...{ id, languages: [language], owner },
});

/** Whether an instrument may be changed in the survey of that id: what was made in it may, anybody else's stands whole. */
export const isMadeIn = (survey: string, instrument: Instrument): boolean =>
  instrument.within === survey && mayChange(instrument);

/** The next version of a bundle. Its own questions can be changed; every other instrument stands whole in it. */
export function surveyOf(bundle: Bundle, instruments: readonly Instrument[], owner: string): Survey {
  const parts = bundle.parts.map((id): { part: SurveyPart; made?: Instrument } => {
    const made = instruments.find((one) => one.id === id);
    const rules = rulesOn(id, bundle);
    if (made && isMadeIn(bundle.id, made)) return { part: ownPart(made, rules), made };
    return { part: { is: 'placed', id, ...(Object.keys(rules).length > 0 ? { showWhen: rules } : {}) } };
  });
  const made = parts.flatMap((one) => (one.made ? [one.made] : []));
  const languages = [...new Set([bundle, ...made].flatMap(languagesOf))];
  const texts = (of: 'purpose' | 'controller' | 'privacyNotice') => inEach(bundle.texts ?? {}, (text) => text[of]);
  return {
    ...emptySurvey,
    ...{ id: bundle.id, languages, titles: bundle.titles, owner },
    ...{ purposes: texts('purpose'), controllers: texts('controller'), notices: texts('privacyNotice') },
    parts: withoutDerived({ ...emptySurvey, titles: bundle.titles, parts: parts.map(({ part }) => part) }),
    next: nextIn(made, bundle.id),
    base: { bundle, instruments: made },
  };
}

/** A part that is called as it would be anyway has no name of its own: it goes with its heading and the survey's name. */
const withoutDerived = (survey: Survey): SurveyPart[] =>
  survey.parts.map((part) => {
    if (!isOwn(part)) return part;
    const nameless = { ...part, titles: {} };
    const isDerived = Object.entries(part.titles).every(
      ([language, title]) => partTitle(survey, nameless, language) === title,
    );
    return isDerived ? nameless : part;
  });

/**
 * The next version of an instrument of the organisation's own that is asked alone. `id`: of the bundle that it becomes part of
 * where something else is put beside it.
 */
export function surveyOfOne(instrument: Instrument, id: string, owner: string): Survey {
  const { texts } = instrument;
  return {
    ...emptySurvey,
    ...{ id, alone: instrument.id, languages: Object.keys(texts), owner },
    titles: inEach(texts, ({ title }) => title),
    purposes: inEach(texts, ({ purpose }) => purpose),
    controllers: inEach(texts, ({ controller }) => controller),
    notices: inEach(texts, ({ privacyNotice }) => privacyNotice),
    parts: [{ ...ownPart(instrument, {}), titles: {} }],
    next: nextIn([instrument], id),
    base: { instruments: [instrument] },
  };
}

const languagesOf = (one: Bundle | Instrument): string[] => Object.keys('titles' in one ? one.titles : one.texts);

/** What is said in each language in which something is. */
const inEach = <T>(texts: Record<string, T>, of: (text: T) => string | undefined): Translations =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([language, text]) => {
      const words = of(text);
      return words ? [[language, words]] : [];
    }),
  );

const rulesOn = (part: string, { showWhen = {} }: Bundle): Record<string, ShowWhen> =>
  Object.fromEntries(
    Object.entries(showWhen).flatMap(([key, rule]) =>
      key.startsWith(`${part}.`) ? [[key.slice(part.length + 1), rule]] : [],
    ),
  );

/** A number after all that names of parts and questions have in them. */
function nextIn(made: readonly Instrument[], id: string): number {
  const names = made.flatMap((one) => [
    ...(one.id.startsWith(`${id}-`) ? [one.id.slice(id.length + 1)] : []),
    ...one.items.map((item) => item.id),
  ]);
  const numbers = names.map((name) => Number(/^q?(\d{1,9})$/.exec(name)?.[1] ?? 0));
  return Math.max(0, ...numbers) + 1;
}

function ownPart(instrument: Instrument, across: Record<string, ShowWhen>): OwnPart {
  const { id, items, texts, licence, scorings } = instrument;
  const names = [...new Set(items.flatMap(({ section }) => section ?? []))];
  const titles = inEach(texts, ({ title }) => title);
  const sections = names.map((name) => ({
    name,
    titles: inEach(texts, (text) => text.sections?.[name]?.title),
    stems: inEach(texts, (text) => text.sections?.[name]?.stem),
  }));
  return {
    ...{ is: 'own', id, titles, stems: inEach(texts, ({ stem }) => stem) },
    sections: sections.length > 0 ? sections : [{ name: 's1', titles: {}, stems: {} }],
    questions: items.map((item, index) => questionOf(instrument, item, index, across[item.id])),
    licence,
    origins: Object.fromEntries(Object.entries(texts).map(([language, text]) => [language, originOf(text)])),
    ...(scorings ? { scorings } : {}),
  };
}

const originOf = ({ source, copyright, permission, page }: Instrument['texts'][string]): PartOrigin => ({
  ...{ source, copyright },
  ...(permission ? { permission } : {}),
  ...(page ? { page } : {}),
});

function questionOf(instrument: Instrument, item: Item, index: number, across: ShowWhen | undefined): OwnQuestion {
  const { texts } = instrument;
  const choices: OwnChoice[] = codesOf(instrument, item).map((code) => ({
    code,
    words: inEach(texts, (text) => labelsOf(text, item)[code]),
  }));
  const showWhen = joined(item.showWhen && withPart(instrument.id, item.showWhen), across);
  const asked: OwnQuestion = {
    ...{ name: item.id, type: item.type },
    words: inEach(texts, ({ items }) => items[index]),
    hints: inEach(texts, (text) => hintOf(text, item)),
    choices,
    ...{ min: typed(item.min), max: typed(item.max), limit: typed(item.limit) },
    ...(item.section === undefined ? {} : { section: item.section }),
    ...(showWhen ? { showWhen } : {}),
  };
  return isChosen(asked) ? { ...asked, choices: choices.map((choice) => unnumbered(asked, choice)) } : asked;
}

const typed = (number: number | undefined): string => (number === undefined ? '' : String(number).replace('.', ','));

/** A step that is called by its number has no words of its own. */
function unnumbered(question: OwnQuestion, choice: OwnChoice): OwnChoice {
  if (!isBetween(question, choice)) return choice;
  const words = Object.entries(choice.words).filter(([, text]) => text !== String(choice.code));
  return { ...choice, words: Object.fromEntries(words) };
}

const withPart = (part: string, { match, rules }: ShowWhen): ShowWhen => ({
  match,
  rules: rules.map((rule) => ({ ...rule, item: itemKey(part, rule.item) })),
});

const joined = (own: ShowWhen | undefined, more: ShowWhen | undefined): ShowWhen | undefined =>
  own && more ? { match: 'all', rules: [...own.rules, ...more.rules] } : (own ?? more);
