/** What was agreed on, in a document. */
import { type Block, type DocumentWords, dateWords, listed, table } from '../documents/text-document.ts';
import type { Action } from './action.ts';

function standing({ state, doneOn }: Action, words: DocumentWords): string {
  const { t } = words;
  if (state === 'done') return doneOn ? t('actions.doneOn', { day: dateWords(doneOn, words) }) : t('actions.done');
  return t(state === 'dropped' ? 'actions.dropped' : 'documents.notDone');
}

const dueWords = ({ due }: Action, words: DocumentWords) => (due ? dateWords(due, words) : '');

/** The actions of one place, a line each. */
export const actionLines = (actions: readonly Action[], words: DocumentWords): Block[] =>
  listed(
    words.t('actions.here'),
    actions.map((action) =>
      [action.what, action.who, dueWords(action, words), standing(action, words)].filter(Boolean).join(' · '),
    ),
  );

/** All of them, with their means, as a table. */
export function actionsTable(caption: string, actions: readonly Action[], words: DocumentWords): Block[] {
  const { t } = words;
  const head = [t('actions.what'), t('actions.who'), t('actions.by'), t('actions.means'), t('documents.stands')];
  const rows = actions.map((action) => [
    ...[action.what, action.who ?? '', dueWords(action, words), action.means ?? '', standing(action, words)],
  ]);
  return table(caption, head, rows);
}
