import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { languageName } from '../instrument/instrument.ts';
import { pageLanguages } from '../respondent/page-languages.ts';
import { IssueList } from './issue-list.tsx';
import { askedOtherwise } from './look-through.ts';
import { addLanguage, removeLanguage } from './operations.ts';
import type { Builder } from './use-builder.ts';

/** In which languages the survey is asked, and what each still lacks. */
export function LanguagesForm({ builder }: { builder: Builder }) {
  const { t } = useWords();
  const { survey, does, issues, around } = builder;
  const more = pageLanguages.map(({ language }) => language).filter((one) => !survey.languages.includes(one));
  return (
    <>
      <h2 tabIndex={-1}>{t('builder.languages')}</h2>
      <p class="muted">{t('builder.languagesHelp')}</p>
      {survey.languages.map((language) => {
        const own = issues.filter((issue) => issue.language === language);
        const foreign = askedOtherwise(survey, around.instruments, language);
        return (
          <section key={language} class="stack tight">
            <h3>
              <bdi lang={language}>{languageName(language)}</bdi>
            </h3>
            {own.length === 0 && (
              <p class="muted">{t(foreign.length > 0 ? 'builder.languageOwnWhole' : 'builder.languageWhole')}</p>
            )}
            {foreign.map(({ id, title, asked }) => (
              <p key={id} class="muted">
                {t('builder.languageForeign', { title, language: languageName(asked) })}
              </p>
            ))}
            <IssueList builder={builder} issues={own} />
            {survey.languages.length > 1 && (
              <p>
                <Button onClick={() => does((now) => removeLanguage(now, language))}>
                  {t('builder.removeLanguage', { language: languageName(language) })}
                </Button>
              </p>
            )}
          </section>
        );
      })}
      {more.length > 0 && (
        <Select
          label={t('builder.addLanguage')}
          options={[
            { value: '', label: t('builder.chooseLanguage') },
            ...more.map((value) => ({ value, label: languageName(value) })),
          ]}
          value=""
          hint={t('builder.addLanguageHelp')}
          onChange={(language) => language && does((now) => addLanguage(now, language))}
        />
      )}
    </>
  );
}
