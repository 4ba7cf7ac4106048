import { useWords } from '../i18n/words.ts';
import { ClosingNotice } from '../releases/closing-notice.tsx';
import { SecondPlaceNotice } from '../releases/second-place-notice.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { countAnew, lookAt, type ResultsPlace } from './collected-store.ts';

/** Where results come from, where it is not simply this device or a server that was read. */
export function SourceNotice({ source }: { source: ResultsPlace }) {
  const { t } = useWords();
  if (source.is === 'file')
    return (
      <Notice tone="look" title={t('report.source.file', { name: source.name })}>
        <p>{t('report.source.fileHelp')}</p>
        <p>{t(`report.source.${wordOf(source)}`)}</p>
        <p>
          <Button onClick={() => lookAt(undefined)}>{t('report.source.back')}</Button>
        </p>
      </Notice>
    );
  if (source.is === 'device') return <SecondPlaceNotice onGoingOn={countAnew} />;
  if (source.isRead) return <ClosingNotice settled={source.settled} />;
  return (
    <div class="unprinted">
      <Notice title={t('report.source.server')}>
        <p>{t('report.source.serverHelp')}</p>
        <p>
          <LinkButton href="/surveys/collect">{t('report.collect.read')}</LinkButton>
        </p>
      </Notice>
    </div>
  );
}

function wordOf({ hasReleases, isNewer }: Extract<ResultsPlace, { is: 'file' }>) {
  if (isNewer) return 'fileNewer';
  return hasReleases ? 'fileReleases' : 'fileNoReleases';
}
