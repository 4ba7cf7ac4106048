import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { FileButton, fileMaker } from '../files/file-button.tsx';
import { saveFile } from '../files/save-file-dom.ts';
import { interfaceLanguages } from '../i18n/i18n.ts';
import { ownLanguageName } from '../i18n/language-names.ts';
import { useWordsIn } from '../i18n/use-words-in.ts';
import { wallDate } from '../i18n/wall-time.ts';
import { useWords } from '../i18n/words.ts';
import { useOrganisation } from '../setup/organisation-store.ts';
import { Button } from '../ui/button.tsx';
import { ChooseOne } from '../ui/choice.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import type { Constant } from '../ui/title.ts';
import { DocumentArticle } from './document-article.tsx';
import type { DocumentWords, TextDocument } from './text-document.ts';
import { usePrintedAs } from './use-printed-as.ts';
import './documents.css';

interface DocumentPageProps {
  title: Constant;
  back: { href: string; label: string };
  /** What its file is called, without day and ending: the kind of document, never what it is about. */
  file: string;
  /** What is chosen for it before it is read. */
  choices?: ComponentChildren;
  /** The page of content. */
  write: (words: DocumentWords) => TextDocument;
  /** It is about to leave the device, on paper or as a file. */
  onTaken?: () => unknown;
}

/** A document on the screen, in a language of its own: to read, to print, and as a file to edit further. */
export function DocumentPage({ title, back, file, choices, write, onTaken }: DocumentPageProps) {
  const { t, language: shown } = useWords();
  const [chosen, setChosen] = useState<string>();
  const language = chosen ?? shown;
  const words = useWordsIn(language);
  const { organisation, example } = useOrganisation();
  const today = wallDate(Date.now());
  const owner = example ? undefined : organisation.name;
  const made = words && words !== 'missing' ? write({ ...words, today, organisation: owner }) : undefined;
  usePrintedAs(made);
  return (
    <Page
      title={title}
      heading={made && <span lang={made.language}>{made.title}</span>}
      back={back}
      action={
        <Button
          look="primary"
          disabled={!made}
          onClick={() => {
            onTaken?.();
            print();
          }}
        >
          {t('documents.print')}
        </Button>
      }
    >
      <div class="unprinted stack">
        {choices}
        <ChooseOne
          legend={t('documents.language')}
          options={interfaceLanguages.map((value) => ({
            value,
            label: <bdi lang={value}>{ownLanguageName(value)}</bdi>,
          }))}
          value={language}
          onChange={setChosen}
        />
        {words === 'missing' && (
          <Notice tone="look" title={t('documents.languageMissing')}>
            <p>{t('documents.languageMissingHelp')}</p>
          </Notice>
        )}
        <p class="muted small">{t('documents.pdfHelp')}</p>
        {made && (
          <p>
            <FileButton
              onMake={async () => {
                onTaken?.();
                const { docx } = await fileMaker(() => import('./docx.ts'));
                await saveFile(await docx(made), `${file}-${today}.docx`);
              }}
            >
              {t('documents.docx')}
            </FileButton>
          </p>
        )}
      </div>
      {made && <DocumentArticle document={made} />}
    </Page>
  );
}
