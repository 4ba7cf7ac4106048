import { useWords } from '../i18n/words.ts';
import { SaveFileButton } from './save-file-button.tsx';

/** For who makes the configuration: a file to begin from, and where every field is described. */
export function ExampleFile({ text }: { text: () => string }) {
  const { t } = useWords();
  return (
    <details>
      <summary>{t('setup.forMaker')}</summary>
      <div class="stack">
        <p>{t('setup.forMakerHelp')}</p>
        <div class="row">
          <SaveFileButton name="kenttakirja-example.json" text={text}>
            {t('setup.example.save')}
          </SaveFileButton>
          <a class="button" href="/schemas/organisation.json" target="_blank" rel="noreferrer">
            {t('setup.schema')}
          </a>
        </div>
      </div>
    </details>
  );
}
