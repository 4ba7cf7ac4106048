/** The survey that is being made, as all parts of its screen see it. */
import { useMemo, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useWords } from '../../i18n/words.ts';
import { type DraftState, useDraft } from '../../store/use-draft.ts';
import type { Known } from '../bundle/bundles-store.ts';
import { languageName } from '../instrument/instrument.ts';
import { textFor } from '../instrument/instruments-store.ts';
import { pageLanguages } from '../respondent/page-languages.ts';
import { newSurvey } from './begun.ts';
import { draftIdOf, nextOf, ownerHere } from './builder-store.ts';
import { type AroundSurvey, askedOf, type Issue, issuesOf } from './look-through.ts';
import { anyWords, isOwn, itemKey, type Survey, SurveyDrafts } from './survey.ts';

/** A question as it is named to whoever makes the survey. */
export interface Named {
  /** From 1, over the whole survey. */
  number: number;
  words: string;
}

export interface Builder {
  /** By which the screens are addressed. */
  id: string;
  survey: Survey;
  issues: readonly Issue[];
  /** How much is missing or wrong in each part and question, by its key. */
  lacking: ReadonlyMap<string, number>;
  around: AroundSurvey;
  known: Known;
  draft: DraftState<Survey>;
  /** The language of the screens, in which questions are named where they have it. */
  language: string;
  named: ReadonlyMap<string, Named>;
  does(change: (survey: Survey) => Survey): void;
  hrefOf(at?: string): string;
  goTo(at?: string): void;
  /** Goes there, and on to what stands in the list under `key`: what one stood on is gone. */
  focusInList(key: string, at?: string): void;
  /** What is to be focused once it is drawn; set by `focusInList`. */
  toFocus: { current: { at: string; href: string } | undefined };
}

/** The draft of the survey of that id: as it was left, else the next version of the one that is there, else a new one. */
export function useBuilder(id: string, known: Known): Builder | undefined {
  const { language } = useWords();
  const { route } = useLocation();
  const initial = useMemo(() => nextOf(known, id) ?? newSurvey(id, language, ownerHere()), []);
  const draft = useDraft(SurveyDrafts, { id: draftIdOf(id), base: 0 }, initial);
  const { data } = draft;
  const around = useMemo(
    () => ({ instruments: known.instruments, pageLanguages: pageLanguages.map((one) => one.language) }),
    [known],
  );
  const issues = useMemo(() => (data ? issuesOf(data, around) : []), [data, around]);
  const lacking = useMemo(() => countsOf(issues), [issues]);
  const named = useMemo(
    () => (data ? namesOf(data, around, language) : new Map<string, Named>()),
    [data, around, language],
  );
  const toFocus = useRef<{ at: string; href: string } | undefined>(undefined);
  if (!data) return undefined;
  const hrefOf = (at?: string) => `/surveys/build/${id}${at ? `?at=${encodeURIComponent(at)}` : ''}`;
  return {
    ...{ id, survey: data, issues, lacking, around, known, draft, language, named, hrefOf },
    does: (change) => void draft.change(change),
    goTo: (at) => route(hrefOf(at)),
    toFocus,
    focusInList(key, at = '') {
      toFocus.current = { at, href: hrefOf(key) };
      route(hrefOf(at), true);
    },
  };
}

function countsOf(issues: readonly Issue[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { part, question } of issues)
    for (const key of [part, question]) if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function namesOf(survey: Survey, { instruments }: AroundSurvey, language: string): Map<string, Named> {
  const words = new Map(
    survey.parts.flatMap((part): [string, string][] => {
      if (isOwn(part)) return part.questions.map((one) => [itemKey(part.id, one.name), anyWords(one.words, language)]);
      const placed = instruments.find(({ id }) => id === part.id);
      const text = placed && textFor(placed, language);
      return placed?.items.map((item, at) => [itemKey(part.id, item.id), text!.items[at]!]) ?? [];
    }),
  );
  return new Map(
    askedOf(survey, instruments).map(({ key }, at) => [key, { number: at + 1, words: words.get(key) ?? '' }]),
  );
}

/** What is said of one text of a survey, at its place. */
export const issuesAt = (
  issues: readonly Issue[],
  at: Pick<Issue, 'part' | 'question' | 'choice' | 'language'>,
): Issue[] =>
  issues.filter(
    (issue) =>
      issue.part === at.part &&
      issue.question === at.question &&
      issue.choice === at.choice &&
      (at.language === undefined || issue.language === at.language),
  );

/** What a field is called: with its language, where the survey has several. */
export const inLanguage = (label: string, language: string, { languages }: Survey): string =>
  languages.length > 1 ? `${label} (${languageName(language)})` : label;
