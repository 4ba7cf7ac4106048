import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { NotKeptNotice } from '../../store/not-kept.tsx';
import { ask } from '../../ui/ask.ts';
import { Button } from '../../ui/button.tsx';
import { removalOf, removeSurvey } from '../builder/remove-survey-store.ts';
import { type Format, formats } from './export-dom.ts';

interface ActionsProps {
  /** Gives it out as a file. */
  give(format: Format): unknown;
  /** What is to be known of the files. */
  note?: string | undefined;
  /** Takes away what was added on this device, where something was, after a question. */
  remove?: { label: string; id: string; title: string } | undefined;
}

/** What the card of an instrument or a bundle offers. */
export function CardActions({ give, note, remove }: ActionsProps) {
  const { t } = useWords();
  const [error, setError] = useState<unknown>();
  const askFirst = async ({ id, title }: NonNullable<typeof remove>) => {
    const { staysAsDraft, unfinished } = await removalOf(id);
    const answer = await ask({
      title: t('instruments.removeAsk', { title }),
      text: [
        t(staysAsDraft ? 'instruments.removeToDraft' : 'instruments.removeText'),
        ...(unfinished > 0 ? [t('instruments.removeUnfinished', { count: unfinished })] : []),
      ].join(' '),
      choices: [
        { value: 'remove', label: t('instruments.remove'), danger: true },
        { value: 'keep', label: t('common.cancel') },
      ],
    });
    if (answer === 'remove') await removeSurvey(id);
  };
  return (
    <>
      <GiveAsFile give={give}>{note && <p class="muted small">{note}</p>}</GiveAsFile>
      {remove && (
        <Button look="danger" onClick={() => askFirst(remove).then(() => setError(undefined), setError)}>
          {remove.label}
        </Button>
      )}
      {error !== undefined && <NotKeptNotice error={error} />}
    </>
  );
}

/** A survey or an instrument as a file, in each of the formats. */
export function GiveAsFile({ give, children }: Pick<ActionsProps, 'give'> & { children?: ComponentChildren }) {
  const { t } = useWords();
  return (
    <details>
      <summary>{t('instruments.give')}</summary>
      <div class="row">
        {formats.map((format) => (
          <Button key={format} onClick={() => give(format)}>
            {t(`instruments.format.${format}`)}
          </Button>
        ))}
      </div>
      {children}
    </details>
  );
}
