/** What a survey becomes: the files of its bundle and of its own instruments, as they are read at the door of every file. */
import type { Bundle } from '../bundle/bundle.ts';
import {
  type Instrument,
  type InstrumentText,
  type Item,
  type Translations,
  unnamed,
} from '../instrument/instrument.ts';
import { contentOf } from '../instrument/same-content.ts';
import { longestText } from '../instrument/schema.ts';
import { plainVersion } from '../instrument/version.ts';
import { codesWords, typedNumber } from './answers-to.ts';
import {
  type Base,
  isChosen,
  isOwn,
  itemKey,
  type OwnPart,
  type OwnQuestion,
  type PlacedPart,
  type Survey,
  saidIn,
} from './survey.ts';

/** Without its checksums: whoever reads it works them out. */
export type WrittenInstrument = Omit<Instrument, 'checksums'>;

export interface SurveyFiles {
  /** Absent where the survey is one instrument that is asked alone. */
  bundle?: Bundle | undefined;
  instruments: WrittenInstrument[];
}

/** Says what stands where a text is missing in a language; for what is only looked at. */
export type Fill = (words: Translations, language: string) => string;
const nothing: Fill = () => '';

/** The files of a survey, in the versions that they get: one goes up where anything of it changed since the survey was begun. */
export function filesOf(survey: Survey, fill: Fill = nothing): SurveyFiles {
  const parts = survey.parts.filter((part) => !isOwn(part) || part.questions.length > 0);
  const isAlone = parts.length === 1 && parts[0]!.id === survey.alone;
  const instruments = parts
    .filter(isOwn)
    .map((part) => versioned(instrumentOf(survey, part, isAlone, fill), survey.base));
  if (isAlone) return { instruments };
  const showWhen = Object.assign({}, ...parts.map(rulesAcross));
  const texts = around(survey);
  const bundle: Bundle = {
    ...{ id: survey.id, version: first, titles: inEach(survey, (language) => say(survey.titles, language, fill)) },
    parts: parts.map(({ id }) => id),
    ...(Object.keys(showWhen).length > 0 ? { showWhen } : {}),
    ...(Object.keys(texts).length > 0 ? { texts } : {}),
  };
  return { bundle: versionedBundle(bundle, instruments, survey.base), instruments };
}

const first = '1';

/**
 * The version after another, of this content: `2.48317` after `1`, `3.07215` after that, `1.5.48317` after `1.4`; of a name without a number at
 * its end, the second one. The five digits are the content's own: two devices that change one version make one version of it only where they
 * make the same, and answers to different words are never added up.
 */
export function nextVersion(version: string, content: string): string {
  const before = plainVersion(version);
  const number = /\d{1,9}$/.exec(before)?.[0];
  const next = number ? `${before.slice(0, -number.length)}${Number(number) + 1}` : `${before}-2`;
  return `${next}.${digitsOf(content)}`;
}

/** Five digits of a text (FNV-1a, 32 bits): of any two texts the same once in a hundred thousand. */
function digitsOf(content: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(content)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return String(hash % 100_000).padStart(5, '0');
}

function versioned(instrument: WrittenInstrument, base: Base | undefined): WrittenInstrument {
  const before = base?.instruments.find(({ id }) => id === instrument.id);
  if (!before) return instrument;
  const content = contentOf(asAsked(instrument));
  const isSame = contentOf(asAsked(before)) === content;
  return { ...instrument, version: isSame ? before.version : nextVersion(before.version, content) };
}

/** Nobody who answers reads what a part of a bundle is called: another name makes no other questions. */
const asAsked = <T extends WrittenInstrument>(instrument: T): T =>
  instrument.within === undefined
    ? instrument
    : {
        ...instrument,
        texts: Object.fromEntries(
          Object.entries(instrument.texts).map(([language, text]) => [language, { ...text, title: '' }]),
        ),
      };

/** What a part is called in results: by its heading, else as the survey, with a number where there are several. */
export function partTitle(survey: Survey, part: OwnPart, language: string, fill: Fill = nothing): string {
  const heading = part.sections.map(({ titles }) => saidIn(titles, language)).find(Boolean);
  const own = survey.parts.filter(isOwn).filter(({ questions }) => questions.length > 0);
  const number = own.length > 1 ? ` (${own.findIndex(({ id }) => id === part.id) + 1})` : '';
  const name = say(survey.titles, language, fill).slice(0, longestText - number.length);
  return saidIn(part.titles, language) || heading || (name && `${name}${number}`);
}

function versionedBundle(bundle: Bundle, instruments: readonly WrittenInstrument[], base: Base | undefined): Bundle {
  if (!base?.bundle) return bundle;
  const content = contentOf(bundle);
  const isSame =
    contentOf(base.bundle) === content &&
    instruments.every(({ id, version }) => base.instruments.some((one) => one.id === id && one.version === version));
  if (isSame) return { ...bundle, version: base.bundle.version };
  const versions = instruments.map(({ id, version }) => `${id} ${version}`);
  return { ...bundle, version: nextVersion(base.bundle.version, [content, ...versions].join('\n')) };
}

const say: (words: Translations, language: string, fill: Fill) => string = (words, language, fill) =>
  saidIn(words, language) || fill(words, language);

const inEach = <T>({ languages }: Survey, of: (language: string) => T): Record<string, T> =>
  Object.fromEntries(languages.map((language) => [language, of(language)]));

/** What the page says around the questions, in the languages in which something is said. */
const around = (survey: Survey): NonNullable<Bundle['texts']> =>
  Object.fromEntries(
    survey.languages.flatMap((language) => {
      const said = aroundIn(survey, language);
      return Object.keys(said).length > 0 ? [[language, said]] : [];
    }),
  );

function aroundIn({ purposes, controllers, notices }: Survey, language: string) {
  const [purpose, controller, privacyNotice] = [purposes, controllers, notices].map((words) => saidIn(words, language));
  return {
    ...(purpose ? { purpose } : {}),
    ...(controller ? { controller } : {}),
    ...(privacyNotice ? { privacyNotice } : {}),
  };
}

/** A rule stands in the part's own instrument where it looks at that part alone; else in the bundle. */
const isWithin = (part: string, { showWhen }: OwnQuestion): boolean =>
  showWhen?.rules.every(({ item }) => item.startsWith(`${part}.`)) ?? false;

function rulesAcross(part: OwnPart | PlacedPart): NonNullable<Bundle['showWhen']> {
  if (!isOwn(part))
    return Object.fromEntries(
      Object.entries(part.showWhen ?? {}).map(([item, showWhen]) => [itemKey(part.id, item), showWhen]),
    );
  return Object.fromEntries(
    part.questions.flatMap((question) =>
      question.showWhen && !isWithin(part.id, question)
        ? [[itemKey(part.id, question.name), question.showWhen] as const]
        : [],
    ),
  );
}

function instrumentOf(survey: Survey, part: OwnPart, isAlone: boolean, fill: Fill): WrittenInstrument {
  const { questions, scorings } = part;
  const sections = part.sections.filter(
    (section) =>
      questions.some((question) => question.section === section.name) &&
      survey.languages.some((language) => saidIn(section.titles, language) || saidIn(section.stems, language)),
  );
  const scales = Object.fromEntries(
    questions.filter(isChosen).map(({ name, choices }) => [name, choices.map(({ code }) => code)]),
  );
  return {
    ...{ id: part.id, version: first },
    ...(isAlone ? {} : { within: survey.id }),
    ...{ licence: part.licence.trim() || unnamed, order: [] },
    ...(Object.keys(scales).length > 0 ? { scales } : {}),
    items: questions.map((question) =>
      itemOf(
        part.id,
        question,
        sections.map(({ name }) => name),
      ),
    ),
    ...(scorings ? { scorings } : {}),
    texts: inEach(survey, (language) => textOf(survey, part, sections, isAlone, language, fill)),
  };
}

function itemOf(part: string, question: OwnQuestion, sections: readonly string[]): Item {
  const { name, type, section, showWhen, min, max, limit } = question;
  const isWords = type === 'short' || type === 'long';
  const [lowest, highest, longest] = [min, max, limit].map(typedNumber);
  return {
    ...{ id: name, type },
    ...(isChosen(question) ? { scale: name } : {}),
    ...(section !== undefined && sections.includes(section) ? { section } : {}),
    ...(type === 'number' && lowest !== undefined ? { min: lowest } : {}),
    ...(type === 'number' && highest !== undefined ? { max: highest } : {}),
    ...(isWords && longest !== undefined ? { limit: longest } : {}),
    ...(showWhen && isWithin(part, question)
      ? {
          showWhen: {
            ...showWhen,
            rules: showWhen.rules.map((rule) => ({ ...rule, item: rule.item.slice(part.length + 1) })),
          },
        }
      : {}),
  };
}

function textOf(
  survey: Survey,
  part: OwnPart,
  used: OwnPart['sections'],
  isAlone: boolean,
  language: string,
  fill: Fill,
): InstrumentText {
  const { questions, stems, origins } = part;
  const scales = questions.filter(isChosen).map((question) => [question.name, codesWords(question, language, fill)]);
  const hints = questions.flatMap(({ name, type, hints }) => {
    const hint = saidIn(hints, language);
    return hint && type !== 'statement' ? [[name, hint] as const] : [];
  });
  const sections = used.flatMap((section) => {
    const [title, stem] = [section.titles, section.stems].map((words) => saidIn(words, language));
    return title || stem ? [[section.name, { ...(title ? { title } : {}), ...(stem ? { stem } : {}) }] as const] : [];
  });
  const origin = origins[language];
  const page = origin?.page ?? pageWords(survey, language);
  return {
    title: isAlone ? say(survey.titles, language, fill) : partTitle(survey, part, language, fill),
    stem: saidIn(stems, language),
    items: questions.map(({ words }) => say(words, language, fill)),
    ...(hints.length > 0 ? { hints: Object.fromEntries(hints) } : {}),
    responses: {},
    ...(scales.length > 0 ? { scales: Object.fromEntries(scales) } : {}),
    ...(sections.length > 0 ? { sections: Object.fromEntries(sections) } : {}),
    ...(isAlone ? aroundIn(survey, language) : {}),
    ...(page ? { page } : {}),
    source: origin?.source ?? (survey.owner.trim() || unnamed),
    copyright: origin?.copyright ?? (survey.owner.trim() || unnamed),
    ...(origin?.permission ? { permission: origin.permission } : {}),
  };
}

/** The words around the questions in a language that the app does not speak: they came with one of the parts. */
export const pageWords = ({ parts }: Survey, language: string): Record<string, string> | undefined =>
  parts.filter(isOwn).find(({ origins }) => origins[language]?.page)?.origins[language]?.page;
