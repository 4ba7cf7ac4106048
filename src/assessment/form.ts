/** What the form holds while a team fills it in, and what becomes of it. */
import { isKeepable } from '../store/free-text.ts';
import type { Fields } from '../store/kind.ts';
import {
  type AnswerSoFar,
  assessmentTextLimit,
  besideLimit,
  hasAnswer,
  isSafeLink,
  leastHeard,
  linkLength,
  mostHeard,
  mostLinks,
  type QuestionAnswer,
  whyLimit,
} from './answer.ts';
import { type Assessment, activityLimit, roleLimit } from './assessment.ts';
import type { AssessmentDraft } from './draft.ts';
import type { Answers } from './progress.ts';
import { questionKeys } from './question-keys.ts';
import { questionsChecksum, questionsId, questionsVersion } from './questions.ts';

/** The form for a record, or an empty one. */
export const formOf = (record?: Assessment): AssessmentDraft =>
  record
    ? {
        activity: record.activity,
        answers: record.answers,
        round: record.round,
        previous: record.previous,
        begun: record.begun,
        part: record.part,
        role: record.role,
      }
    : { activity: '', answers: {} };

/** The answers with some of one answer changed. */
export const withAnswer = (answers: Answers, key: string, some: AnswerSoFar): Answers => ({
  ...answers,
  [key]: { ...answers[key], ...some },
});

/** What is wrong with one answer, by the field in which it is. */
export interface AnswerFaults {
  /** A link that is none, or not https; too many of them; too long a one. */
  links?: { is: 'no-https' | 'long'; link: string } | { is: 'many' };
  count?: 'few' | 'no-number';
  /** A text that is too long, or holds an identity code: its field says which. */
  isTextUnfit?: boolean;
}

const linesOf = (links: readonly string[] | undefined): string[] =>
  (links ?? []).map((link) => link.trim()).filter((link) => link !== '');

/** What of an answer cannot be kept as it is written; none where all can. */
export function faultsIn(answer: AnswerSoFar | undefined): AnswerFaults {
  const links = linesOf(answer?.links);
  const unsafe = links.find((link) => !isSafeLink(link));
  const long = links.find((link) => link.length > linkLength);
  const count = String(answer?.heard?.count ?? '').trim();
  const texts = [
    [answer?.text, assessmentTextLimit],
    [answer?.why, whyLimit],
    [answer?.shows, besideLimit],
    [answer?.heard?.text, besideLimit],
  ] as const;
  return {
    ...(links.length > mostLinks && { links: { is: 'many' as const } }),
    ...(long !== undefined && { links: { is: 'long' as const, link: long } }),
    ...(unsafe !== undefined && { links: { is: 'no-https' as const, link: unsafe } }),
    ...(count !== '' && !/^\d{1,6}$/.test(count) && { count: 'no-number' as const }),
    ...(/^\d{1,6}$/.test(count) && Number(count) > mostHeard && { count: 'no-number' as const }),
    ...(/^\d{1,6}$/.test(count) && Number(count) < leastHeard && { count: 'few' as const }),
    ...(texts.some(([text, limit]) => !isKeepable(text ?? '', limit)) && { isTextUnfit: true }),
  };
}

/** The first question with something that cannot be kept as it is written; undefined where there is none. */
export const firstFault = (answers: Answers): string | undefined =>
  questionKeys.find((key) => Object.keys(faultsIn(answers[key])).length > 0);

/** Whether what stands above the questions can be kept. */
export const isHeadFit = ({ activity, role }: AssessmentDraft): boolean =>
  activity.trim() !== '' && isKeepable(activity, activityLimit) && isKeepable(role ?? '', roleLimit);

const written = (text: string | undefined): string | undefined => text?.trim() || undefined;

/** An answer as it is kept: without what was left empty. */
export function keptAnswer(answer: AnswerSoFar): QuestionAnswer {
  const { standing, heard } = answer;
  const [text, shows, why] = [written(answer.text), written(answer.shows), written(answer.why)];
  const links = linesOf(answer.links);
  const [said, count] = [written(heard?.text), String(heard?.count ?? '').trim()];
  const others = {
    ...(heard?.ways?.length && { ways: heard.ways }),
    ...(count && { count: Number(count) }),
    ...(said && { text: said }),
  };
  return {
    ...(standing && { standing }),
    ...(text && { text }),
    ...(why && { why }),
    ...(shows && { shows }),
    ...(links.length > 0 && { links }),
    ...(Object.keys(others).length > 0 && { heard: others }),
  };
}

type Changes = Pick<Fields<Assessment>, 'activity' | 'answers' | 'role'>;

/** What a revision changes: the name, the role, and the answers without the questions that were left open. */
export function draftChanges({ activity, answers, role }: AssessmentDraft): Changes {
  const given: Fields<Assessment>['answers'] = {};
  for (const key of questionKeys) {
    const answer = answers[key];
    if (answer && hasAnswer(answer)) given[key] = keptAnswer(answer);
  }
  return { activity: activity.trim(), answers: given, role: written(role) };
}

/** A new record's fields: the answers and exactly which texts they answer. `id` is the record's, `today` the day in Finland. */
export function assessmentFields(draft: AssessmentDraft, id: string, today: string): Fields<Assessment> {
  const { round = id, begun = today, part = 'common', previous } = draft;
  const questions = { questions: questionsId, questionsVersion, checksum: questionsChecksum };
  return { ...draftChanges(draft), ...questions, round, begun, part, ...(previous && { previous }) };
}

/**
 * What two people wrote from the same start, together: each one's changes hold, of one standing mine, and where both
 * changed one text, both texts stand.
 */
export function mergeDrafts(start: AssessmentDraft, mine: AssessmentDraft, theirs: AssessmentDraft): AssessmentDraft {
  const answers: Answers = {};
  for (const key of questionKeys) {
    const merged = mergeAnswers(start.answers[key] ?? {}, mine.answers[key] ?? {}, theirs.answers[key] ?? {});
    if (hasAnswer(merged)) answers[key] = merged;
  }
  const changed = <T>(of: (draft: AssessmentDraft) => T) => (of(mine) === of(start) ? of(theirs) : of(mine));
  return { ...mine, activity: changed(({ activity }) => activity), role: changed(({ role }) => role), answers };
}

function mergeAnswers(start: AnswerSoFar, mine: AnswerSoFar, theirs: AnswerSoFar): AnswerSoFar {
  const text = (of: (answer: AnswerSoFar) => string | undefined) =>
    bothTexts(of(start) ?? '', of(mine) ?? '', of(theirs) ?? '') || undefined;
  const one = <T>(of: (answer: AnswerSoFar) => T) => (same(of(mine), of(start)) ? of(theirs) : of(mine));
  const links = [...new Set([...linesOf(theirs.links), ...linesOf(mine.links)])];
  const heard = {
    ways: one(({ heard }) => heard?.ways),
    count: one(({ heard }) => heard?.count),
    text: text(({ heard }) => heard?.text),
  };
  return {
    standing: one(({ standing }) => standing),
    text: text((answer) => answer.text),
    why: text(({ why }) => why),
    shows: text(({ shows }) => shows),
    links: links.length > 0 ? links : undefined,
    heard: Object.values(heard).some((value) => value !== undefined) ? heard : undefined,
  };
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function bothTexts(before: string, own: string, other: string): string {
  if (own === before || own === other) return other;
  if (other === before || !other) return own;
  return own ? `${other}\n\n${own}` : other;
}

/** An answer with what another said behind it: its words and links that are not there yet. Where it stands stays as it is. */
export function withWordsOf(answer: AnswerSoFar | undefined, other: AnswerSoFar): AnswerSoFar {
  const behind = (own = '', more = '') => (own.includes(more) ? own : [own.trim(), more].filter(Boolean).join('\n\n'));
  const links = [...new Set([...linesOf(answer?.links), ...linesOf(other.links)])];
  return {
    ...((answer?.text || other.text) && { text: behind(answer?.text, other.text) }),
    ...((answer?.shows || other.shows) && { shows: behind(answer?.shows, other.shows) }),
    ...(links.length > 0 && { links }),
  };
}
