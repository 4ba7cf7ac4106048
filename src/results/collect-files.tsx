import { useId, useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { toFirstError } from '../ui/to-first-error.ts';
import { NotOpened } from '../vault/carried.ts';
import type { TakenCounts } from './collection.ts';
import { asksForCode, type FileEnd } from './records-file-store.ts';
import { Tallied } from './tallied.tsx';

/** How one file ended. */
interface Ended {
  name: string;
  tally?: TakenCounts;
  trouble?: 'empty' | 'too-large' | 'not-records' | 'wrong-code' | 'not-ours' | 'unreadable';
}

interface CollectFilesProps {
  help: string;
  /** Looks at the results of a file that was read. */
  onLook?: (name: string) => void;
  /** Takes what is in one file. Throws `NotOpened`. */
  collect(file: File, code: string): Promise<{ tally: TakenCounts; end: FileEnd }>;
}

/** Reads the files of other devices; a sealed one asks for its code first. A file read twice counts once. */
export function CollectFiles({ help, collect, onLook }: CollectFilesProps) {
  const { t } = useWords();
  const id = useId();
  const [waiting, setWaiting] = useState<File[]>([]);
  const [code, setCode] = useState('');
  /** The code that is written was tried, and some file is still shut. */
  const [isTried, setTried] = useState(false);
  const [ended, setEnded] = useState<Ended[]>([]);
  /** The file that is being read: a large one takes its time. */
  const [reading, setReading] = useState<string>();

  const read = async (files: readonly File[], withCode: string) => {
    for (const file of files) {
      const isSealed = await asksForCode(file).catch(() => false);
      if (isSealed && !withCode) {
        setWaiting((others) => [...others.filter(({ name }) => name !== file.name), file]);
        continue;
      }
      setReading(file.name);
      const end = await readOne(file, withCode, collect);
      setReading(undefined);
      // It is said at the code's field.
      if (end.trouble === 'wrong-code') continue;
      setEnded((others) => [...others.filter(({ name }) => name !== file.name), end]);
      setWaiting((others) => others.filter((one) => one !== file));
    }
  };
  return (
    <section class="stack tight">
      <h2>{t('report.collect.files')}</h2>
      <p class="muted" id={`${id}-help`}>
        {help}
      </p>
      <label class="button pick-file">
        {t('report.collect.choose')}
        <input
          type="file"
          multiple
          aria-describedby={`${id}-help`}
          onChange={({ currentTarget }) => {
            const files = [...(currentTarget.files ?? [])];
            currentTarget.value = '';
            setCode('');
            setTried(false);
            void read(files, '');
          }}
        />
      </label>
      {waiting.length > 0 && (
        <form
          class="card"
          noValidate
          onSubmit={async (event) => {
            event.preventDefault();
            if (code.trim()) await read(waiting, code.trim());
            setTried(true);
            toFirstError();
          }}
        >
          <Field
            label={t('report.collect.code')}
            hint={t('report.collect.codeHelp', { files: waiting.map(({ name }) => name).join(', ') })}
            value={code}
            onInput={(written) => {
              setTried(false);
              setCode(written);
            }}
            limit={40}
            error={isTried ? t(code.trim() ? 'report.file.wrong-code' : 'report.collect.codeMissing') : undefined}
            required
          />
          <Button type="submit">{t('report.collect.open')}</Button>
        </form>
      )}
      {reading !== undefined && (
        <p role="status">
          {t('report.collect.reading')} <strong>{reading}</strong>
        </p>
      )}
      <ul class="report-ends">
        {ended.map(({ name, tally, trouble }) => (
          <li key={name}>
            <strong>{name}</strong>
            {tally && <Tallied tally={tally} />}
            {tally && onLook && <Button onClick={() => onLook(name)}>{t('report.source.see')}</Button>}
            {trouble && <Notice tone="danger">{t(`report.file.${trouble}`)}</Notice>}
          </li>
        ))}
      </ul>
    </section>
  );
}

async function readOne(file: File, code: string, collect: CollectFilesProps['collect']): Promise<Ended> {
  const { name } = file;
  try {
    const { tally, end } = await collect(file, code);
    return end === 'read' ? { name, tally } : { name, trouble: end };
  } catch (error) {
    if (error instanceof NotOpened) return { name, trouble: error.why };
    // Gone, moved, or a disk that does not answer: the browser says no more.
    return { name, trouble: 'unreadable' };
  }
}
