/**
 * How good the data of a survey is, as a document: who answered in which way, how long it took, what was left out. Made of what is
 * released of a half-year of all units; it counts nothing of its own.
 */
import {
  type Block,
  type DocumentWords,
  heading,
  paragraph,
  quiet,
  type TextDocument,
  table,
  textDocument,
  under,
} from '../documents/text-document.ts';
import { percent } from '../i18n/numbers.ts';
import { periodNumerals } from '../periods/names.ts';
import type { Period } from '../periods/periods.ts';
import type { Instrument } from '../survey/instrument/instrument.ts';
import { instrumentText, waveName } from './in-words.ts';
import { isAlikeCounted, type Quality, type SkippedItem } from './quality.ts';
import { minutesName, wayName } from './quality-words.ts';
import { type Results, versionTold } from './results.ts';
import { groupOf, type ResultGroup } from './wave-results.ts';

export interface QualityOf {
  /** The survey's title, in its owner's words. */
  title: string;
  half: Period;
  parts: readonly Results[];
}

export const qualityDocument = ({ title, half, parts }: QualityOf, words: DocumentWords): TextDocument => {
  const { t, language } = words;
  return textDocument(words, {
    kind: t('quality.page'),
    title,
    facts: [t('report.allUnits'), periodNumerals(half, language)],
    blocks: [
      quiet(t('quality.how')),
      ...parts.flatMap((part) => partBlocks(part, half, words, versionTold(part, parts))),
    ],
  });
};

/** The half-years of which any part tells something of all units, the last first. */
export const halvesTold = (parts: readonly Results[]): Period[] =>
  [
    ...new Map(
      parts
        .flatMap(({ periods }) => periods.filter(({ length }) => length === 'half'))
        .map((period) => [period.from, period]),
    ).values(),
  ].sort((a, b) => b.from.localeCompare(a.from));

function partBlocks(part: Results, half: Period, words: DocumentWords, version: string | undefined): Block[] {
  const { t, language } = words;
  const { instrument, waves, choices } = part;
  const { language: lang, text } = instrumentText(instrument, language);
  const groups = waves.flatMap((of) => {
    const group = groupOf(of, half);
    return group ? [{ wave: of.wave, group }] : [];
  });
  return [
    heading(2, text.title, lang === language ? undefined : lang),
    ...(version ? [quiet(t('report.version', { version }))] : []),
    ...(groups.length === 0 ? [paragraph(t('report.withheld.none'))] : []),
    ...groups.flatMap(({ wave, group }) => [
      ...(groups.length > 1 ? [heading(3, waveName(wave, t))] : []),
      ...groupBlocks(instrument, group, group.least ?? choices.least, words),
    ]),
  ];
}

function groupBlocks(instrument: Instrument, group: ResultGroup, least: number, words: DocumentWords): Block[] {
  const { t } = words;
  const { n, left, standing, quality } = group;
  if (standing !== 'shown') return [paragraph(t(`report.withheld.${standing}`, { count: least }))];
  return [
    ...table(
      t('quality.title'),
      [t('quality.responses'), t('report.people')],
      [
        [t('quality.counted'), String(n)],
        ...(['incomplete', 'twice', 'unfit'] as const).map((why) => [t(`quality.${why}`), String(left[why] ?? '–')]),
      ],
    ),
    ...(quality ? toldBlocks(instrument, quality, n!, least, words) : [paragraph(t('quality.notCounted'))]),
  ];
}

function toldBlocks(instrument: Instrument, quality: Quality, n: number, least: number, words: DocumentWords): Block[] {
  const { t, language } = words;
  const { ways = [], took = [], checked, differed, alike, skipped } = quality;
  const shares = (rows: readonly { name: string; count: number }[]) => {
    const all = rows.reduce((sum, { count }) => sum + count, 0);
    return rows.map(({ name, count }) => [name, `${count} (${percent(count / all, language)})`]);
  };
  const alikeWords =
    alike === undefined
      ? t('quality.alikeWithheld', { count: least })
      : t('quality.alike', { count: alike, share: percent(alike / n, language) });
  const differedWords = (of: number) =>
    differed === undefined
      ? t('quality.differedWithheld', { count: least })
      : t('quality.differed', { count: differed, share: percent(differed / of, language) });
  return [
    ...table(
      t('quality.ways'),
      [t('quality.ways'), t('report.people')],
      shares(ways.map(({ modes, count }) => ({ name: wayName(modes, words), count }))),
    ),
    ...(checked === undefined
      ? []
      : [paragraph(t('quality.checked', { count: checked })), paragraph(differedWords(checked))]),
    ...table(
      t('quality.took'),
      [t('quality.took'), t('report.people')],
      shares(took.map(({ bands, count }) => ({ name: minutesName(bands, t), count }))),
    ),
    ...(isAlikeCounted(instrument) ? [paragraph(alikeWords)] : []),
    ...skippedBlocks(instrument, skipped, least, words),
  ];
}

function skippedBlocks(
  instrument: Instrument,
  skipped: readonly SkippedItem[],
  least: number,
  words: DocumentWords,
): Block[] {
  const { t, language } = words;
  if (skipped.length === 0) return [paragraph(t('quality.skippedWithheld', { count: least }))];
  const { language: lang, text } = instrumentText(instrument, language);
  const hasWays = skipped.some(({ byWay }) => byWay);
  const rows = skipped.map(({ item, count, of, byWay = [] }) => {
    const question = text.items[instrument.items.findIndex(({ id }) => id === item)] ?? item;
    const ways = byWay.map(({ modes, share }) =>
      t('quality.about', { way: wayName(modes, words), share: percent(share, language) }),
    );
    return [
      { text: question, ...(lang === language ? {} : { language: lang }) },
      t('quality.countOf', { count, of, share: percent(count / of, language) }),
      ...(hasWays ? [ways.join(' · ') || '–'] : []),
    ];
  });
  const head = [t('report.item'), t('quality.leftOut'), ...(hasWays ? [t('quality.byWay')] : [])];
  return under(3, t('quality.skipped'), table(t('quality.skipped'), head, rows));
}
