/**
 * A manager's two pages: what a unit's people answered, from time to time, in their own words, what was changed, and what may not be
 * concluded. Made of what is released, in the words of the results' screens: it counts nothing of its own.
 */

import type { Action } from '../actions/action.ts';
import type { IntervalPicture } from '../charts/intervals.ts';
import {
  type Block,
  chart,
  type DocumentWords,
  dateWords,
  figure,
  heading,
  paragraph,
  quiet,
  type TableBlock,
  type TextDocument,
  table,
  textDocument,
  under,
} from '../documents/text-document.ts';
import { interval, percent } from '../i18n/numbers.ts';
import type { Translate } from '../i18n/words.ts';
import { periodNumerals } from '../periods/names.ts';
import type { Period } from '../periods/periods.ts';
import { codesOf, type Instrument, labelsOf } from '../survey/instrument/instrument.ts';
import type { AskedHalf } from './asked-times.ts';
import { askedHead, askedRow } from './asked-words.ts';
import { saidByBackground } from './by-background-words.ts';
import { beganRow } from './change-words.ts';
import { scoringsOf } from './counted.ts';
import { instrumentText, saidMean, waveName, writer } from './in-words.ts';
import { itemSayer, rowsOfItems, saysMore } from './item-words.ts';
import { saidOfShown } from './of-shown-words.ts';
import { type Ranked, rankedItems } from './ranked-items.ts';
import type { Results } from './results.ts';
import { trendOf } from './trend.ts';
import { groupOf, type ResultGroup } from './wave-results.ts';

/** A part of which a score is told. */
export interface ScoredPart {
  results: Results;
  /** Where another version of it stands beside. */
  version?: string | undefined;
  isAskedElsewhere: boolean;
}

/** What a summary is of, and what was chosen for it. */
export interface SummaryOf {
  /** The survey's title, in its owner's words. */
  title: string;
  /** Absent: all units. */
  unit?: string | undefined;
  period: Period;
  /** The part that the pages are about. */
  main: Results;
  /** Every part that has a score, in the order of the survey: each is told by its name. */
  scored?: readonly ScoredPart[];
  /** Questions of other parts: what was said of services, and whatever else was chosen. */
  others: readonly { results: Results; items: readonly string[]; version?: string | undefined }[];
  /** Quotes that may be told of the unit. */
  quotes: readonly string[];
  changed: readonly Action[];
  /** How it went with those who were asked by code, in the half-years of the period. */
  asked?: readonly AskedHalf[];
  nameOf: (unit: string) => string;
  /** In which the questions of a background stand. */
  instruments: readonly Instrument[];
  /** Whether the organisation still names the unit. */
  isListed: boolean;
  /** Whether others answered the main part in another survey: they are in its results too. */
  isAskedElsewhere: boolean;
}

export function summaryDocument(of: SummaryOf, words: DocumentWords): TextDocument {
  const { t, language } = words;
  const name = of.unit === undefined ? t('report.allUnits') : of.nameOf(of.unit);
  const period = periodNumerals(of.period, language);
  return textDocument(words, {
    kind: t('summary.title'),
    // Of all units the pages are the survey's.
    ...(of.unit === undefined
      ? { title: of.title, facts: [name, period] }
      : { title: name, facts: [of.title, period] }),
    blocks: [
      ...(of.isListed ? [] : [paragraph(t('summary.unlisted', { unit: name }))]),
      heading(2, t('summary.result')),
      ...resultBlocks(of, words),
      ...under(2, t('summary.trend'), trendBlocks(of, words)),
      ...under(2, t('report.began.title'), beganBlocks(of, words)),
      ...under(2, t('byBackground.title'), byBackgroundBlocks(of, words)),
      heading(2, t('summary.items')),
      ...itemBlocks(of, words),
      ...under(2, t('summary.others'), otherBlocks(of, words)),
      ...under(2, t('summary.asked'), askedTable(of, words)),
      ...under(2, t('summary.quotes'), quoteBlocks(of, words)),
      ...under(2, t('summary.changed'), changedBlocks(of, words)),
      heading(2, t('summary.notConclude')),
      { is: 'list', items: notConcluded(of, words).map((text) => ({ text })) },
    ],
  });
}

/** The group that the pages are about: of the last time of the period at which somebody of it answered. */
export const groupIn = (of: Pick<SummaryOf, 'main' | 'period' | 'unit'>): ResultGroup | undefined =>
  timesIn(of).at(-1)?.group;

/** Which time that is; undefined where there was one only. */
export function timeIn(of: Pick<SummaryOf, 'main' | 'period' | 'unit'>, t: Translate): string | undefined {
  const times = timesIn(of);
  return times.length > 1 ? waveName(times.at(-1)!.wave, t) : undefined;
}

const timesIn = ({ main, period, unit }: Pick<SummaryOf, 'main' | 'period' | 'unit'>) =>
  main.waves.flatMap((table) => {
    const group = groupOf(table, period, unit);
    return group ? [{ wave: table.wave, group }] : [];
  });

/** The score of each part under its name. */
function resultBlocks(of: SummaryOf, words: DocumentWords): Block[] {
  const { main, isAskedElsewhere, scored = [] } = of;
  const parts: readonly ScoredPart[] = scored.length > 0 ? scored : [{ results: main, isAskedElsewhere }];
  return parts.flatMap(({ results, version, isAskedElsewhere: isElsewhere }) => [
    heading(3, ...partName(results, version, words)),
    ...scoreBlocks({ ...of, main: results, isAskedElsewhere: isElsewhere }, words),
  ]);
}

/** What a part is called, in which version of several, and the language of that where it is another than the pages'. */
function partName({ instrument }: Results, version: string | undefined, { t, language }: DocumentWords) {
  const { language: lang, text } = instrumentText(instrument, language);
  const name = version === undefined ? text.title : `${text.title} · ${t('report.version', { version })}`;
  return [name, lang === language ? undefined : lang] as const;
}

/** Of which of several scores more is told. */
function ofMain({ main, scored = [] }: SummaryOf, words: DocumentWords): Block[] {
  if (scored.length < 2) return [];
  return [quiet(...partName(main, scored.find(({ results }) => results === main)?.version, words))];
}

function scoreBlocks(of: SummaryOf, { t, language }: DocumentWords): Block[] {
  const group = groupIn(of);
  const { least } = of.main.choices;
  if (!group) return [paragraph(t('report.withheld.none'))];
  const counts = [timeIn(of, t), group.n !== undefined && t('report.counted', { count: group.n })]
    .filter(Boolean)
    .join(' · ');
  const [score] = group.statistics?.scores ?? [];
  const ofShown = group.ofShown && saidOfShown(group.ofShown, { t, language }, of.nameOf);
  if (group.standing !== 'shown')
    return [
      paragraph(counts),
      paragraph(t(`report.withheld.${group.standing}`, { count: group.least ?? least })),
      ...(ofShown ? [paragraph(ofShown)] : []),
    ];
  if (!score) return [paragraph(counts)];
  const { mean, mark, from, to } = score;
  const ends = interval(mean, writer(mean, language));
  const share = mark?.share;
  return [
    figure(saidMean(mean, language, t)),
    paragraph(
      [t('report.meanOf', { from, to }), ends ? t('report.interval', { ends }) : t('report.noInterval'), counts].join(
        ' · ',
      ),
    ),
    ...(mark && share
      ? [
          paragraph(
            `${t(`report.mark.${mark.name as 'very-weak'}`, { value: mark.below ?? mark.from })}: ${percent(share.value, language)}`,
          ),
        ]
      : []),
    quiet([t('report.onlyWhole'), of.isAskedElsewhere && t('summary.elsewhere')].filter(Boolean).join(' ')),
  ];
}

function trendBlocks(of: SummaryOf, words: DocumentWords): Block[] {
  const { main, period, unit, nameOf } = of;
  const [rule] = scoringsOf(main.instrument);
  if (!rule) return [];
  const units = unit === undefined ? [undefined, ...main.units] : [unit, undefined];
  const picture = trendOf({ results: main, rule, period, units, nameOf }, words);
  return picture.rows.length > 1 ? [...ofMain(of, words), ...chart(picture, trendTable(picture, words))] : [];
}

/** The rows of a trend as a table: in words why nothing is told of one. */
export const trendTable = ({ rows }: IntervalPicture, { t }: Pick<DocumentWords, 't'>): TableBlock[] =>
  table(
    t('summary.trend'),
    [t('report.group'), t('report.people'), t('report.mean'), t('report.ends')],
    rows.map(({ name, n, said, ends, why }) => [
      name,
      n === undefined ? '–' : String(n),
      said ?? why ?? '–',
      ends ?? '–',
    ]),
  );

/** How those who stayed and those who were lost had begun in a year. */
function beganBlocks(of: SummaryOf, words: DocumentWords): Block[] {
  const { main, period, unit, nameOf } = of;
  if (period.length !== 'year') return [];
  const { t } = words;
  const ofYear = main.changes.filter((one) => one.unit === unit && one.year.slice(0, 4) === period.from.slice(0, 4));
  const rows = ofYear.flatMap((change) => beganRow(change, words, nameOf) ?? []);
  if (rows.length === 0) return [];
  return [
    ...ofMain(of, words),
    quiet(t('report.began.help')),
    ...table(
      t('report.began.title'),
      [t('report.group'), t('report.began.stayed'), t('report.began.lost')],
      rows.map(({ name, stayed, lost }) => [name, stayed, lost]),
    ),
  ];
}

/** Scores by background, in one table: a chart of each question would not stand on two pages. */
function byBackgroundBlocks(of: SummaryOf, words: DocumentWords): Block[] {
  const { t, language } = words;
  const rows = (groupIn(of)?.byBackground ?? []).flatMap((one) => {
    const {
      question,
      language: lang,
      rows: answers,
    } = saidByBackground(one, of.main.instrument, of.instruments, words);
    return answers.map(({ name, said, ends }) => [
      { text: `${question} ${name}`, ...(lang === language ? {} : { language: lang }) },
      said,
      ends,
    ]);
  });
  if (rows.length === 0) return [];
  return [
    ...ofMain(of, words),
    quiet(t('byBackground.lead', { count: of.main.choices.least })),
    ...table(t('byBackground.title'), [t('byBackground.answer'), t('report.mean'), t('report.ends')], rows),
  ];
}

/** More statements than these are not drawn. */
const mostDrawn = 6;

function itemBlocks(of: SummaryOf, words: DocumentWords): Block[] {
  const { t } = words;
  const items = groupIn(of)?.statistics?.items ?? [];
  const ranked = rankedItems(items);
  if (!ranked) return [paragraph(t('summary.itemsNone'))];
  const { picture, scale } = itemsPicture(of.main.instrument, ranked, words);
  const rows = table(
    t('summary.items'),
    [t('report.item'), t('report.mean')],
    picture.rows.map(({ name, language, said }) => [{ text: name, ...(language && { language }) }, said ?? '']),
  );
  return [
    ...ofMain(of, words),
    paragraph(
      [scale, ranked.told < items.length && t('summary.itemsTold', { told: ranked.told, all: items.length })]
        .filter(Boolean)
        .join(' '),
    ),
    // Where many are alike the picture would take one of the two pages.
    ...(picture.rows.length > mostDrawn ? rows : chart(picture, rows)),
  ];
}

/** The items as they are drawn, the highest first, and what the ends of their scale mean where they share one. */
function itemsPicture(instrument: Instrument, { highest, lowest }: Ranked, { t, language }: DocumentWords) {
  const { language: lang, text } = instrumentText(instrument, language);
  const placeOf = (id: string) => instrument.items.findIndex((item) => item.id === id);
  const shown = [...highest, ...[...lowest].reverse()];
  const scales = shown.map(({ item }) => instrument.items[placeOf(item)]!);
  const ends = scales.map((item) => [...codesOf(instrument, item)].sort((a, b) => a - b));
  const [from, to] = [Math.min(...ends.map((codes) => codes[0]!)), Math.max(...ends.map((codes) => codes.at(-1)!))];
  const isOne = new Set(scales.map(({ scale }) => scale)).size === 1;
  const labels = labelsOf(text, scales[0]!);
  return {
    picture: {
      rows: shown.map(({ item, mean }) => ({
        name: text.items[placeOf(item)] ?? item,
        ...(lang === language ? {} : { language: lang }),
        estimate: { value: mean.value },
        said: saidMean(mean, language, t),
      })),
      ...{ from, to },
    } satisfies IntervalPicture,
    scale:
      isOne && labels[from] && labels[to] ? t('summary.scale', { from, to, low: labels[from], high: labels[to] }) : '',
  };
}

function otherBlocks({ others, period, unit }: SummaryOf, words: DocumentWords): Block[] {
  const { t, language } = words;
  const rows = others.flatMap(({ results: { instrument, waves }, items, version }) => {
    const { language: lang, text } = instrumentText(instrument, language);
    const group = waves.flatMap((wave) => groupOf(wave, period, unit) ?? []).at(-1);
    const say = itemSayer(instrument, group?.n ?? 0, words, unit === undefined && period.length === 'half');
    const asked = items.map((id) => {
      const told = group?.statistics?.items.find(({ item }) => item === id);
      const words = text.items[instrument.items.findIndex((item) => item.id === id)] ?? id;
      const question = version === undefined ? words : `${words} (${t('report.version', { version })})`;
      return {
        question,
        isTold: told !== undefined && saysMore(told),
        said: told ? say(told) : t(group ? 'report.itemWithheld' : 'report.withheld.none'),
      };
    });
    return rowsOfItems(asked).map(({ question, said }) => [
      { text: question, ...(lang === language ? {} : { language: lang }) },
      said,
    ]);
  });
  return table(t('summary.others'), [t('summary.question'), t('report.told')], rows);
}

function askedTable({ asked = [] }: SummaryOf, words: DocumentWords): Block[] {
  const { t } = words;
  if (asked.length === 0) return [];
  const rows = asked.map((one) => askedRow(one, words));
  return [quiet(t('pace.asked.help')), ...table(t('summary.asked'), askedHead(words), rows)];
}

function quoteBlocks({ quotes }: SummaryOf, { t }: DocumentWords): Block[] {
  if (quotes.length === 0) return [];
  return [quiet(t('summary.quotesHelp')), { is: 'list', items: quotes.map((text) => ({ text: `”${text}”` })) }];
}

function changedBlocks({ changed }: SummaryOf, words: DocumentWords): Block[] {
  if (changed.length === 0) return [];
  return [{ is: 'list', items: changed.map((action) => ({ text: changedWords(action, words) })) }];
}

/** What was agreed to be done, and since when it is done where it is. */
export const changedWords = ({ what, state, doneOn }: Action, words: Pick<DocumentWords, 't' | 'language'>): string =>
  state === 'done' && doneOn ? `${what} (${words.t('actions.doneOn', { day: dateWords(doneOn, words) })})` : what;

const notConcluded = ({ unit }: SummaryOf, { t }: DocumentWords): string[] => [
  t('summary.not.one'),
  t('summary.not.silent'),
  t('summary.not.overlap'),
  t('summary.not.cause'),
  ...(unit === undefined ? [t('summary.not.rank')] : []),
  t('summary.not.hidden'),
];
