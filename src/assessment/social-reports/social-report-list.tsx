/** Rakenteellinen sosiaalityö: the reports that were put together here, and those of other devices. */
import { useWords } from '../../i18n/words.ts';
import { useLive } from '../../store/live.ts';
import { KeptList } from '../kept-list.tsx';
import { SocialReport, socialReportState } from './social-report.ts';
import { SocialReportDrafts, socialReportForm } from './social-report-draft.ts';
import { socialReportsOfOthers } from './social-reports-store.ts';

export function SocialReportList() {
  const { t } = useWords();
  return (
    <KeptList
      title={t('socialReports.title')}
      at="/assessment/social-reports"
      words={{
        lead: t('socialReports.lead'),
        start: t('socialReports.start'),
        empty: t('socialReports.empty'),
        unnamed: t('socialReports.unnamed'),
      }}
      kind={SocialReport}
      drafts={SocialReportDrafts}
      formOf={socialReportForm}
      nameOf={({ name }) => name}
      tell={(report) => [t(`socialReports.state.${socialReportState(report)}`), report.recipient].filter(Boolean)}
    >
      <OfOthers />
    </KeptList>
  );
}

/** What other devices put together: to be read. */
function OfOthers() {
  const { t, day } = useWords();
  const others = useLive(socialReportsOfOthers);
  if (!others || others.length === 0) return null;
  return (
    <section class="stack tight">
      <h2>{t('socialReports.ofOthers')}</h2>
      <ul class="list">
        {others.map((report) => (
          <li key={report.id}>
            <a class="whole" href={`/assessment/social-reports/${report.id}/document`}>
              <strong>{report.name}</strong>
              <span class="muted small number beneath">
                {[day(report.at), t(`socialReports.state.${socialReportState(report)}`), report.recipient]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
