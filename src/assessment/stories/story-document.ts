/** A small success story as a document: what happened, what brought it, what kind of inclusion grew, and what did not succeed. */
import {
  type Block,
  type DocumentWords,
  paragraph,
  quiet,
  type TextDocument,
  textDocument,
  under,
} from '../../documents/text-document.ts';
import { areaTitle } from './story-areas.ts';
import type { StoryDraft } from './story-draft.ts';

export function storyDocument(story: StoryDraft, words: DocumentWords): TextDocument {
  const { t } = words;
  const { name, told, outcome, areas } = story;
  const said = (field: 'happened' | 'situation' | 'increase' | 'failed'): Block[] =>
    under(2, t(`stories.${field}`), story[field].trim() ? [paragraph(story[field].trim())] : []);
  return textDocument(words, {
    kind: t('stories.one'),
    title: name.trim(),
    facts: [t(`stories.outcomes.${outcome}`)],
    blocks: [
      quiet([t('stories.voluntary'), told && t(`stories.tellings.${told}`)].filter(Boolean).join(' ')),
      ...said('happened'),
      ...said('situation'),
      ...under(2, t('stories.areas'), areasOf(areas)),
      ...said('increase'),
      ...said('failed'),
    ],
  });
}

const areasOf = (areas: StoryDraft['areas']): Block[] =>
  areas.length > 0 ? [{ is: 'list', items: areas.map((area) => ({ text: areaTitle(area), language: 'fi' })) }] : [];
