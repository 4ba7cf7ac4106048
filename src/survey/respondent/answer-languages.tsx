import type { AnswerWords } from './answers.ts';

/** A language that the form can be answered in, by its own name. */
export interface Language {
  language: string;
  name: string;
  /** The page is in this one. */
  isHere: boolean;
  choose(language: string): unknown;
}

interface ChoiceProps {
  words: AnswerWords;
  languages: readonly Language[];
  /** The one that was chosen last is not on this device yet. */
  isMissing: boolean;
}

/** The languages of the page. Nothing where there is only one. */
export const LanguageChoice = ({ words, languages, isMissing }: ChoiceProps) =>
  languages.length < 2 ? null : (
    <nav class="languages" aria-label={words.language}>
      {languages.map(({ language, name, isHere, choose }) => (
        <button
          type="button"
          key={language}
          class="button"
          lang={language}
          aria-pressed={isHere}
          onClick={() => isHere || choose(language)}
        >
          <bdi>{name}</bdi>
        </button>
      ))}
      <div role="alert">{isMissing && <p class="wrong">{words.languageNotHere}</p>}</div>
    </nav>
  );

/** The same beside a statement, where there is little room. */
export const LanguageSelect = ({ words, languages }: { words: AnswerWords; languages: readonly Language[] }) =>
  languages.length < 2 ? null : (
    <div class="button plain pick-language">
      <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
        <circle cx="12" cy="12" r="9" />
        <path d="M3 12h18M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18" />
      </svg>
      <select
        aria-label={words.language}
        onChange={({ currentTarget: { value } }) => languages.find(({ language }) => language === value)?.choose(value)}
      >
        {languages.map(({ language, name, isHere }) => (
          <option key={language} value={language} lang={language} selected={isHere}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
