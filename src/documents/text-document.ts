/**
 * A document: a round, a programme, whatever a team carries into a meeting. A page of content writes it as a list of blocks in
 * the order in which they are read; the screen, paper and DOCX draw the same blocks, and know nothing of what they say.
 */
import type { IntervalPicture } from '../charts/intervals.ts';
import { dateIn } from '../i18n/dates.ts';
import type { Words } from '../i18n/words.ts';
import type { Constant } from '../ui/title.ts';

/** Words in a row. */
export interface Inline {
  text: string;
  /** The language, where it is another one than the document's. */
  language?: string;
  /** An address that the words lead to. */
  href?: string;
}

/** How deep a heading stands; the title is the first. */
export type OutlineLevel = 2 | 3 | 4 | 5;

export type Block =
  | { is: 'heading'; level: OutlineLevel; inline: Inline }
  /** Line ends in it stand. `label`: what the next block answers to. `quiet`: beside the matter. `figure`: a number that is the point. */
  | { is: 'paragraph'; inline: Inline; look?: 'label' | 'quiet' | 'figure' }
  | { is: 'list'; items: readonly Inline[] }
  | TableBlock
  /** Drawn on the screen and on paper, above the table that says the same; a DOCX has the table. */
  | { is: 'chart'; picture: IntervalPicture; table: TableBlock };

/** The first cell of a row says what the row is of. */
export interface TableBlock {
  is: 'table';
  caption: string;
  head: readonly string[];
  rows: readonly (readonly Inline[])[];
}

export interface TextDocument {
  /** `fi`, `sv` or `en`: that of all words without one of their own. */
  language: string;
  /** What kind of document it is: the same whoever and whatever it is about. */
  kind: Constant;
  title: string;
  /** What else is to be known of it at once: its day, where it stands. */
  facts?: readonly string[];
  blocks: readonly Block[];
}

/** What a page of content is given beside what it tells of: words in the document's language. */
export interface DocumentWords extends Words {
  /** The day on which it is written, by the calendar of Finland. */
  today: string;
  /** Whose it is; undefined where no organisation set the app up. */
  organisation?: string | undefined;
}

/** `21.11.2026`: a calendar date with its year, for a document is read years later. */
export const dateWords = (date: string, { language }: Pick<Words, 'language'>): string =>
  dateIn(date, language, { day: 'numeric', month: 'numeric', year: 'numeric' });

/** A document under its title, which kind it is, whose, what else is to be known of it, and when it was written. */
export function textDocument(
  words: DocumentWords,
  {
    kind,
    title,
    facts = [],
    blocks,
  }: Pick<TextDocument, 'kind' | 'title' | 'blocks'> & Partial<Pick<TextDocument, 'facts'>>,
): TextDocument {
  const { t, language, organisation, today } = words;
  const made = t('documents.made', { day: dateWords(today, words) });
  const about = [kind, organisation, ...facts, made].filter(Boolean).join(' · ');
  return { language, kind, title, facts, blocks: [quiet(about), ...blocks] };
}

/** A document as a part of another: under its title as a heading of the third level, its own headings below that. */
export function joinedPart({ title, facts = [], blocks: [, ...blocks] }: TextDocument): Block[] {
  const deeper = (level: OutlineLevel): OutlineLevel => (level < 3 ? 4 : 5);
  return [
    heading(3, title),
    ...(facts.length > 0 ? [quiet(facts.join(' · '))] : []),
    ...blocks.map((block) => (block.is === 'heading' ? { ...block, level: deeper(block.level) } : block)),
  ];
}

const of = (text: string, language?: string): Inline => ({ text, ...(language && { language }) });

export const heading = (level: OutlineLevel, text: string, language?: string): Block => ({
  is: 'heading',
  level,
  inline: of(text, language),
});
export const paragraph = (text: string, language?: string): Block => ({ is: 'paragraph', inline: of(text, language) });
export const quiet = (text: string, language?: string): Block => ({
  ...{ is: 'paragraph', inline: of(text, language) },
  look: 'quiet',
});

/** A text and what it answers to; nothing where nothing was written. */
export function labelled(label: string, text: string | undefined, language?: string): Block[] {
  if (!text?.trim()) return [];
  return [{ is: 'paragraph', inline: of(label, language), look: 'label' }, paragraph(text)];
}

/** A list under what it is of; nothing where it is empty. */
export function listed(label: Inline | string, items: readonly (Inline | string)[]): Block[] {
  if (items.length === 0) return [];
  const inline = (words: Inline | string) => (typeof words === 'string' ? of(words) : words);
  return [
    { is: 'paragraph', inline: inline(label), look: 'label' },
    { is: 'list', items: items.map(inline) },
  ];
}

/** A table; nothing where it has no row. */
export function table(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly (Inline | string)[])[],
): TableBlock[] {
  if (rows.length === 0) return [];
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? of(cell) : cell)));
  return [{ is: 'table', caption, head, rows: cells }];
}

/** A chart with its table; the table alone where there is nothing to draw. */
export const chart = (picture: IntervalPicture, tables: readonly TableBlock[]): Block[] =>
  picture.rows.some(({ estimate }) => estimate)
    ? tables.map((one) => ({ is: 'chart', picture, table: one }))
    : [...tables];

/** A number that is the point, large. */
export const figure = (text: string): Block => ({ is: 'paragraph', inline: of(text), look: 'figure' });

/** Blocks under a heading; no heading where there are none. */
export const under = (level: OutlineLevel, text: string, blocks: readonly Block[], language?: string): Block[] =>
  blocks.length > 0 ? [heading(level, text, language), ...blocks] : [];
