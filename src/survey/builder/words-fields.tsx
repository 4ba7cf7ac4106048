import { useWords } from '../../i18n/words.ts';
import { Field } from '../../ui/field.tsx';
import type { Translations } from '../instrument/instrument.ts';
import { longestText } from '../instrument/schema.ts';
import { saidAt } from './builder-words.ts';
import { type Issue, unfitOf } from './look-through.ts';
import { type Builder, inLanguage } from './use-builder.ts';

interface Props {
  builder: Builder;
  label: string;
  words: Translations;
  /** What is said of this text, in whichever language, beside that it is too long or has a sign that nobody sees. */
  issues: readonly Issue[];
  hint?: string | undefined;
  isLong?: boolean;
  /** The most signs. What is pasted is never cut: it is told. */
  most?: number;
  onInput(language: string, text: string): void;
}

/** One text in every language of the survey, side by side. */
export function WordsFields({
  builder,
  label,
  words,
  issues,
  hint,
  isLong = false,
  most = longestText,
  onInput,
}: Props) {
  const { t } = useWords();
  const { survey } = builder;
  return (
    <div class="in-languages">
      {survey.languages.map((language) => {
        const value = words[language] ?? '';
        const why = unfitOf(value, most);
        const here = [...(why ? [{ why, language }] : []), ...issues.filter((issue) => issue.language === language)];
        const said = saidAt(t, here);
        return (
          <div key={language} data-issues={here.map((issue) => issue.why).join(' ') || undefined}>
            <Field
              label={inLanguage(label, language, survey)}
              value={value}
              onInput={(text) => onInput(language, text)}
              hint={[hint, said.hint].filter(Boolean).join(' ') || undefined}
              error={said.error}
              long={isLong}
              lang={language}
            />
          </div>
        );
      })}
    </div>
  );
}
