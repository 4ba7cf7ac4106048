import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { dateIn } from '../i18n/dates.ts';
import { wallDate } from '../i18n/wall-time.ts';
import { useWords } from '../i18n/words.ts';
import { needsDocument, useOrganisation } from '../setup/organisation-store.ts';
import { isAlone } from '../setup/sending.ts';
import { nameOfUnit } from '../setup/units.ts';
import { useLive } from '../store/live.ts';
import { NotKept, notKept } from '../store/writing.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { toFirstError } from '../ui/to-first-error.ts';
import { BackupRefused } from './backup-file.ts';
import { CutShortNotice } from './cut-short-notice.tsx';
import { forgetPictures } from './pictures-store.ts';
import { ReadPictures } from './read-pictures.tsx';
import { type BackupSummary, readWhole, roomFor } from './read-whole.ts';
import { type Restored, restoreBackup } from './restore-store.ts';

/** What is in a backup, and the passphrase that it was read with. */
interface Opened {
  summary: BackupSummary;
  passphrase: string;
}

/** A device that is being restored is in somebody's hands: it does not lock itself in the middle for want of a touch. */
const asTouched = () => void dispatchEvent(new Event('scroll'));

/** Reads a backup, tells what is in it, and puts it onto this device when it is asked to. What is chosen anew takes the place of all before. */
export function RestoreBackup() {
  const [chosen, setChosen] = useState<{ file?: File; nth: number }>({ nth: 0 });
  const [isRestoring, setRestoring] = useState(false);
  const choose = (file?: File) => setChosen(({ nth }) => (file ? { file, nth: nth + 1 } : { nth }));
  return (
    <div class="stack tight">
      <CutShortNotice isBeside />
      {!isRestoring && <ChooseBackup chosen={chosen.file} onChoose={choose} />}
      {chosen.file && <ChosenBackup key={chosen.nth} file={chosen.file} onRestoring={setRestoring} />}
    </div>
  );
}

/** One file from its passphrase to what came of it. */
function ChosenBackup({ file, onRestoring }: { file: File; onRestoring: (is: boolean) => void }) {
  const { t } = useWords();
  const [passphrase, setPassphrase] = useState('');
  const [opened, setOpened] = useState<Opened>();
  const [restored, setRestored] = useState<Restored>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState<'reading' | 'restoring'>();
  const [isEmpty, setEmpty] = useState(false);
  const isGone = useRef(false);
  useEffect(
    () => () => {
      isGone.current = true;
    },
    [],
  );
  /** `work` answers how to tell what came of it: of a file in whose place another was chosen meanwhile nothing is told. */
  const run = async (what: 'reading' | 'restoring', work: () => Promise<() => void>) => {
    setBusy(what);
    setError(undefined);
    const tell = await work().catch((reason: unknown) => () => setError(reason));
    if (isGone.current) return;
    setBusy(undefined);
    tell();
    toFirstError();
  };
  const read = (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setEmpty(passphrase.trim() === '');
    if (passphrase.trim() === '') return toFirstError();
    void run('reading', async () => {
      const summary = await readWhole(file, passphrase);
      return () => setOpened({ summary, passphrase });
    });
  };
  const restore = async ({ summary, passphrase }: Opened) => {
    onRestoring(true);
    await run('restoring', async () => {
      const sum = await restoreBackup(file, passphrase, summary, asTouched);
      await forgetPictures();
      return () => setRestored(sum);
    });
    onRestoring(false);
  };
  const why = error instanceof BackupRefused ? error.why : undefined;
  return (
    <>
      {!opened && (
        <form class="stack tight" noValidate onSubmit={read}>
          <p>
            <strong>{file.name}</strong>
          </p>
          <Field
            label={t('backup.passphrase')}
            type="password"
            value={passphrase}
            onInput={(written) => {
              setPassphrase(written);
              setError(undefined);
              setEmpty(false);
            }}
            error={
              isEmpty ? t('lock.empty.passphrase') : why === 'passphrase' ? t('backup.trouble.passphrase') : undefined
            }
            limit={200}
            required
          />
          <p>
            <Button type="submit" busy={busy === 'reading'}>
              {t('backup.read')}
            </Button>
          </p>
        </form>
      )}
      {busy && <p role="status">{t(`backup.${busy}`)}</p>}
      {why && why !== 'passphrase' && <Notice tone="danger">{t(`backup.trouble.${why}`)}</Notice>}
      {error !== undefined && !why && <NotRestored error={error} />}
      {opened && !restored && (
        <Found summary={opened.summary}>
          <Button look="primary" busy={busy === 'restoring'} onClick={() => restore(opened)}>
            {t('backup.restoreHere')}
          </Button>
        </Found>
      )}
      {restored && <Came restored={restored} />}
    </>
  );
}

/** Why it was not read or restored to its end. What came before stays, and is not brought twice. */
function NotRestored({ error }: { error: unknown }) {
  const { t } = useWords();
  const told = notKept(error);
  const isFull = told instanceof NotKept && told.why === 'disk-full';
  return (
    <Notice tone="danger" title={t('backup.notRestored')}>
      <p>{t(isFull ? 'backup.notRestoredFull' : 'backup.notRestoredOther')}</p>
    </Notice>
  );
}

interface ChooseProps {
  chosen: File | undefined;
  /** Undefined where another is about to come, from pictures. */
  onChoose: (file?: File) => void;
}

/** A file, or pictures on another device's screen. */
function ChooseBackup({ chosen, onChoose }: ChooseProps) {
  const { t } = useWords();
  const id = useId();
  return (
    <>
      <p class="muted" id={`${id}-help`}>
        {t('backup.restoreHelp')}
      </p>
      <label class="button pick-file">
        {t('backup.choose')}
        <input
          type="file"
          aria-describedby={`${id}-help`}
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            if (file) onChoose(file);
            currentTarget.value = '';
          }}
        />
      </label>
      <ReadPictures chosen={chosen} onFile={onChoose} onBegin={onChoose} />
    </>
  );
}

/** Whether what is counted, answers or encounters, has no server: then this device is where results or numbers are published. */
const hasSomethingAlone = async () => (await isAlone('response')) || isAlone('encounter');

/** What came onto the device. */
function Came({ restored }: { restored: Restored }) {
  const { t } = useWords();
  const hasNoServer = useLive(hasSomethingAlone);
  return (
    <Notice title={t('backup.restored')}>
      <p>{t('backup.restoredRecords', { count: restored.records })}</p>
      <p>{t('backup.restoredDrafts', { count: restored.drafts })}</p>
      {restored.unknown > 0 && <p>{t('backup.unknown', { count: restored.unknown })}</p>}
      {restored.records > 0 && <p>{t('backup.restoredHelp')}</p>}
      {restored.records > 0 && hasNoServer && <p>{t('backup.restoredBeside')}</p>}
    </Notice>
  );
}

/** The unit of a device for which none was chosen. */
const noUnit = 'oma';

/** What is in a backup, and whether it is of this organisation. */
function Found({ summary, children }: { summary: BackupSummary; children: preact.ComponentChildren }) {
  const { t, language } = useWords();
  const here = useOrganisation();
  const { organisation } = here;
  const comesDocument = useLive(needsDocument);
  const made = dateIn(wallDate(Date.parse(summary.made)), language, {
    day: 'numeric',
    month: 'numeric',
    year: 'numeric',
  });
  // The form that had the focus is gone.
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => card.current?.focus(), []);
  const units = summary.units.filter((unit) => unit !== noUnit);
  const isOther =
    comesDocument === false && summary.organisation !== undefined && summary.organisation !== organisation.name;
  return (
    <div class="card stack tight" ref={card} tabIndex={-1}>
      <p>
        <strong>{t('backup.found', { day: made })}</strong>
      </p>
      <p>
        {t('backup.foundRecords', { count: summary.records })}
        {' · '}
        {t('backup.foundDrafts', { count: summary.drafts })}
      </p>
      <p class="muted">{t('backup.needsRoom', { megabytes: roomFor(summary) })}</p>
      {units.length > 0 && (
        <p>{t('backup.units', { units: units.map((unit) => nameOfUnit(here, unit)).join(', ') })}</p>
      )}
      {comesDocument && summary.organisation !== undefined && (
        <p>{t('backup.withOrganisation', { name: summary.organisation })}</p>
      )}
      {isOther && (
        <Notice tone="look" title={t('backup.other')}>
          <p>{t('backup.otherHelp', { theirs: summary.organisation, ours: organisation.name })}</p>
        </Notice>
      )}
      <p>{children}</p>
    </div>
  );
}
