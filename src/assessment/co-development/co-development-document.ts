/** A co-development event as a document: its plan by the checklist, and what came of it. */
import type { Action } from '../../actions/action.ts';
import { actionLines } from '../../actions/action-document.ts';
import {
  type Block,
  type DocumentWords,
  dateWords,
  heading,
  labelled,
  listed,
  quiet,
  type TextDocument,
} from '../../documents/text-document.ts';
import { teamDocument } from '../team-document.ts';
import { type ChecklistPart, checklistCopyright, checklistParts, checklistSources } from './checklist.ts';
import { type CoDevelopmentDraft, outcomeStep } from './co-development-draft.ts';

/** `actions`: what was agreed on for this event. */
export function coDevelopmentDocument(
  event: CoDevelopmentDraft,
  actions: readonly Action[],
  words: DocumentWords,
): TextDocument {
  const { t } = words;
  return teamDocument(words, {
    kind: t('coDevelopment.title'),
    title: event.name.trim() || t('coDevelopment.unnamed'),
    facts: [whenOf(event, words), t(`coDevelopment.state.${event.state}`)].filter(Boolean),
    source: quiet(`${t('coDevelopment.listBy')} © ${checklistCopyright}: ${checklistSources.join('; ')}`),
    agreed: actions,
    blocks: [
      ...labelled(t('coDevelopment.theme'), event.theme),
      ...checklistParts.flatMap((part, at) => {
        const said = partBlocks(part, event, actions, words);
        return [
          heading(2, `${at + 1} ${part.title}`, 'fi'),
          ...(said.length > 0 ? said : [quiet(t('documents.unwritten'))]),
        ];
      }),
      heading(2, `${outcomeStep} ${t('coDevelopment.outcome')}`),
      ...outcomeBlocks(event, words),
    ],
  });
}

/** Its day or days; nothing where none was set. */
function whenOf({ from, until }: CoDevelopmentDraft, words: DocumentWords): string {
  const days = [from, until].filter((day) => day !== '').map((day) => dateWords(day, words));
  return [...new Set(days)].join('–');
}

/** What of a part is taken care of, by group, what is done, and what was agreed there. */
function partBlocks(
  { id, groups }: ChecklistPart,
  { considered, plans }: CoDevelopmentDraft,
  actions: readonly Action[],
  words: DocumentWords,
): Block[] {
  const { t } = words;
  const chosen = groups.flatMap(({ title, items }) => {
    const texts = items
      .filter(({ number }) => considered.includes(number))
      .map(({ text }) => ({ text, language: 'fi' }));
    return listed(title ? { text: title, language: 'fi' } : t('coDevelopment.considered'), texts);
  });
  return [
    ...chosen,
    ...labelled(t('coDevelopment.plan'), plans[id]),
    ...actionLines(
      actions.filter(({ place }) => place === id),
      words,
    ),
  ];
}

function outcomeBlocks(event: CoDevelopmentDraft, words: DocumentWords): Block[] {
  const { t } = words;
  const blocks = [
    ...labelled(t('coDevelopment.cameOf'), event.cameOf),
    ...labelled(t('coDevelopment.effect'), event.effect),
    ...labelled(t('coDevelopment.toldTo'), event.toldTo),
    ...labelled(t('coDevelopment.toldHow'), event.toldHow),
    ...labelled(t('coDevelopment.toldOn'), event.toldOn && dateWords(event.toldOn, words)),
  ];
  return blocks.length > 0 ? blocks : [quiet(t('documents.unwritten'))];
}
