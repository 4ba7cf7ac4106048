/**
 * The form that is drawn of a bundle: it has the shape of an instrument, so that a screen, a sheet of paper and a list are drawn
 * of it as of one, and says where its parts are, so that what is answered is cut into them again.
 */
import type { Instrument, InstrumentText, Item } from '../instrument/instrument.ts';
import type { ShowWhen } from '../instrument/schema.ts';
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
}

/** How an item of a part is called within its form. */
export const nameIn = (part: string, item: string): string => `${part}.${item}`;

/**
 * The form in every language of the bundle. The texts of a part that does not have a language are its own. Undefined where an
 * instrument is not known.
 */
export function composed(bundle: Bundle, instruments: readonly Instrument[]): Form | undefined {
  const parts = bundle.parts.flatMap((id) => instruments.find((one) => one.id === id) ?? []);
  if (parts.length !== bundle.parts.length || parts.length === 0) return undefined;
  const languages = Object.keys(bundle.titles);
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
    parts: parts.map((part) => {
      const start = from;
      from += part.items.length;
      return { instrument: part.id, version: part.version, from: start, to: from, texts: textsOf(part, languages) };
    }),
  };
}

/** The language of an instrument's texts on a page in another one: the page's own where there is such a text. */
export const ownLanguage = ({ texts }: Pick<Instrument, 'texts'>, language: string): string =>
  Object.hasOwn(texts, language) ? language : Object.keys(texts)[0]!;

const textsOf = (part: Instrument, languages: readonly string[]): FormPart['texts'] =>
  Object.fromEntries(
    languages.map((language) => {
      const own = ownLanguage(part, language);
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
  const own = parts.map((part) => ({ part, text: part.texts[ownLanguage(part, language)]! }));
  const said = (of: (text: InstrumentText) => string) => [...new Set(own.map(({ text }) => of(text)))].join(' · ');
  const around = bundle.texts?.[language] ?? {};
  const first = own[0]!.text;
  const { purpose, controller, privacyNotice } = { ...first, ...around };
  return {
    title: bundle.titles[language]!,
    stem: '',
    items: own.flatMap(({ text }) => text.items),
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
    ...(first.page ? { page: first.page } : {}),
    source: said(({ source }) => source),
    copyright: said(({ copyright }) => copyright),
  };
}

/** The stem that a part's items share is that of each of its sections that has none. */
function sectionsOf(part: string, { stem, sections = {} }: InstrumentText): NonNullable<InstrumentText['sections']> {
  const shared = stem ? { stem } : {};
  const own = Object.entries(sections).map(([name, section]) => [nameIn(part, name), { ...shared, ...section }]);
  return { [nameIn(part, '')]: shared, ...Object.fromEntries(own) };
}
