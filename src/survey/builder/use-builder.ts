/** The survey that is being made, as all parts of its screen see it. */
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useWords } from '../../i18n/words.ts';
import { type DraftState, useDraft } from '../../store/use-draft.ts';
import type { Known } from '../bundle/bundles-store.ts';
import { languageName } from '../instrument/instrument.ts';
import { textFor } from '../instrument/instruments-store.ts';
import { pageLanguages } from '../respondent/page-languages.ts';
import { newSurvey } from './begun.ts';
import { draftIdOf, nextOf, ownerHere } from './builder-store.ts';
import { type AroundSurvey, askedOf, type Issue, isMissing, issuesOf, remarksOf } from './look-through.ts';
import { anyWords, isOwn, itemKey, type Survey, SurveyDrafts } from './survey.ts';
import { readyPreview } from './use-preview.ts';

/** A question as it is named to whoever makes the survey. */
export interface Named {
  /** From 1, over the whole survey, as on paper; a text to read has none, and takes none. */
  number: number | undefined;
  words: string;
}

/** How much is missing, is wrong, and is worth a look. */
export interface StandingCounts {
  missing: number;
  wrong: number;
  remarks: number;
}

/** A survey with something new in it, and what that is addressed by. */
interface Made {
  survey: Survey;
  at: string;
}

export interface Builder {
  /** By which the screens are addressed. */
  id: string;
  survey: Survey;
  /** What is missing or wrong: as long as there is any the survey cannot be asked. */
  issues: readonly Issue[];
  /** What is worth a look, and holds nothing up. */
  remarks: readonly Issue[];
  /** What each part and question has of these, by its key. */
  standing: ReadonlyMap<string, StandingCounts>;
  around: AroundSurvey;
  known: Known;
  draft: DraftState<Survey>;
  /** The language of the screens, in which questions are named where they have it. */
  language: string;
  named: ReadonlyMap<string, Named>;
  does(change: (survey: Survey) => Survey): void;
  hrefOf(at?: string): string;
  goTo(at?: string): void;
  /** Changes the survey and opens what came of it. A second tap on `from`, which is left by then, makes nothing. */
  makes(from: string, change: (now: Survey) => Made): void;
  /** Goes there, and on to what stands in the list under `key`: what one stood on is gone. */
  focusInList(key: string, at?: string): void;
  /** What was gone to in order to mend it: its field is focused once it is drawn. */
  toMend: { current: { at: string; issue: Issue } | undefined };
  /** What is to be focused once it is drawn; set by `focusInList`. */
  toFocus: { current: { at: string; href: string } | undefined };
}

/** The draft of the survey of that id: as it was left, else the next version of the one that is there, else a new one. */
export function useBuilder(id: string, known: Known): Builder | undefined {
  const { language } = useWords();
  const { route } = useLocation();
  const initial = useMemo(() => nextOf(known, id) ?? newSurvey(id, language, ownerHere()), []);
  const draft = useDraft(SurveyDrafts, { id: draftIdOf(id), base: 0 }, initial, undefined, true);
  const { data } = draft;
  const around = useMemo(
    () => ({ instruments: known.instruments, pageLanguages: pageLanguages.map((one) => one.language) }),
    [known],
  );
  const first = data?.languages[0];
  useEffect(() => void (first && readyPreview(first)), [first]);
  const issues = useMemo(() => (data ? issuesOf(data, around) : []), [data, around]);
  const remarks = useMemo(() => (data ? remarksOf(data) : []), [data]);
  const standing = useMemo(() => countsOf(issues, remarks), [issues, remarks]);
  const named = useMemo(
    () => (data ? namedQuestions(data, around, language) : new Map<string, Named>()),
    [data, around, language],
  );
  const toFocus = useRef<{ at: string; href: string } | undefined>(undefined);
  const toMend = useRef<{ at: string; issue: Issue } | undefined>(undefined);
  if (!data) return undefined;
  const hrefOf = (at?: string) => `/surveys/build/${id}${at ? `?at=${encodeURIComponent(at)}` : ''}`;
  return {
    ...{ id, survey: data, issues, remarks, standing, around, known, draft, language, named, hrefOf },
    does: (change) => void draft.change(change),
    goTo: (at) => route(hrefOf(at)),
    makes(from, change) {
      if ((new URLSearchParams(location.search).get('at') ?? '') !== from) return;
      let made = from;
      draft.change((now) => {
        const { survey, at } = change(now);
        made = at;
        return survey;
      });
      route(hrefOf(made));
    },
    ...{ toFocus, toMend },
    focusInList(key, at = '') {
      toFocus.current = { at, href: hrefOf(key) };
      route(hrefOf(at), true);
    },
  };
}

/** How much of it all there is. */
export const countsIn = (issues: readonly Issue[], remarks: readonly Issue[]): StandingCounts => {
  const missing = issues.filter(isMissing).length;
  return { missing, wrong: issues.length - missing, remarks: remarks.length };
};

function countsOf(issues: readonly Issue[], remarks: readonly Issue[]): Map<string, StandingCounts> {
  const [held, noted] = [byKey(issues), byKey(remarks)];
  const keys = [...new Set([...held.keys(), ...noted.keys()])];
  return new Map(keys.map((key) => [key, countsIn(held.get(key) ?? [], noted.get(key) ?? [])]));
}

function byKey(issues: readonly Issue[]): Map<string, Issue[]> {
  const found = new Map<string, Issue[]>();
  for (const issue of issues)
    for (const key of [issue.part, issue.question])
      if (key !== undefined) found.set(key, [...(found.get(key) ?? []), issue]);
  return found;
}

/** Every question by its key, as it is named on the screens. */
export function namedQuestions(survey: Survey, { instruments }: AroundSurvey, language: string): Map<string, Named> {
  const words = new Map(
    survey.parts.flatMap((part): [string, string][] => {
      if (isOwn(part)) return part.questions.map((one) => [itemKey(part.id, one.name), anyWords(one.words, language)]);
      const placed = instruments.find(({ id }) => id === part.id);
      const text = placed && textFor(placed, language);
      return placed?.items.map((item, at) => [itemKey(part.id, item.id), text!.items[at]!]) ?? [];
    }),
  );
  let number = 0;
  return new Map(
    askedOf(survey, instruments).map(({ key, type }) => [
      key,
      { number: type === 'statement' ? undefined : ++number, words: words.get(key) ?? '' },
    ]),
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
