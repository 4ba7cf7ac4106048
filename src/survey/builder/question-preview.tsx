import { useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { ChooseOne } from '../../ui/choice.tsx';
import '../respondent/answer.css';
import '../respondent/statement.css';
import '../respondent/answer-list.css';
import { isRightToLeft, languageName } from '../instrument/instrument.ts';
import { Statement } from '../respondent/statement.tsx';
import type { Builder } from './use-builder.ts';
import { usePreview } from './use-preview.ts';

/** The question that is open as the respondent reads it, in one language at a time. */
export function QuestionPreview({ builder, open }: { builder: Builder; open: string }) {
  const { t } = useWords();
  const { survey } = builder;
  const [chosen, setChosen] = useState(survey.languages[0]!);
  const wanted = survey.languages.includes(chosen) ? chosen : survey.languages[0]!;
  const preview = usePreview(builder, wanted);
  const language = preview?.language ?? wanted;
  // A question of a part that stands alone in its survey has its name without the part.
  const at = preview?.form.items.findIndex(({ id }) => id === open) ?? -1;
  return (
    <section class="stack tight" aria-label={t('builder.asSeen')}>
      <h2 class="muted">{t('builder.asSeen')}</h2>
      {survey.languages.length > 1 && (
        <ChooseOne
          legend={t('builder.previewLanguage')}
          options={survey.languages.map((value) => ({ value, label: <bdi lang={value}>{languageName(value)}</bdi> }))}
          value={wanted}
          onChange={setChosen}
        />
      )}
      {preview && at >= 0 && (
        <form
          class="answering list builder-card"
          lang={language}
          dir={isRightToLeft(language) ? 'rtl' : 'ltr'}
          onSubmit={(event) => event.preventDefault()}
        >
          <Statement
            key={`${language} ${open}`}
            instrument={preview.form}
            language={language}
            words={preview.words}
            number={at + 1}
            place={{ now: at + 1, all: preview.form.items.length, before: undefined }}
            shown
            list="in-page"
          />
        </form>
      )}
    </section>
  );
}
