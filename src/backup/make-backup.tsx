import { useState } from 'preact/hooks';
import { saveFile } from '../files/save-file-dom.ts';
import { dateIn } from '../i18n/dates.ts';
import { wallDate } from '../i18n/wall-time.ts';
import { useWords } from '../i18n/words.ts';
import { organisation, useOrganisation } from '../setup/organisation-store.ts';
import { settleDrafts } from '../store/drafts.ts';
import { useLive } from '../store/live.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { toFirstError } from '../ui/to-first-error.ts';
import { newCarryCode } from '../vault/carried.ts';
import { isFirstTried } from '../vault/first-tried.ts';
import { sealBackup } from './backup-file.ts';
import { backupLines, type LeftOut } from './backup-store.ts';
import { lastBackup, noteBackup, unsentMarks } from './reminder-store.ts';

/** The fewest signs of a passphrase that a person makes up: what is shorter is guessed by whoever has the file. */
const leastPassphrase = 12;

type Made = LeftOut | 'failed';

interface MakeBackupProps {
  /** It is the one act of its screen. */
  isPrimary: boolean;
}

/** Makes a backup under a passphrase that the person chooses, or that is proposed. */
export function MakeBackup({ isPrimary }: MakeBackupProps) {
  const { t } = useWords();
  const { backup } = useOrganisation();
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [proposed, setProposed] = useState<string>();
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [made, setMade] = useState<Made>();
  const isShort = passphrase.trim().length < leastPassphrase;
  const wrong = isShort
    ? t('backup.short', { n: leastPassphrase })
    : isFirstTried(passphrase)
      ? t('backup.firstTried')
      : undefined;
  const differs = passphrase.trim() !== again.trim();
  const propose = () => {
    const code = newCarryCode();
    setPassphrase(code);
    setAgain(code);
    setProposed(code);
  };
  const make = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    setMade(undefined);
    if (wrong || differs) return toFirstError();
    setBusy(true);
    setMade(await madeAndSaved(passphrase));
    setBusy(false);
    toFirstError();
  };
  return (
    <form class="stack" noValidate onSubmit={make}>
      <LastBackup />
      <Field
        label={t('lock.new.passphrase')}
        hint={t('backup.passphraseHint', { n: leastPassphrase })}
        type="password"
        value={passphrase}
        onInput={setPassphrase}
        error={isTried ? wrong : undefined}
        limit={200}
        required
      />
      <Field
        label={t('lock.again')}
        type="password"
        value={again}
        onInput={setAgain}
        error={isTried && !wrong && differs ? t('backup.differs') : undefined}
        limit={200}
        required
      />
      <p>
        <Button look="bare" onClick={propose}>
          {t('backup.propose')}
        </Button>
      </p>
      {proposed !== undefined && proposed === passphrase && (
        <Notice title={t('backup.proposed')}>
          <p class="by-eye">
            <code>{proposed}</code>
          </p>
        </Notice>
      )}
      {backup.recipient && <p>{t('backup.organisationKey')}</p>}
      <div class="row">
        <Button look={isPrimary ? 'primary' : 'quiet'} type="submit" busy={isBusy}>
          {t('backup.make')}
        </Button>
      </div>
      {isBusy && <p role="status">{t('backup.making')}</p>}
      {made === 'failed' && <Notice tone="danger">{t('backup.notMade')}</Notice>}
      {made instanceof Object && (
        <Notice title={t('backup.made')}>
          <p>{t('backup.madeHelp')}</p>
          {made.rows > 0 && <p>{t('backup.unread', { count: made.rows })}</p>}
          {made.tables > 0 && <p>{t('backup.unreadPart')}</p>}
        </Notice>
      )}
    </form>
  );
}

function LastBackup() {
  const { t, language } = useWords();
  const last = useLive(lastBackup);
  if (last === undefined) return null;
  const day = dateIn(wallDate(last), language, { day: 'numeric', month: 'numeric', year: 'numeric' });
  return <p class="muted">{t('backup.last', { day })}</p>;
}

/** Undefined where the person closed the share sheet again. */
async function madeAndSaved(passphrase: string): Promise<Made | undefined> {
  const left = { rows: 0, tables: 0 };
  try {
    await settleDrafts();
    const now = new Date();
    const marks = await unsentMarks().catch(() => new Uint32Array());
    const file = await sealBackup(backupLines(left), { passphrase, recipient: organisation().backup.recipient }, now);
    const saved = await saveFile(file, `kenttakirja-${wallDate(now.getTime())}.age`);
    if (!saved) return undefined;
    // What could not be taken along may be among the unsent.
    await noteBackup(now.getTime(), left.rows + left.tables > 0 ? new Uint32Array() : marks);
    return left;
  } catch (error) {
    console.error('A backup was not made', error instanceof Error ? error.name : '');
    return 'failed';
  }
}
