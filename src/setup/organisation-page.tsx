/** Lisää → Organisaatio: which configuration holds, since when, by which checksum; load another, pass it on. */
import { useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { db } from '../store/db.ts';
import { setSetting, setting } from '../store/device.ts';
import { useLive } from '../store/live.ts';
import { NotKeptNotice } from '../store/not-kept.tsx';
import { LinkButton } from '../ui/button.tsx';
import { ChooseOne } from '../ui/choice.tsx';
import { Empty, Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { tellAndReject } from '../ui/tell-and-reject.ts';
import { endpointConfig } from './endpoint.ts';
import { ExampleFile } from './example-file.tsx';
import { OfferedNotice } from './offered-notice.tsx';
import type { Organisation } from './organisation.ts';
import { useSetup } from './organisation-store.ts';
import { shortSum } from './read-document.ts';
import type { ReviewContents } from './review.tsx';
import { canSignIn } from './secrets.ts';
import './setup.css';

interface OrganisationPageProps {
  Contents: ReviewContents;
  /** A document to begin from. */
  example: () => string;
}

export function OrganisationPage({ Contents, example }: OrganisationPageProps) {
  const { t, clock } = useWords();
  const { organisation, loaded, unreadable } = useSetup();
  return (
    <Page
      title={t('setup.title')}
      heading={loaded ? organisation.organisation.name : undefined}
      back={{ href: '/more', label: t('common.back') }}
      action={
        loaded ? (
          <LinkButton look="primary" href="/more/organisation/share">
            {t('setup.share')}
          </LinkButton>
        ) : (
          <LinkButton look="primary" href="/more/organisation/load">
            {t('setup.load')}
          </LinkButton>
        )
      }
    >
      <OfferedNotice />
      {unreadable && <Notice tone="danger" title={t('setup.unreadable')} />}
      {loaded ? (
        <>
          <p class="muted number">
            {t('setup.loadedAt', { time: clock(loaded.at) })}
            <br />
            {t('setup.sum', { sum: shortSum(loaded.sum) })}
          </p>
          {organisation.example && <Notice tone="look">{t('setup.isExample')}</Notice>}
          <MissingKeys />
          {organisation.units.length > 1 && <Unit units={organisation.units} />}
          <Contents organisation={organisation} />
          <p>
            <LinkButton href="/more/organisation/load">{t('setup.loadOther')}</LinkButton>
          </p>
        </>
      ) : (
        <>
          <Empty>
            <p>{t('setup.none')}</p>
          </Empty>
          <p>{t('setup.noneHelp')}</p>
        </>
      )}
      <ExampleFile text={example} />
    </Page>
  );
}

/** Endpoints whose key a person must still give on this device. */
function MissingKeys() {
  const { t } = useWords();
  const missing = useLive(async () => {
    const rows = (await db.endpoints.toArray()).filter(({ retired }) => !retired);
    const all = await Promise.all(
      rows.map(async ({ id }) => ({ id, config: await endpointConfig(id).catch(() => undefined) })),
    );
    return all.flatMap(({ id, config }) => (config && !canSignIn(config) ? { ...config, id } : []));
  });
  if (!missing || missing.length === 0) return null;
  return (
    <Notice tone="look" title={t('setup.keysMissing')}>
      {missing.map(({ id, name, url }) => (
        <a key={id} href={`/more/endpoint/${id}`}>
          {t('setup.giveKey', { name: name ?? url })}
        </a>
      ))}
    </Notice>
  );
}

function Unit({ units }: { units: Organisation['units'] }) {
  const { t } = useWords();
  const [failed, setFailed] = useState<unknown>();
  const now = useLive(() => setting('unit', 'oma'));
  return (
    <>
      <ChooseOne
        legend={t('setup.unit')}
        hint={t('setup.unitHint')}
        options={units.map(({ id, name }) => ({ value: id, label: name }))}
        value={now}
        onChange={(unit) => setSetting('unit', unit).catch(tellAndReject(setFailed))}
      />
      {failed !== undefined && <NotKeptNotice error={failed} />}
    </>
  );
}
