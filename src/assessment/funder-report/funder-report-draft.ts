/** A report to a funder while it is put together, and what becomes of it. */
import * as z from 'zod/mini';
import { gridLengths, monthsOfYear } from '../../periods/grid.ts';
import { beside, type Period, periodOf } from '../../periods/periods.ts';
import { defineDraft } from '../../store/draft-kind.ts';
import { fieldTexts, isKeepable } from '../../store/free-text.ts';
import type { Fields } from '../../store/kind.ts';
import { type FunderReport, funderReportLimits, mostJoined, mostNumbers } from './funder-report.ts';

/** One thing that is joined: of which kind, and which. */
export interface ChosenPart {
  kind: string;
  id: string;
}

export interface FunderReportDraft {
  name: string;
  funder: string;
  /** `{ length, from }` of a period of the grid. */
  period: FunderReport['period'];
  opening: string;
  closing: string;
  parts: ChosenPart[];
  outreach: string[];
  surveys: string[];
}

/** A new one is of the year that ended last; `today` is a day in Finland. */
export function emptyFunderReport(today: string): FunderReportDraft {
  const { from } = beside(periodOf('year', today), -1);
  return {
    ...{ name: '', funder: '', period: { length: 'year', from }, opening: '', closing: '' },
    ...{ parts: [], outreach: [], surveys: [] },
  };
}

const text = z.string();
const names = z.array(text);
export const FunderReportDrafts = defineDraft<FunderReportDraft>(
  'funderreport',
  {
    ...{ name: text, funder: text, opening: text, closing: text, outreach: names, surveys: names },
    period: z.strictObject({ length: z.enum(gridLengths), from: z.iso.date() }),
    parts: z.array(z.strictObject({ kind: text, id: text })),
  },
  emptyFunderReport('2026-01-01'),
);

export const funderReportForm = (record: FunderReport): FunderReportDraft => ({
  ...{ name: record.name, funder: record.funder ?? '', period: record.period, opening: record.opening ?? '' },
  ...{ closing: record.closing ?? '', parts: record.parts, outreach: record.outreach, surveys: record.surveys },
});

const isPart = ({ kind, id }: ChosenPart) => /^[a-z]{1,40}$/.test(kind) && /^[0-9a-z-]{1,40}$/.test(id);
const isNamed = (most: number) => (name: string) => name.length > 0 && name.length <= most;

export const funderReportFields = (draft: FunderReportDraft): Fields<FunderReport> => ({
  name: draft.name.trim(),
  ...fieldTexts(draft, ['funder', 'opening', 'closing']),
  period: draft.period,
  parts: draft.parts.filter(isPart).slice(0, mostJoined),
  outreach: draft.outreach.filter(isNamed(40)).slice(0, mostNumbers),
  surveys: draft.surveys.filter(isNamed(300)).slice(0, mostNumbers),
});

/** All that a person writes of it: it is looked through before it is kept. */
export const writtenInFunderReport = ({ name, funder, opening, closing }: FunderReportDraft): string[] => [
  ...[name, funder, opening, closing],
];

/** Whether it can be kept as it is written. */
export const isReportFit = ({ name, funder, opening, closing }: FunderReportDraft): boolean =>
  name.trim() !== '' &&
  isKeepable(name, funderReportLimits.name) &&
  isKeepable(funder, funderReportLimits.line) &&
  isKeepable(opening, funderReportLimits.words) &&
  isKeepable(closing, funderReportLimits.words);

/** The period of a report, with its end. */
export const periodOfReport = ({ period: { length, from } }: Pick<FunderReportDraft, 'period'>): Period =>
  periodOf(length, from);

/** The periods that a report may be of, the longest first, of one length the latest: those of this year and the two before. */
export function reportPeriods(today: string): Period[] {
  const thisYear = periodOf('year', today);
  const years = [thisYear, beside(thisYear, -1), beside(beside(thisYear, -1), -1)];
  const all = (['year', 'half', 'quarter'] as const).flatMap((length) =>
    years.flatMap(({ from }) => {
      const begins = new Set(monthsOfYear(from).map((month) => periodOf(length, month).from));
      return [...begins].reverse().map((one) => periodOf(length, one));
    }),
  );
  return all.filter(({ from }) => from <= today);
}
