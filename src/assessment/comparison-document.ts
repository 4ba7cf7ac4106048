/** Rounds of one activity side by side: where it stood each time, what moved, what was promised and done, what was said. */
import type { Action } from '../actions/action.ts';
import { actionsTable } from '../actions/action-document.ts';
import {
  type Block,
  type DocumentWords,
  dateWords,
  heading,
  quiet,
  type TextDocument,
  table,
  textDocument,
  under,
} from '../documents/text-document.ts';
import { movedSince, promisedIn } from './again.ts';
import { hasAnswer } from './answer.ts';
import { answerBlocks } from './answer-document.ts';
import type { Assessment } from './assessment.ts';
import { areaOf, questionsByNumber } from './parts.ts';
import { questionKeys } from './question-keys.ts';
import { areas } from './questions.ts';
import type { Round } from './round.ts';
import { askedBlocks, questionsSource } from './round-document.ts';

/** So many rounds have room beside each other on a sheet; more follow in a table of their own. */
const besideEachOther = 4;

type Common = Assessment['answers'];

/** `earlier`: the last one first. */
export function comparisonDocument(
  round: Round,
  earlier: readonly Round[],
  actions: readonly Action[],
  words: DocumentWords,
): TextDocument {
  const { t } = words;
  const all = [...earlier].reverse().concat(round);
  const dayOf = ({ begun }: Round) => dateWords(begun, words);
  return textDocument(words, {
    kind: t('documents.comparison'),
    title: round.activity,
    facts: [t('documents.roundsOf', { days: all.map(dayOf).join(', ') })],
    blocks: [
      questionsSource(words),
      ...under(2, t('assessment.where'), standingsOverTime(all, words)),
      ...earlier.flatMap((before) =>
        under(2, t('rounds.since', { day: dayOf(before) }), since(before, round, actions, words)),
      ),
      ...under(2, t('documents.saidInRounds'), saidOverTime(all, words)),
    ],
  });
}

const commonOf = ({ common }: Round): Common => common[0]?.answers ?? {};

/** `2a Miten …`: what stands in a row of its own. */
const rowHead = (key: string) => ({
  text: `${key} ${areaOf(Number.parseInt(key, 10)).asked.text}`,
  language: 'fi',
});

function standingsOverTime(rounds: readonly Round[], words: DocumentWords): Block[] {
  const { t } = words;
  const turns = Math.ceil(rounds.length / besideEachOther);
  return Array.from({ length: turns }, (_, turn) =>
    rounds.slice(turn * besideEachOther, (turn + 1) * besideEachOther),
  ).flatMap((some) =>
    table(
      t('documents.standingsIn', { days: some.map(({ begun }) => dateWords(begun, words)).join(', ') }),
      [t('rounds.movedQuestion'), ...some.map(({ begun }) => dateWords(begun, words))],
      questionKeys.map((key) => [
        rowHead(key),
        ...some.map((round) => t(`assessment.standing.${commonOf(round)[key]?.standing ?? 'open'}`)),
      ]),
    ),
  );
}

function since(before: Round, round: Round, actions: readonly Action[], words: DocumentWords): Block[] {
  const { t } = words;
  const moved = movedSince(commonOf(before), commonOf(round));
  const promised = promisedIn(before.round, actions);
  const done = promised.filter(({ state }) => state === 'done').length;
  const head = [t('rounds.movedQuestion'), t('rounds.movedFrom'), t('rounds.movedTo')];
  const rows = moved.map(({ key, from, to }) => [
    rowHead(key),
    ...[from, to].map((standing) => t(`assessment.standing.${standing}`)),
  ]);
  const caption = t('rounds.moved', { count: moved.length });
  return [
    ...(rows.length > 0 ? table(caption, head, rows) : [quiet(caption)]),
    ...actionsTable(t('rounds.promised', { count: promised.length, done }), promised, words),
  ];
}

function saidOverTime(rounds: readonly Round[], words: DocumentWords): Block[] {
  return areas.flatMap(questionsByNumber).flatMap((asked) => {
    const said = asked.parts.flatMap(({ key, letter, wording }) =>
      rounds.flatMap((round): Block[] => {
        const answer = commonOf(round)[key];
        if (!answer || !hasAnswer(answer)) return [];
        const day = dateWords(round.begun, words);
        const whose = letter ? heading(4, `${letter}) ${wording} · ${day}`, 'fi') : heading(4, day);
        return [whose, ...answerBlocks(answer, words)];
      }),
    );
    return said.length > 0 ? [...askedBlocks(asked), ...said] : [];
  });
}
