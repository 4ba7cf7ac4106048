import { useWords } from '../i18n/words.ts';
import { ChooseOne } from '../ui/choice.tsx';
import { pagesApart, questionLanguages } from './bundle/form.ts';
import { type Instrument, languageName } from './instrument/instrument.ts';
import { pageLanguage } from './respondent/page-languages.ts';

interface ChooseLanguageProps {
  instrument: Instrument;
  languages: readonly string[];
  value: string;
  /** Offered too: the language of the phone that opens the page; the value that stands for it, and its words. */
  phones?: { value: string; label: string; help: string };
  onChange(language: string): void;
}

/**
 * The language of a respondent's page: who wrote its words, whether they were reviewed, and in which ones the questions are. Those in which
 * all questions are stand first, then those in which some are; the other languages of the page are folded.
 */
export function ChooseLanguage({ instrument, languages, value, phones, onChange }: ChooseLanguageProps) {
  const { t } = useWords();
  const isPhones = value === phones?.value;
  const questions = isPhones ? [] : [...new Set(questionLanguages(instrument, value))];
  const optionOf = (one: string) => ({ value: one, label: <bdi lang={one}>{languageName(one)}</bdi> });
  const { whole, partly, around } = pagesApart(instrument, languages);
  const asked = [...new Set(around.flatMap((one) => questionLanguages(instrument, one)))].map(languageName).join(', ');
  const phonesOwn = phones ? [{ value: phones.value, label: <>{phones.label}</> }] : [];
  return (
    <div class="stack tight">
      {languages.length > 1 && (
        <ChooseOne
          legend={t('handOver.language')}
          options={[...whole.map(optionOf), ...phonesOwn]}
          value={value}
          onChange={onChange}
        />
      )}
      {partly.length > 0 && (
        <ChooseOne
          legend={t('handOver.partLanguages')}
          options={partly.map(optionOf)}
          value={value}
          onChange={onChange}
        />
      )}
      {around.length > 0 && (
        <details open={around.includes(value)}>
          <summary>{t('handOver.otherLanguages', { languages: asked })}</summary>
          <ChooseOne
            legend={t('handOver.pageLanguage')}
            options={around.map(optionOf)}
            value={value}
            onChange={onChange}
          />
        </details>
      )}
      {isPhones && <p>{phones.help}</p>}
      {questions.some((one) => one !== value) && (
        <p>{t('handOver.questionsIn', { language: questions.map(languageName).join(', ') })}</p>
      )}
      <PageLanguageNote language={value} />
    </div>
  );
}

/** Whose words a page in a language has, and whether a native speaker has read them. Nothing where an instrument brings them. */
export function PageLanguageNote({ language }: { language: string }) {
  const { t, day } = useWords();
  const known = pageLanguage(language);
  if (!known) return null;
  const { made, reviewed } = known;
  return (
    <p class="muted small">
      {t('handOver.wordsBy', { language: languageName(language), made })}{' '}
      {reviewed ? t('handOver.reviewed', { by: reviewed.by, on: day(reviewed.on) }) : t('handOver.notReviewed')}
    </p>
  );
}
