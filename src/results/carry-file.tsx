import { useState } from 'preact/hooks';
import { saveFile } from '../files/save-file-dom.ts';
import { wallDate } from '../i18n/wall-time.ts';
import { useWords } from '../i18n/words.ts';
import { yieldToMain } from '../store/yield-to-main.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { newCarryCode } from '../vault/carried.ts';

interface CarryFileProps {
  title: string;
  help: string;
  /** The file, sealed under the code. */
  make(code: string, breathe: () => Promise<void> | undefined): Promise<Blob>;
}

/** Gives what this device has as a sealed file, for those who have no endpoint in common. */
export function CarryFile({ title, help, make: sealed }: CarryFileProps) {
  const { t } = useWords();
  const [code, setCode] = useState<string>();
  const [busy, setBusy] = useState(false);
  const make = async () => {
    setBusy(true);
    const fresh = newCarryCode();
    try {
      await saveFile(await sealed(fresh, yieldToMain()), `kenttakirja-${wallDate(Date.now())}.kenttakirja`);
      setCode(fresh);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section class="stack tight">
      <h2>{title}</h2>
      <p class="muted">{help}</p>
      <p>
        <Button busy={busy} onClick={make}>
          {t('report.carry.make')}
        </Button>
      </p>
      {code && (
        <Notice title={t('report.carry.made')}>
          <p class="by-eye">
            <code>{code}</code>
          </p>
          <p>{t('report.carry.code')}</p>
        </Notice>
      )}
    </section>
  );
}
