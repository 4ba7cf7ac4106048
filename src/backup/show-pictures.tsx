import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { organisation } from '../setup/organisation-store.ts';
import { settleDrafts } from '../store/drafts.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { QrCode } from '../ui/qr-code.tsx';
import { toFirstError } from '../ui/to-first-error.ts';
import { newCarryCode } from '../vault/carried.ts';
import { sealBackup } from './backup-file.ts';
import { backupLines } from './backup-store.ts';
import { framesOf, pictureStands, picturesLimit, pieceCount, timeFor } from './frames.ts';

/** A transfer that was begun: it goes on where the page is left and opened again, for as long as the app is open. */
interface Transfer {
  code: string;
  frame: (number: number) => string;
  pieces: number;
  /** The number of the picture that stands. */
  at: number;
}
let transfer: Transfer | undefined;

/** Whether one was begun and goes on. */
export const isShowing = (): boolean => transfer !== undefined;

/** Everything of this device onto another one, by pictures that its camera reads: no network, no file. */
export function ShowPictures() {
  const { t } = useWords();
  const [begun, setBegun] = useState(transfer);
  const [ended, setEnded] = useState<'too-large' | 'failed'>();
  const [isBusy, setBusy] = useState(false);
  const begin = async () => {
    setBusy(true);
    setEnded(undefined);
    const made = await newTransfer();
    setBusy(false);
    if (typeof made === 'string') {
      setEnded(made);
      return toFirstError();
    }
    transfer = made;
    setBegun(made);
  };
  const end = () => {
    transfer = undefined;
    setBegun(undefined);
  };
  return (
    <div class="stack tight">
      <p class="muted">{t('backup.picturesHelp')}</p>
      {begun ? (
        <Pictures of={begun} onEnd={end} />
      ) : (
        <p>
          <Button busy={isBusy} onClick={begin}>
            {t('backup.showPictures')}
          </Button>
        </p>
      )}
      {isBusy && <p role="status">{t('backup.making')}</p>}
      {ended === 'too-large' && (
        <Notice tone="look" title={t('backup.picturesTooMany')}>
          <p>{t('backup.picturesTooManyHelp')}</p>
        </Notice>
      )}
      {ended === 'failed' && <Notice tone="danger">{t('backup.notMade')}</Notice>}
    </div>
  );
}

async function newTransfer(): Promise<Transfer | 'too-large' | 'failed'> {
  try {
    await settleDrafts();
    const code = newCarryCode();
    const { recipient } = organisation().backup;
    const file = await sealBackup(backupLines({ rows: 0, tables: 0 }), { passphrase: code, recipient }, new Date());
    if (file.size > picturesLimit) return 'too-large';
    return { code, frame: framesOf(new Uint8Array(await file.arrayBuffer())), pieces: pieceCount(file.size), at: 0 };
  } catch (error) {
    console.error('No pictures were made', error instanceof Error ? error.name : '');
    return 'failed';
  }
}

/** The pictures, one after another for as long as the other device needs. */
function Pictures({ of, onEnd }: { of: Transfer; onEnd: () => void }) {
  const { t } = useWords();
  const [at, setAt] = useState(of.at);
  const [isRunning, setRunning] = useState(true);
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => {
      of.at += 1;
      setAt(of.at);
    }, pictureStands);
    return () => clearInterval(timer);
  }, [isRunning]);
  const { unit, count } = timeFor(of.pieces);
  return (
    <div class="stack tight">
      <Notice title={t('backup.picturesCode')}>
        <p class="by-eye">
          <code>{of.code}</code>
        </p>
      </Notice>
      <QrCode text={of.frame(at)} label={t('backup.picture')} />
      <p class="number muted">{t('backup.pictureOf', { now: at + 1, all: of.pieces })}</p>
      <div class="row">
        <Button onClick={() => setRunning(!isRunning)}>
          {t(isRunning ? 'backup.stopPictures' : 'backup.goOnPictures')}
        </Button>
        <Button look="bare" onClick={onEnd}>
          {t('backup.endPictures')}
        </Button>
      </div>
      <p>{t(unit === 'second' ? 'backup.picturesSeconds' : 'backup.picturesTime', { count })}</p>
      <p class="muted">{t('backup.picturesStay')}</p>
    </div>
  );
}
