import { useEffect, useRef, useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { textFrom } from './fetch-document.ts';
import { NotRead } from './not-read.ts';
import { codeInPicture } from './read-code.ts';
import { textLimit } from './read-document.ts';
import { type Source, sourceFrom, textUpTo } from './set-up-link.ts';

interface ChooseSourceProps {
  onCamera: () => void;
  onText: (text: () => Promise<string>) => void;
  onSource: (source: Source) => void;
}

/** The ways in which a configuration comes: camera, file or picture (chosen, or dropped on the page), link. */
export function ChooseSource({ onCamera, onText, onSource }: ChooseSourceProps) {
  const { t } = useWords();
  const [link, setLink] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const take = (chosen: File | undefined) => chosen && onText(() => textOf(chosen));
  useDrop(take);
  const fetchLink = (event: Event) => {
    event.preventDefault();
    const source = sourceFrom(link);
    setIsWrong(!source);
    if (source) onSource(source);
  };
  return (
    <>
      <p>{t('setup.loadLead')}</p>
      {'mediaDevices' in navigator && (
        <Button look="primary" onClick={onCamera}>
          {t('setup.scan')}
        </Button>
      )}
      <section class="stack tight">
        <Button onClick={() => file.current?.click()}>{t('setup.chooseFile')}</Button>
        <input
          ref={file}
          type="file"
          hidden
          aria-label={t('setup.chooseFile')}
          accept=".json,application/json,image/*"
          onChange={({ currentTarget }) => {
            take(currentTarget.files?.[0]);
            currentTarget.value = '';
          }}
        />
        <p class="muted small">{t('setup.chooseFileHint')}</p>
      </section>
      <form class="stack tight" onSubmit={fetchLink} novalidate>
        <Field
          label={t('setup.link')}
          hint={t('setup.linkHint')}
          value={link}
          onInput={setLink}
          error={isWrong ? t('setup.trouble.bad-address') : undefined}
        />
        <p>
          <Button type="submit">{t('setup.fetch')}</Button>
        </p>
      </form>
    </>
  );
}

/** What a file says: a document, or a picture of a code that leads to one. Throws `NotRead`. */
async function textOf(file: File): Promise<string> {
  if (!file.type.startsWith('image/')) return textUpTo(file.stream(), textLimit);
  const source = sourceFrom(await codeInPicture(file));
  if (!source) throw new NotRead('not-a-set-up-code');
  return textFrom(source);
}

/** Takes a file that is dropped anywhere on the page. */
function useDrop(take: (file: File | undefined) => void): void {
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    const over = (event: DragEvent) => event.preventDefault();
    const drop = (event: DragEvent) => {
      event.preventDefault();
      latest.current(event.dataTransfer?.files[0]);
    };
    addEventListener('dragover', over);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('drop', drop);
    };
  }, []);
}
