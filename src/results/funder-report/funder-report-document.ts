/** A report to a funder as a document: chosen numbers as they were released, and the parts that are joined, each by its own document. */
import type { ChosenPart, FunderReportDraft } from '../../assessment/funder-report/funder-report-draft.ts';
import { periodOfReport } from '../../assessment/funder-report/funder-report-draft.ts';
import {
  type Block,
  type DocumentWords,
  heading,
  joinedPart,
  paragraph,
  quiet,
  type TextDocument,
  textDocument,
  under,
} from '../../documents/text-document.ts';
import type { Translate } from '../../i18n/words.ts';
import type { NumbersRelease } from '../../outreach/numbers/release.ts';
import type { OutreachOrganisation } from '../../outreach/settings.ts';
import { periodNumerals } from '../../periods/names.ts';
import type { Period } from '../../periods/periods.ts';
import type { Results } from '../results.ts';
import { outreachBlocks, surveyBlocks } from './told-numbers.ts';

/** A kind of thing that may be joined, and what there is of it on this device. */
interface JoinableKind {
  joinable: { kind: string; title: (t: Translate) => string };
  candidates: readonly { id: string; write(words: DocumentWords, period: Period): TextDocument }[];
}

/** What a report is made of, beside what was chosen for it. */
export interface ReportSources {
  outreach: readonly NumbersRelease[];
  surveys: readonly { about: string; results: Results; version?: string | undefined }[];
  joinable: readonly JoinableKind[];
  organisation: OutreachOrganisation;
}

export function funderReportDocument(
  report: FunderReportDraft,
  from: ReportSources,
  words: DocumentWords,
): TextDocument {
  const { t, language } = words;
  const period = periodOfReport(report);
  const surveys = report.surveys.flatMap((about) => {
    const found = from.surveys.find((one) => one.about === about);
    return found
      ? surveyBlocks(found.results, period, words, found.version)
      : [paragraph(t('funderReport.surveyGone'))];
  });
  const outreach = outreachBlocks(report.outreach, from.outreach, period, from.organisation, words);
  const numbers = [...outreach, ...surveys].length > 0;
  return textDocument(words, {
    kind: t('funderReport.one'),
    title: report.name.trim() || t('funderReport.unnamed'),
    facts: [report.funder.trim(), periodNumerals(period, language)].filter(Boolean),
    blocks: [
      ...written(report.opening),
      ...under(2, t('funderReport.outreach'), outreach),
      ...under(2, t('funderReport.surveys'), surveys),
      ...from.joinable.flatMap((kind) => joinedBlocks(kind, report.parts, period, words)),
      ...goneBlocks(report.parts, from.joinable, words),
      ...under(2, t('funderReport.closing'), written(report.closing)),
      ...(numbers ? [heading(2, t('funderReport.ofNumbers')), quiet(t('funderReport.ofNumbersHelp'))] : []),
    ],
  });
}

const written = (text: string): Block[] => (text.trim() ? [paragraph(text)] : []);

function joinedBlocks(
  { joinable: { kind, title }, candidates }: JoinableKind,
  parts: readonly ChosenPart[],
  period: Period,
  words: DocumentWords,
): Block[] {
  const chosen = candidates.filter(({ id }) => parts.some((part) => part.kind === kind && part.id === id));
  return under(
    2,
    title(words.t),
    chosen.flatMap((one) => joinedPart(one.write(words, period))),
  );
}

/** The parts that were chosen and are not on this device any more. */
export const partsGone = (parts: readonly ChosenPart[], joinable: readonly JoinableKind[]): ChosenPart[] =>
  parts.filter(
    (part) =>
      !joinable.some((one) => one.joinable.kind === part.kind && one.candidates.some(({ id }) => id === part.id)),
  );

/** Of what is gone it is told how many there are, never what. */
function goneBlocks(
  parts: readonly ChosenPart[],
  joinable: readonly JoinableKind[],
  { t }: Pick<DocumentWords, 't'>,
): Block[] {
  const gone = partsGone(parts, joinable);
  return gone.length > 0 ? [quiet(t('funderReport.partsGone', { count: gone.length }))] : [];
}
