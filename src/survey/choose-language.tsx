import { useWords } from '../i18n/words.ts';
import { ChooseOne } from '../ui/choice.tsx';
import { type Instrument, languageName, textLanguage } from './instrument/instrument.ts';
import { pageLanguage } from './respondent/page-languages.ts';

interface ChooseLanguageProps {
  instrument: Instrument;
  languages: readonly string[];
  value: string;
  /** Offered too: the language of the phone that opens the page; the value that stands for it, and its words. */
  phones?: { value: string; label: string; help: string };
  onChange(language: string): void;
}

/** The language of a respondent's page: who wrote its words, whether they were reviewed, and in which one the questions are. */
export function ChooseLanguage({ instrument, languages, value, phones, onChange }: ChooseLanguageProps) {
  const { t } = useWords();
  const isPhones = value === phones?.value;
  const questions = textLanguage(instrument, value);
  const options = languages.map((one) => ({ value: one, label: <bdi lang={one}>{languageName(one)}</bdi> }));
  const phonesOwn = phones ? [{ value: phones.value, label: <>{phones.label}</> }] : [];
  return (
    <div class="stack tight">
      {languages.length > 1 && (
        <ChooseOne
          legend={t('handOver.language')}
          options={[...options, ...phonesOwn]}
          value={value}
          onChange={onChange}
        />
      )}
      {isPhones && <p>{phones.help}</p>}
      {!isPhones && questions !== value && <p>{t('handOver.questionsIn', { language: languageName(questions) })}</p>}
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
