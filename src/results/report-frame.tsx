import type { ComponentChildren } from 'preact';
import { useWords } from '../i18n/words.ts';
import { Empty } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import type { Constant } from '../ui/title.ts';
import { SourceNotice } from './source-notice.tsx';
import type { Report } from './use-report.ts';

interface ReportFrameProps {
  title: Constant;
  report: Report | 'gone' | undefined;
  /** Drawn where something is released. */
  children: (report: Report) => ComponentChildren;
}

/** What a page of a survey's results says while it is counted, and where there is nothing to tell: no empty chart that looks like a result. */
export function ReportFrame({ title, report, children }: ReportFrameProps) {
  const { t } = useWords();
  if (report && report !== 'gone' && report.parts.some(({ periods }) => periods.length > 0))
    return <>{children(report)}</>;
  return (
    <Page title={title} back={{ href: '/surveys/results', label: t('common.back') }}>
      {!report && <p role="status">{t('report.counting')}</p>}
      {report === 'gone' && (
        <Empty>
          <p>{t('summary.gone')}</p>
        </Empty>
      )}
      {report && report !== 'gone' && (
        <>
          <SourceNotice source={report.source} />
          <Empty>
            <strong>{t('summary.none')}</strong>
            <p>{t('summary.noneHelp')}</p>
          </Empty>
        </>
      )}
    </Page>
  );
}
