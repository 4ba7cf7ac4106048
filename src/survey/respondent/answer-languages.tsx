import type { Share } from '../bundle/form.ts';
import type { AnswerWords } from './answers.ts';

/** A language that the form can be answered in, by its own name. */
export interface Language {
  language: string;
  name: string;
  /** The page is in this one. */
  isHere: boolean;
  /** How many of the questions are in it: where none is, only the words around them are. */
  share: Share;
  choose(language: string): unknown;
}

interface ChoiceProps {
  words: AnswerWords;
  languages: readonly Language[];
  /** The one that was chosen last is not on this device yet. */
  isMissing: boolean;
}

/** The languages of the page: those of all questions first, those of some and of none under words that say so. Nothing where there is only one. */
export function LanguageChoice({ words, languages, isMissing }: ChoiceProps) {
  if (languages.length < 2) return null;
  const { own, partly, around } = apart(languages);
  return (
    <nav class="languages" aria-label={words.language}>
      {own.map(asButton)}
      {partly.length > 0 && <p class="muted">{words.languagesPartly}</p>}
      {partly.map(asButton)}
      {around.length > 0 && <p class="muted">{words.languagesAround}</p>}
      {around.map(asButton)}
      <div role="alert">{isMissing && <p class="wrong">{words.languageNotHere}</p>}</div>
    </nav>
  );
}

const apart = (languages: readonly Language[]) => ({
  own: languages.filter(({ share }) => share === 'all'),
  partly: languages.filter(({ share }) => share === 'some'),
  around: languages.filter(({ share }) => share === 'none'),
});

const asButton = ({ language, name, isHere, choose }: Language) => (
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
);

/** The same beside a statement, where there is little room. */
export function LanguageSelect({ words, languages }: { words: AnswerWords; languages: readonly Language[] }) {
  if (languages.length < 2) return null;
  const { own, partly, around } = apart(languages);
  return (
    <div class="button plain pick-language">
      <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
        <circle cx="12" cy="12" r="9" />
        <path d="M3 12h18M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18" />
      </svg>
      <select
        aria-label={words.language}
        onChange={({ currentTarget: { value } }) => languages.find(({ language }) => language === value)?.choose(value)}
      >
        {own.map(asOption)}
        {partly.length > 0 && <optgroup label={words.languagesPartly}>{partly.map(asOption)}</optgroup>}
        {around.length > 0 && <optgroup label={words.languagesAround}>{around.map(asOption)}</optgroup>}
      </select>
    </div>
  );
}

const asOption = ({ language, name, isHere }: Language) => (
  <option key={language} value={language} lang={language} selected={isHere}>
    {name}
  </option>
);
