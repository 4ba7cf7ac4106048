/** Toiset laitteet: the unit's codes from its other devices, by the network or by a file. */
import { useState } from 'preact/hooks';
import { pullWaves } from '../delivery/reading/pull-waves.ts';
import type { ReadFailure } from '../delivery/reading/read-endpoint.ts';
import { useWords } from '../i18n/words.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { CarryFile } from './carry-file.tsx';
import { codesFromFile, fileOfCodes } from './codes-file-store.ts';
import { CollectFiles } from './collect-files.tsx';
import './report.css';

export function DevicesPage() {
  const { t } = useWords();
  const [ended, setEnded] = useState<ReadFailure | 'none' | 'all'>();
  const [busy, setBusy] = useState(false);
  const pull = async () => {
    setBusy(true);
    setEnded(undefined);
    try {
      setEnded((await pullWaves()) ?? 'all');
    } finally {
      setBusy(false);
    }
  };
  return (
    <Page
      title={t('codes.devices')}
      back={{ href: '/surveys/codes', label: t('common.back') }}
      action={
        <Button look="primary" busy={busy} onClick={pull}>
          {t(busy ? 'report.collect.reading' : 'devices.pull')}
        </Button>
      }
    >
      <p>{t('devices.lead')}</p>
      {ended === 'all' && <Notice title={t('devices.pulled')} />}
      {ended === 'none' && <Notice tone="look" title={t('devices.noEndpoint')} />}
      {ended && ended !== 'all' && ended !== 'none' && (
        <Notice tone="danger" title={t('devices.notPulled')}>
          <p>{t(`report.unread.${ended}`)}</p>
        </Notice>
      )}
      <CollectFiles help={t('devices.filesHelp')} collect={codesFromFile} />
      <CarryFile title={t('devices.carry')} help={t('devices.carryHelp')} make={fileOfCodes} />
    </Page>
  );
}
