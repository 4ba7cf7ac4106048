import { useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { Notice } from '../ui/notice.tsx';
import { Faults } from './instrument-faults.tsx';
import type { Wrong } from './instrument-file.ts';
import { readInstrumentFile } from './instrument-import.tsx';
import { addInstrument } from './use-instruments.tsx';

/** Takes a file in; what is wrong with one is said line by line, and nothing of it is taken. */
export function AddFromFile() {
  const { t } = useWords();
  const [wrong, setWrong] = useState<Wrong[]>([]);
  const [taken, setTaken] = useState<string>();
  const take = async (event: Event) => {
    const field = event.currentTarget as HTMLInputElement;
    const [file] = field.files ?? [];
    if (!file) return;
    setTaken(undefined);
    const read = await readInstrumentFile(file);
    setWrong(read.is === 'wrong' ? read.wrong : []);
    if (read.is === 'read') {
      await addInstrument(read.instrument);
      setTaken(Object.values(read.instrument.texts)[0]?.title);
    }
    // The same file, mended, can be chosen again.
    field.value = '';
  };
  return (
    <section class="stack tight">
      <label class="button pick-file">
        {t('instruments.add')}
        <input
          type="file"
          accept=".json,.xlsx,application/json"
          aria-describedby="instrument-file-hint"
          onChange={take}
        />
      </label>
      <p class="muted small" id="instrument-file-hint">
        {t('instruments.addHint')}
      </p>
      {taken && <Notice title={t('instruments.added', { title: taken })} />}
      {wrong.length > 0 && (
        <Notice tone="danger" title={t('instruments.notTaken')}>
          <Faults wrong={wrong} />
        </Notice>
      )}
    </section>
  );
}
