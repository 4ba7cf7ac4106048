import { useRef, useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Faults, Lines } from './faults.tsx';
import type { InstrumentFault } from './file.ts';
import { type ReadFile, readInstrumentFile } from './read-file-store.ts';
import { sameVersionsHere, takeFile } from './take-file-store.ts';

type Sound = Exclude<ReadFile, { is: 'wrong' }>;

/** What came of the last file: always something, and never half of it. */
type Came = ReadFile | { is: 'reading' } | { is: 'added'; title: string };

/**
 * Takes a file in. What is wrong with one is said line by line, and nothing of it is taken; what would be lost of one is said
 * line by line before any of it is taken.
 */
export function AddFromFile() {
  const { t } = useWords();
  const [came, setCame] = useState<Came>();
  /** Counts the files that were chosen: an answer about an earlier one comes too late. */
  const chosen = useRef(0);
  const add = async (read: Sound) => {
    try {
      const wrong = await takeFile(read);
      setCame(wrong.length > 0 ? { is: 'wrong', wrong } : { is: 'added', title: titleOf(read) });
    } catch {
      setCame({ is: 'wrong', wrong: [{ why: 'notKept' }] });
    }
  };
  const choose = async (event: Event) => {
    const field = event.currentTarget as HTMLInputElement;
    const [file] = field.files ?? [];
    if (!file) return;
    const mine = ++chosen.current;
    setCame({ is: 'reading' });
    const read = await readSound(file);
    if (mine !== chosen.current) return;
    // The same file, mended, can be chosen again.
    field.value = '';
    if (read.is !== 'wrong' && read.told.length === 0) await add(read);
    else setCame(read);
  };
  return (
    <section class="stack tight">
      <label class="button pick-file">
        {t('instruments.add')}
        <input
          type="file"
          accept=".json,.xlsx,application/json"
          aria-describedby="instrument-file-hint"
          onChange={choose}
        />
      </label>
      <p class="muted small" id="instrument-file-hint">
        {t('instruments.addHint')}
      </p>
      {came?.is === 'reading' && <Notice title={t('instruments.reading')} />}
      {came?.is === 'added' && <Notice title={t('instruments.added', { title: came.title })} />}
      {came?.is === 'wrong' && <Refused wrong={came.wrong} />}
      {(came?.is === 'read' || came?.is === 'bundle') && (
        <Losses came={came} onTake={() => add(came)} onLeave={() => setCame(undefined)} />
      )}
    </section>
  );
}

/** A file that would be a second survey of one version is refused before anything is asked of it. */
async function readSound(file: File): Promise<ReadFile> {
  const read = await readInstrumentFile(file);
  const wrong = read.is === 'wrong' ? [] : await sameVersionsHere(read);
  return wrong.length > 0 ? { is: 'wrong', wrong } : read;
}

const titleOf = (read: Sound): string =>
  (read.is === 'bundle' ? Object.values(read.bundle.titles)[0] : Object.values(read.instrument.texts)[0]?.title) ?? '';

function Refused({ wrong }: { wrong: InstrumentFault[] }) {
  const { t } = useWords();
  // There is nothing to mend in a file that is only older.
  const isOlder = wrong.every(({ why }) => why === 'earlierVersion');
  return (
    <Notice tone={isOlder ? 'look' : 'danger'} title={t(isOlder ? 'instruments.isOlder' : 'instruments.notTaken')}>
      <Faults wrong={wrong} />
    </Notice>
  );
}

interface LossesProps {
  came: Sound;
  onTake: () => void;
  onLeave: () => void;
}

function Losses({ came, onTake, onLeave }: LossesProps) {
  const { t } = useWords();
  return (
    <Notice tone="look" title={t('instruments.takeAsIs', { title: titleOf(came) })}>
      <Lines of="told" lines={came.told} />
      <div class="row">
        <Button look="primary" onClick={onTake}>
          {t('instruments.take')}
        </Button>
        <Button onClick={onLeave}>{t('instruments.leave')}</Button>
      </div>
    </Notice>
  );
}
