/** A practice looked at against the principles, as a document. */
import type { Action } from '../actions/action.ts';
import { actionLines, actionsTable } from '../actions/action-document.ts';
import {
  type DocumentWords,
  heading,
  quiet,
  type TextDocument,
  textDocument,
  under,
} from '../documents/text-document.ts';
import { hasAnswer } from './answer.ts';
import { answerBlocks } from './answer-document.ts';
import { principlesIn, principlesTitle } from './principles.ts';
import type { PrinciplesDraft } from './principles-draft.ts';

/** `agreed`: what was agreed on of this practice. */
export function principlesDocument(
  { practice, wording, answers }: PrinciplesDraft,
  agreed: readonly Action[],
  words: DocumentWords,
): TextDocument {
  const { t } = words;
  return textDocument(words, {
    kind: t('principles.one'),
    title: practice.trim() || t('principles.unnamed'),
    facts: [t('principles.stands', { wording: t(`principles.wording.${wording}`) })],
    blocks: [
      quiet(principlesTitle, 'fi'),
      ...principlesIn(wording).flatMap(({ key, text, area }) => {
        const answer = answers[key];
        return [
          heading(2, `${key} ${text}`, 'fi'),
          ...(area ? [quiet(area, 'fi')] : []),
          ...(answer && hasAnswer(answer) ? answerBlocks(answer, words) : [quiet(t('documents.unanswered'))]),
          ...actionLines(
            agreed.filter(({ place }) => place === key),
            words,
          ),
        ];
      }),
      ...under(2, t('rounds.agreed'), actionsTable(t('actions.title'), agreed, words)),
    ],
  });
}
