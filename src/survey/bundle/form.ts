/**
 * The form that is drawn of a bundle: it has the shape of an instrument, so that a screen, a sheet of paper and a list are drawn
 * of it as of one, and says where its parts are, so that what is answered is cut into them again.
 */
import { type Instrument, type InstrumentText, type Item, textLanguage } from '../instrument/instrument.ts';
import type { ShowWhen } from '../instrument/schema.ts';
import { pagesOffered } from '../respondent/page-languages.ts';
import type { Bundle } from './bundle.ts';

/** One instrument within a form: its items are those from `from` up to `to`. */
export interface FormPart {
  instrument: string;
  version: string;
  from: number;
  to: number;
  /** By the page's language: in which one its own texts are, and their checksum. */
  texts: Record<string, { language: string; checksum: string }>;
}

export interface Form extends Instrument {
  parts: FormPart[];
  /** By the page's language: why it is asked, where its owner says so in another language only. */
  purposes: Record<string, string>;
}

/** A form, or an instrument as it stands alone. */
export type AskedForm = Instrument & Partial<Pick<Form, 'parts'>>;

/**
 * The form of a bundle as other programs read it: in the languages in which every question is its owner's text, for no file says of
 * a text that it is in another language than its own; where there is none, in the first of its titles.
 */
export function formToGive(form: Form, { titles }: Bundle): Form {
  const titled = Object.keys(titles);
  const whole = titled.filter((language) => questionLanguages(form, language).every((own) => own === language));
  const languages = whole.length > 0 ? whole : titled.slice(0, 1);
  return { ...form, texts: Object.fromEntries(languages.map((language) => [language, form.texts[language]!])) };
}

/** The languages of the questions on a page in `language`: of each part, in order. */
export const questionLanguages = (asked: AskedForm, language: string): string[] =>
  asked.parts?.map(({ texts }) => texts[language]!.language) ?? [textLanguage(asked, language)];

/**
 * The languages in which every question is its owner's text, in the order in which pages are offered; where they have none in common, those of
 * a page in `language`.
 */
export function wholeLanguages(asked: AskedForm, language: string): string[] {
  const whole = pagesOffered(asked).filter(
    (one) => asked.texts[one] && questionLanguages(asked, one).every((own) => own === one),
  );
  return whole.length > 0 ? whole : [...new Set(questionLanguages(asked, language))];
}

/** How many of the questions of a page are in the page's language, by the language of each part. */
export type Share = 'all' | 'some' | 'none';

export function shareOf(language: string, questions: readonly string[]): Share {
  if (questions.every((own) => own === language)) return 'all';
  return questions.includes(language) ? 'some' : 'none';
}

/**
 * Pages in these languages, apart: those on which every question is its owner's text in the language of the page, those on which some are, and
 * those on which only the words around the questions are. Where no page is whole, all are of the first sort.
 */
export function pagesApart(
  asked: AskedForm,
  languages: readonly string[],
): { whole: readonly string[]; partly: readonly string[]; around: readonly string[] } {
  const ofShare = (share: Share) => languages.filter((one) => shareOf(one, questionLanguages(asked, one)) === share);
  const whole = ofShare('all');
  if (whole.length === 0) return { whole: languages, partly: [], around: [] };
  return { whole, partly: ofShare('some'), around: ofShare('none') };
}

/** The languages in which some questions are, and not all, where there are others in which all are. */
export const partLanguages = (asked: AskedForm): readonly string[] =>
  pagesApart(
    asked,
    pagesOffered(asked).filter((one) => asked.texts[one]),
  ).partly;

/** The language of one question on a page in `language`. */
export function questionLanguage(asked: AskedForm, language: string, index: number): string {
  const part = asked.parts?.findIndex(({ from, to }) => index >= from && index < to) ?? 0;
  return questionLanguages(asked, language)[part]!;
}

/** How an item of a part is called within its form. */
export const nameIn = (part: string, item: string): string => `${part}.${item}`;

/**
 * The form in every language in which there can be a page of it. The texts of a part that does not have a language are its own.
 * Undefined where an instrument is not known.
 */
export function composed(bundle: Bundle, instruments: readonly Instrument[]): Form | undefined {
  const parts = bundle.parts.flatMap((id) => instruments.find((one) => one.id === id) ?? []);
  if (parts.length !== bundle.parts.length || parts.length === 0) return undefined;
  const languages = pagesOffered({ texts: bundle.titles });
  const purposes = languages.map((language) => [language, foreignPurpose(bundle, parts[0]!, language)] as const);
  let from = 0;
  return {
    id: bundle.id,
    version: bundle.version,
    licence: [...new Set(parts.map(({ licence }) => licence))].join(' · '),
    order: [],
    scales: Object.assign({}, ...parts.map(scalesOf)),
    items: parts.flatMap((part) => part.items.map((item) => itemIn(part.id, item, bundle))),
    texts: Object.fromEntries(languages.map((language) => [language, textIn(bundle, parts, language)])),
    checksums: {},
    purposes: Object.fromEntries(purposes.flatMap(([language, words]) => (words ? [[language, words]] : []))),
    parts: parts.map((part) => {
      const start = from;
      from += part.items.length;
      return { instrument: part.id, version: part.version, from: start, to: from, texts: textsOf(part, languages) };
    }),
  };
}

const textsOf = (part: Instrument, languages: readonly string[]): FormPart['texts'] =>
  Object.fromEntries(
    languages.map((language) => {
      const own = textLanguage(part, language);
      return [language, { language: own, checksum: part.checksums[own]! }];
    }),
  );

/** What all items of a part share has no name in it; here it is the part's. */
const scalesOf = ({ id, order, scales = {} }: Instrument): Record<string, number[]> => ({
  ...(order.length > 0 ? { [nameIn(id, '')]: order } : {}),
  ...renamed(id, scales),
});

const renamed = <T>(part: string, named: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(named).map(([name, one]) => [nameIn(part, name), one]));

function itemIn(part: string, item: Item, bundle: Bundle): Item {
  const id = nameIn(part, item.id);
  const showWhen = both(item.showWhen && rulesIn(part, item.showWhen), bundle.showWhen?.[id]);
  const { scale = '', section = '' } = item;
  const { showWhen: _, ...rest } = item;
  const isChosen = ['scale', 'single', 'several'].includes(item.type);
  return {
    ...rest,
    id,
    section: nameIn(part, section),
    ...(isChosen ? { scale: nameIn(part, scale) } : {}),
    ...(showWhen ? { showWhen } : {}),
  };
}

const rulesIn = (part: string, { match, rules }: ShowWhen): ShowWhen => ({
  match,
  rules: rules.map((rule) => ({ ...rule, item: nameIn(part, rule.item) })),
});

/** Whether all of two rules can hold by one list of comparisons: not where one of them asks for any of several. */
export const canJoin = (own: ShowWhen, more: ShowWhen): boolean =>
  [own, more].every(({ match, rules }) => match === 'all' || rules.length === 1);

const both = (own: ShowWhen | undefined, more: ShowWhen | undefined): ShowWhen | undefined =>
  own && more ? { match: 'all', rules: [...own.rules, ...more.rules] } : (own ?? more);

function textIn(bundle: Bundle, parts: readonly Instrument[], language: string): InstrumentText {
  const own = parts.map((part) => ({ part, text: part.texts[textLanguage(part, language)]! }));
  const said = (of: (text: InstrumentText) => string) => [...new Set(own.map(({ text }) => of(text)))].join(' · ');
  const around = bundle.texts?.[language] ?? {};
  const first = own[0]!.text;
  // A person reads the page's own words unless the owner's are in the language of the page.
  const isOwn = textLanguage(parts[0]!, language) === language;
  const { purpose: firsts, controller, privacyNotice } = { ...first, ...around };
  const purpose = around.purpose ?? (isOwn ? firsts : undefined);
  return {
    title: bundle.titles[textLanguage({ texts: bundle.titles }, language)]!,
    stem: '',
    items: own.flatMap(({ text }) => text.items),
    ...hintsIn(own),
    responses: {},
    scales: Object.assign(
      {},
      ...own.map(({ part, text }) => ({
        [nameIn(part.id, '')]: text.responses,
        ...renamed(part.id, text.scales ?? {}),
      })),
    ),
    sections: Object.assign({}, ...own.map(({ part, text }) => sectionsOf(part.id, text))),
    ...(purpose ? { purpose } : {}),
    ...(controller ? { controller } : {}),
    ...(privacyNotice ? { privacyNotice } : {}),
    ...(isOwn && first.page ? { page: first.page } : {}),
    source: said(({ source }) => source),
    copyright: said(({ copyright }) => copyright),
  };
}

function hintsIn(own: readonly { part: Instrument; text: InstrumentText }[]): Pick<InstrumentText, 'hints'> {
  const hints = Object.assign({}, ...own.map(({ part, text }) => renamed(part.id, text.hints ?? {})));
  return Object.keys(hints).length > 0 ? { hints } : {};
}

function foreignPurpose(bundle: Bundle, first: Instrument, language: string): string | undefined {
  const own = textLanguage(first, language);
  return own === language || bundle.texts?.[language]?.purpose ? undefined : first.texts[own]!.purpose;
}

/** The stem that a part's items share is that of each of its sections that has none. */
function sectionsOf(part: string, { stem, sections = {} }: InstrumentText): NonNullable<InstrumentText['sections']> {
  const shared = stem ? { stem } : {};
  const own = Object.entries(sections).map(([name, section]) => [nameIn(part, name), { ...shared, ...section }]);
  return { [nameIn(part, '')]: shared, ...Object.fromEntries(own) };
}
