/** Raportit rahoittajalle: those that were put together, and the way to begin one. */
import { FunderReport } from '../../assessment/funder-report/funder-report.ts';
import {
  FunderReportDrafts,
  funderReportForm,
  periodOfReport,
} from '../../assessment/funder-report/funder-report-draft.ts';
import { KeptList } from '../../assessment/kept-list.tsx';
import { useWords } from '../../i18n/words.ts';
import { periodNumerals } from '../../periods/names.ts';

export function FunderReportList() {
  const { t, language } = useWords();
  return (
    <KeptList
      title={t('funderReport.title')}
      at="/assessment/funder-report"
      words={{
        lead: t('funderReport.lead'),
        start: t('funderReport.start'),
        empty: t('funderReport.empty'),
        unnamed: t('funderReport.unnamed'),
      }}
      kind={FunderReport}
      drafts={FunderReportDrafts}
      formOf={funderReportForm}
      nameOf={({ name }) => name}
      tell={(report) => [
        periodNumerals(periodOfReport(report), language),
        t('funderReport.partsOf', { count: report.parts.length }),
      ]}
    />
  );
}
