import { useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { newCarryCode } from '../vault/carried.ts';
import { giveFile, today } from './give-file.tsx';
import { fileOfThisDevice } from './read-file.ts';
import { breather } from './slices.ts';

/** Gives this device's responses as a sealed file, for those who collect without an endpoint. */
export function CarryFile() {
  const { t } = useWords();
  const [code, setCode] = useState<string>();
  const [busy, setBusy] = useState(false);
  const make = async () => {
    setBusy(true);
    const fresh = newCarryCode();
    try {
      giveFile(await fileOfThisDevice(fresh, breather()), `kenttakirja-${today()}.kenttakirja`);
      setCode(fresh);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section class="stack tight">
      <h2>{t('report.carry.title')}</h2>
      <p class="muted">{t('report.carry.help')}</p>
      <p>
        <Button busy={busy} onClick={make}>
          {t('report.carry.make')}
        </Button>
      </p>
      {code && (
        <Notice title={t('report.carry.made')}>
          <p class="report-code">
            <code>{code}</code>
          </p>
          <p>{t('report.carry.code')}</p>
        </Notice>
      )}
    </section>
  );
}
