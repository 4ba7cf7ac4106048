/** A round as a document: where the activity stands, every question with all that was said of it, what was agreed. */
import type { Action } from '../actions/action.ts';
import { actionLines } from '../actions/action-document.ts';
import {
  type Block,
  type DocumentWords,
  dateWords,
  heading,
  type OutlineLevel,
  paragraph,
  quiet,
  type TextDocument,
  table,
  under,
} from '../documents/text-document.ts';
import { wallDate } from '../i18n/wall-time.ts';
import { promisedIn } from './again.ts';
import { hasAnswer } from './answer.ts';
import { answerBlocks } from './answer-document.ts';
import type { Assessment } from './assessment.ts';
import { type QuestionPart, questionsByNumber } from './parts.ts';
import { type Answers, countMarks, marks } from './progress.ts';
import { areas, frame, questionsCopyright } from './questions.ts';
import type { Round } from './round.ts';
import { questionsBy, teamDocument } from './team-document.ts';
import { viewName } from './view-name.ts';

/** Who of a round says something: the team together first, without a name. */
interface Teller {
  name?: string;
  answers: Answers;
}

export function roundDocument(round: Round, actions: readonly Action[], words: DocumentWords): TextDocument {
  const { t } = words;
  const agreed = promisedIn(round.round, actions);
  const [common] = round.common;
  return teamDocument(words, {
    kind: t('documents.round'),
    title: round.activity,
    facts: [t('rounds.begun', { day: dateWords(round.begun, words) })],
    source: questionsSource(words),
    agreed,
    blocks: [
      ...(common ? under(2, t('assessment.where'), standingsTable(common.answers, words)) : []),
      ...questionBlocks(tellersOf(round, words), agreed, words),
    ],
  });
}

/** Whose the questions are. */
export const questionsSource = (words: DocumentWords): Block => questionsBy(words, questionsCopyright);

function tellersOf({ common, views }: Round, words: DocumentWords): Teller[] {
  const { t } = words;
  const named = (record: Assessment, name: string): Teller => ({ name, answers: record.answers });
  const [first, ...others] = common;
  return [
    ...(first ? [{ answers: first.answers }] : []),
    ...others.map((record) => named(record, t('rounds.otherCommon', { time: dateWords(wallDate(record.at), words) }))),
    ...views.map((record, at) => named(record, viewName(record.role, at + 1, t))),
  ];
}

/** How many questions of each area stand where. Never summed. */
function standingsTable(answers: Answers, { t }: DocumentWords): Block[] {
  const head = [t('documents.area'), ...marks.map((mark) => t(`assessment.standing.${mark}`))];
  const rows = frame.map(({ parts }) => {
    const counts = countMarks(answers, parts);
    return [{ text: parts[0]!.title, language: 'fi' }, ...marks.map((mark) => String(counts[mark]))];
  });
  return table(t('assessment.picture'), head, rows);
}

function questionBlocks(tellers: readonly Teller[], agreed: readonly Action[], words: DocumentWords): Block[] {
  return areas.flatMap((area) => [
    heading(2, [area.title, area.subtitle].filter(Boolean).join(' · '), 'fi'),
    ...(area.intro ? [paragraph(area.intro, 'fi')] : []),
    ...questionsByNumber(area).flatMap((asked) => [
      ...askedBlocks(asked),
      ...asked.parts.flatMap((part) => [
        ...(part.letter ? [heading(4, `${part.letter}) ${part.wording}`, 'fi')] : []),
        ...saidOf(part.key, tellers, part.letter ? 5 : 4, words),
        ...actionLines(
          agreed.filter(({ place }) => place === part.key),
          words,
        ),
      ]),
    ]),
  ]);
}

/** A question in its owner's words, with its example. */
export const askedBlocks = ({ number, text, example }: QuestionPart): Block[] => [
  heading(3, `${number} ${text}`, 'fi'),
  ...(example ? [quiet(example, 'fi')] : []),
];

function saidOf(key: string, tellers: readonly Teller[], level: OutlineLevel, words: DocumentWords): Block[] {
  const said = tellers.flatMap(({ name, answers }): Block[] => {
    const answer = answers[key];
    if (!answer || !hasAnswer(answer)) return [];
    return [...(name ? [heading(level, name)] : []), ...answerBlocks(answer, words)];
  });
  return said.length > 0 ? said : [quiet(words.t('documents.unanswered'))];
}
