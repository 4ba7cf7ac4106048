/** A practice looked at against the principles, as a document. */
import type { Action } from '../actions/action.ts';
import { actionLines } from '../actions/action-document.ts';
import { type DocumentWords, heading, quiet, type TextDocument } from '../documents/text-document.ts';
import { hasAnswer } from './answer.ts';
import { answerBlocks } from './answer-document.ts';
import { principlesIn, principlesTitle } from './principles.ts';
import type { PrinciplesDraft } from './principles-draft.ts';
import { teamDocument } from './team-document.ts';

/** `agreed`: what was agreed on of this practice. */
export function principlesDocument(
  { practice, wording, answers }: PrinciplesDraft,
  agreed: readonly Action[],
  words: DocumentWords,
): TextDocument {
  const { t } = words;
  return teamDocument(words, {
    kind: t('principles.one'),
    title: practice.trim() || t('principles.unnamed'),
    facts: [t('principles.stands', { wording: t(`principles.wording.${wording}`) })],
    source: quiet(principlesTitle, 'fi'),
    agreed,
    blocks: principlesIn(wording).flatMap(({ key, text, area }) => {
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
  });
}
