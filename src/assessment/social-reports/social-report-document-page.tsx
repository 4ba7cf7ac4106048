import { useWords } from '../../i18n/words.ts';
import { useOutreach } from '../../outreach/use-settings.ts';
import { valueList } from '../../outreach/value-list.ts';
import { WrittenDocumentPage } from '../written-document-page.tsx';
import { SocialReport } from './social-report.ts';
import { socialReportDocument } from './social-report-document.ts';
import { socialReportForm } from './social-report-draft.ts';
import { outcomeRead } from './social-reports-store.ts';

/** A report and its answer as a document: this device's own as it was kept, or another's, which is read here. */
export function SocialReportDocumentPage() {
  const { t } = useWords();
  const { valueLists } = useOutreach();
  return (
    <WrittenDocumentPage
      kind={SocialReport}
      formOf={socialReportForm}
      title={t('socialReports.one')}
      at="/assessment/social-reports"
      file="sosiaalinen-raportti"
      write={(report, _, words) =>
        socialReportDocument(report, valueList('topics', valueLists, words.t, words.language).say, words)
      }
      onShown={outcomeRead}
    />
  );
}
