/** What the documents of a team's own work have in common: whose the questions are at the head, what was agreed at the end. */
import type { Action } from '../actions/action.ts';
import { actionsTable } from '../actions/action-document.ts';
import {
  type Block,
  type DocumentWords,
  quiet,
  type TextDocument,
  textDocument,
  under,
} from '../documents/text-document.ts';

interface TeamDocument extends Pick<TextDocument, 'kind' | 'title' | 'blocks'> {
  facts?: readonly string[];
  /** Whose the questions are. */
  source: Block;
  /** What was agreed on; a kind of which nothing is agreed has none. */
  agreed?: readonly Action[];
}

export const teamDocument = (
  words: DocumentWords,
  { source, blocks, agreed = [], ...head }: TeamDocument,
): TextDocument =>
  textDocument(words, {
    ...head,
    blocks: [
      source,
      ...blocks,
      ...under(2, words.t('rounds.agreed'), actionsTable(words.t('actions.title'), agreed, words)),
    ],
  });

/** Whose questions are asked. */
export const questionsBy = ({ t }: DocumentWords, owner: string): Block =>
  quiet(`${t('assessment.questionsBy')} © ${owner}`);
