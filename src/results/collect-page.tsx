/** Kokoaminen: what other devices have answered, read from the endpoint or from their files. Gone with the page unless kept. */
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { type ReadFailure, resultsEndpoint } from '../delivery/reading/read-endpoint.ts';
import { useWords } from '../i18n/words.ts';
import type { ClosingEnd } from '../releases/close-there.ts';
import { ClosingNotice } from '../releases/closing-notice.tsx';
import { useLive } from '../store/live.ts';
import { NotKeptNotice } from '../store/not-kept.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { CarryFile } from './carry-file.tsx';
import { CollectFiles } from './collect-files.tsx';
import {
  collectFromEndpoint,
  collectFromFile,
  forgetCollected,
  isCollectionKept,
  keepCollected,
  lookAt,
  openKept,
  useElsewhere,
} from './collected-store.ts';
import type { TakenCounts } from './collection.ts';
import { fileOfThisDevice } from './records-file-store.ts';
import { Tallied } from './tallied.tsx';
import './report.css';

export function CollectPage() {
  const { t } = useWords();
  const { route } = useLocation();
  return (
    <Page
      title={t('report.collect.title')}
      back={{ href: '/surveys/results', label: t('common.back') }}
      action={
        <LinkButton look="primary" href="/surveys/results">
          {t('report.collect.toResults')}
        </LinkButton>
      }
    >
      <p>{t('report.collect.lead')}</p>
      <InMemory />
      <FromServer />
      <CollectFiles
        help={t('report.collect.filesHelp')}
        collect={collectFromFile}
        onLook={(name) => {
          lookAt(name);
          route('/surveys/results');
        }}
      />
      <CarryFile title={t('report.carry.title')} help={t('report.carry.help')} make={fileOfThisDevice} />
    </Page>
  );
}

/** How much came from elsewhere, and what becomes of it. */
function InMemory() {
  const { t } = useWords();
  const { count, version } = useElsewhere();
  const [kept, setKept] = useState(false);
  const [failed, setFailed] = useState<unknown>();
  useEffect(() => {
    openKept().then(isCollectionKept).then(setKept, setFailed);
  }, [version]);
  if (count === 0 && !kept) return null;
  const keep = () =>
    keepCollected()
      .then(() => isCollectionKept().then(setKept))
      .catch(setFailed);
  return (
    <Notice title={t('report.collect.inMemory', { count })}>
      <p>{t(kept ? 'report.collect.kept' : 'report.collect.notKept')}</p>
      <p class="row">
        {!kept && <Button onClick={keep}>{t('report.collect.keep')}</Button>}
        <Button onClick={() => forgetCollected().then(() => setKept(false))}>{t('report.collect.forget')}</Button>
      </p>
      {failed !== undefined && <NotKeptNotice error={failed} />}
    </Notice>
  );
}

/** The one server that results come from. */
function FromServer() {
  const { t } = useWords();
  const place = useLive(async () => (await resultsEndpoint()) ?? null);
  if (!place) return null;
  return (
    <section class="stack tight">
      <h2>{t('report.collect.endpoint')}</h2>
      <p class="muted">{t('report.collect.endpointHelp')}</p>
      <FromEndpoint key={place.id} id={place.id} />
    </section>
  );
}

function FromEndpoint({ id }: { id: string }) {
  const { t } = useWords();
  const [busy, setBusy] = useState(false);
  const [tally, setTally] = useState<TakenCounts>();
  const [failed, setFailed] = useState<ReadFailure>();
  const [settled, setSettled] = useState<ClosingEnd>();
  const [notKept, setNotKept] = useState<unknown>();
  const read = async () => {
    setBusy(true);
    setFailed(undefined);
    setTally(undefined);
    setSettled(undefined);
    setNotKept(undefined);
    try {
      const ended = await collectFromEndpoint(id, setTally);
      setTally(ended.tally);
      setFailed(ended.failed);
      setSettled(ended.settled);
    } catch (error) {
      setNotKept(error);
    }
    setBusy(false);
  };
  return (
    <>
      <p>
        <Button busy={busy} onClick={read}>
          {t(busy ? 'report.collect.reading' : 'report.collect.read')}
        </Button>
      </p>
      {tally && <Tallied tally={tally} />}
      {!failed && <ClosingNotice settled={settled} />}
      {notKept !== undefined && <NotKeptNotice error={notKept} />}
      {failed && (
        <Notice tone="danger" title={t('report.collect.notAll')}>
          <p>{t(`report.unread.${failed}`)}</p>
          {['no-key', 'sign-in', 'wrong-address'].includes(failed) && (
            <p>
              <LinkButton href="/more/endpoint">{t('report.collect.toEndpoint')}</LinkButton>
            </p>
          )}
        </Notice>
      )}
    </>
  );
}
