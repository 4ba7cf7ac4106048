import { useRoute } from 'preact-iso';
import { FunderReport } from '../../assessment/funder-report/funder-report.ts';
import {
  type FunderReportDraft,
  FunderReportDrafts,
  funderReportForm,
} from '../../assessment/funder-report/funder-report-draft.ts';
import { Gone } from '../../assessment/gone.tsx';
import { useWritten } from '../../assessment/use-written.ts';
import { DocumentPage } from '../../documents/document-page.tsx';
import { useWords } from '../../i18n/words.ts';
import { useOutreach } from '../../outreach/use-settings.ts';
import { funderReportDocument } from './funder-report-document.ts';
import { type Sources, useSources } from './use-sources.ts';

const reports = { kind: FunderReport, drafts: FunderReportDrafts, formOf: funderReportForm };

/** What is joined is told that it leaves the device. What the document says stands whatever becomes of that. */
function noteTaken({ parts }: FunderReportDraft, { joinable }: Sources): void {
  for (const { joinable: of, candidates } of joinable)
    for (const { id, taken } of candidates)
      if (parts.some((part) => part.kind === of.kind && part.id === id))
        taken?.().catch((error: unknown) => console.error('Not noted', error instanceof Error ? error.name : ''));
}

/** A report to a funder: on the screen, to print, and as a file to edit further. */
export function FunderReportDocumentPage() {
  const { t } = useWords();
  const id = useRoute().params.id ?? '';
  const found = useWritten(reports, id);
  const sources = useSources();
  const organisation = useOutreach();
  if (!found || !sources) return null;
  const { data } = found;
  if (!data) return <Gone />;
  return (
    <DocumentPage
      title={t('funderReport.one')}
      back={{ href: `/assessment/funder-report/${id}`, label: t('common.back') }}
      file="raportti-rahoittajalle"
      onTaken={() => noteTaken(data, sources)}
      write={(words) => funderReportDocument(data, { ...sources, organisation }, words)}
    />
  );
}
