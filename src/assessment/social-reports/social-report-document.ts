/** A social report as a document: what was seen and what is proposed, to which body it was handed, and what that answered. */
import {
  type Block,
  type DocumentWords,
  dateWords,
  heading,
  labelled,
  quiet,
  type TextDocument,
  table,
  textDocument,
  under,
} from '../../documents/text-document.ts';
import { periodNumerals } from '../../periods/names.ts';
import { type Period, periodOf } from '../../periods/periods.ts';
import { socialReportState } from './social-report.ts';
import type { SocialReportDraft } from './social-report-draft.ts';

/** `say`: a theme in the document's words. */
export function socialReportDocument(
  report: SocialReportDraft,
  say: (topic: string) => string,
  words: DocumentWords,
): TextDocument {
  const { t } = words;
  const said = (['seen', 'since', 'whom', 'causes', 'proposed'] as const).flatMap((field) =>
    labelled(t(`socialReports.${field}`), report[field]),
  );
  return textDocument(words, {
    kind: t('socialReports.one'),
    title: report.name.trim(),
    facts: [t(`socialReports.state.${socialReportState(report)}`)],
    blocks: [
      quiet(madeOf(report, say, words)),
      ...(said.length > 0 ? said : [quiet(t('documents.unwritten'))]),
      ...under(2, t('socialReports.needs'), needsTable(report, say, words)),
      heading(2, t('socialReports.handing')),
      ...handed(report, words),
    ],
  });
}

/** How much it was put together from, of which themes, where and when; never who logged it. */
function madeOf(
  { taken, topics, area, from, until }: SocialReportDraft,
  say: (topic: string) => string,
  words: DocumentWords,
) {
  const { t } = words;
  const days = [from && dateWords(from, words), until && dateWords(until, words)];
  return [
    t('socialReports.madeOf', { count: taken.length }),
    topics.map(say).join(', '),
    area.trim(),
    days.some(Boolean) && days.join('–'),
  ]
    .filter(Boolean)
    .join(' · ');
}

function needsTable({ needs }: SocialReportDraft, say: (topic: string) => string, words: DocumentWords): Block[] {
  const { t, language } = words;
  return table(
    t('socialReports.needsCaption'),
    [
      t('socialReports.need.topic'),
      t('socialReports.need.area'),
      t('socialReports.need.period'),
      t('socialReports.need.count'),
    ],
    needs.map(({ topic, area, from, to, count }) => [
      say(topic),
      area ?? t('socialReports.allAreas'),
      periodNumerals(periodFrom(from, to), language),
      String(count),
    ]),
  );
}

/** The period of the calendar that has these ends. */
export function periodFrom(from: string, to: string): Period {
  const lengths = ['month', 'quarter', 'half', 'year'] as const;
  const known = lengths.map((length) => periodOf(length, from)).find((one) => one.from === from && one.to === to);
  return known ?? { length: 'own', from, to };
}

function handed(report: SocialReportDraft, words: DocumentWords): Block[] {
  const { t } = words;
  const day = (date: string) => date && dateWords(date, words);
  const blocks = [
    ...labelled(t('socialReports.body'), report.recipient),
    ...labelled(t('socialReports.handedOn'), day(report.handedOn)),
    ...labelled(t('socialReports.answerBy'), day(report.answerBy)),
    ...labelled(t('socialReports.answer'), report.answer),
    ...labelled(t('socialReports.answeredOn'), day(report.answeredOn)),
    ...labelled(t('socialReports.closedOn'), day(report.closedOn)),
    ...labelled(t('socialReports.became'), report.became),
  ];
  return blocks.length > 0 ? blocks : [quiet(t('documents.unwritten'))];
}
