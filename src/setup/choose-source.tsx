import type { TFunction } from 'i18next';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { toFirstError } from '../ui/to-first-error.ts';
import { type AddressFault, faultIn } from './address.ts';
import { textInFile } from './document-file.ts';
import { type Source, sourceFrom, sourceInLink } from './source.ts';

interface ChooseSourceProps {
  onText: (text: () => Promise<string>) => void;
  onSource: (source: Source) => void;
}

/** The ways in which a configuration comes beside the camera: file or picture (chosen, or dropped on the page), link. */
export function ChooseSource({ onText, onSource }: ChooseSourceProps) {
  const { t } = useWords();
  const [link, setLink] = useState('');
  const [isTried, setTried] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const take = (chosen: File | undefined) => chosen && onText(() => textInFile(chosen));
  useDrop(take);
  const fetchLink = (event: Event) => {
    event.preventDefault();
    const source = sourceFrom(link);
    setTried(true);
    if (source && !faultOf(link)) onSource(source);
    else toFirstError();
  };
  return (
    <>
      <p>{t('setup.loadLead')}</p>
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
          error={isTried ? saidOf(link, t) : undefined}
        />
        <p>
          <Button type="submit">{t('setup.fetch')}</Button>
        </p>
      </form>
    </>
  );
}

/** What is wrong with the address that a link is, or leads to. */
function faultOf(link: string): AddressFault | undefined {
  const source = sourceInLink(link) ?? { is: 'address', url: link };
  return source.is === 'address' ? faultIn(source.url) : undefined;
}

function saidOf(link: string, t: TFunction): string | undefined {
  const fault = faultOf(link);
  if (fault && fault !== 'bad-address') return t(`setup.refusal.${fault}`);
  return sourceFrom(link) ? undefined : t('setup.trouble.bad-address');
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
