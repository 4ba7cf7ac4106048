/** A practice that furthers inclusion as a document: as Innokylä asks, and its evaluation in two views as the annex of that. */
import {
  type Block,
  type DocumentWords,
  heading,
  labelled,
  listed,
  paragraph,
  quiet,
  type TextDocument,
  under,
} from '../../documents/text-document.ts';
import { isSafeLink } from '../answer.ts';
import { questionsByNumber } from '../parts.ts';
import { type Area, areas, questionsCopyright } from '../questions.ts';
import { questionsBy, teamDocument } from '../team-document.ts';
import type { InclusionPracticeDraft } from './inclusion-practice-draft.ts';
import { describedParts, type InnokylaField, innokylaFields, innokylaTitle } from './innokyla.ts';

export function inclusionPracticeDocument(practice: InclusionPracticeDraft, words: DocumentWords): TextDocument {
  const { t } = words;
  const unwritten = (blocks: Block[]) => (blocks.length > 0 ? blocks : [quiet(t('documents.unwritten'))]);
  return teamDocument(words, {
    kind: t('inclusionPractice.one'),
    title: practice.name.trim() || t('inclusionPractice.unnamed'),
    source: questionsBy(words, questionsCopyright),
    blocks: [
      heading(2, t('inclusionPractice.description')),
      ...unwritten(describedBlocks(practice)),
      heading(2, t('inclusionPractice.byAreas')),
      ...areas.flatMap((area) => [
        heading(3, areaName(area), 'fi'),
        ...unwritten(evaluatedBlocks(area, practice.evaluated)),
      ]),
      heading(2, t('inclusionPractice.byCriteria')),
      ...(practice.criteria.length > 0 ? [quiet(t('inclusionPractice.criteriaOwn'))] : []),
      ...unwritten(practice.criteria.flatMap(({ criterion, said }) => (said?.trim() ? labelled(criterion, said) : []))),
    ],
  });
}

export const areaName = ({ title, subtitle }: Pick<Area, 'title' | 'subtitle'>): string =>
  [title, subtitle].filter(Boolean).join(' · ');

function describedBlocks({ described, links }: InclusionPracticeDraft): Block[] {
  const written = links.filter((link) => link.trim());
  return describedParts.flatMap(({ id, fields }) => [
    ...fields.flatMap((field) => labelled(innokylaTitle[field], described[field], 'fi')),
    ...(id === 'basics'
      ? listed(
          { text: innokylaTitle.links, language: 'fi' },
          written.map((link) => ({ text: link, ...(isSafeLink(link) && { href: link }) })),
        )
      : []),
  ]);
}

/** The questions of an area of which something is said, word for word, each with it. */
const evaluatedBlocks = (area: Area, evaluated: InclusionPracticeDraft['evaluated']): Block[] =>
  questionsByNumber(area).flatMap(({ number, text, parts }) =>
    under(
      4,
      `${number} ${text}`,
      parts.flatMap(({ key, letter, wording }) => {
        const said = evaluated[key];
        if (!said?.trim()) return [];
        return letter ? labelled(`${letter}) ${wording}`, said, 'fi') : [paragraph(said)];
      }),
      'fi',
    ),
  );

/** What goes into each field of Innokylä, as plain text; an empty one is ''. */
export function innokylaTexts({ name, described, links }: InclusionPracticeDraft): Record<InnokylaField, string> {
  const written = (said: string | undefined) => (said ?? '').replace(/\r\n?/g, '\n').trim();
  return Object.fromEntries(
    innokylaFields.map(({ id }) => {
      if (id === 'name') return [id, written(name)];
      if (id === 'links') return [id, written(links.filter((link) => link.trim()).join('\n'))];
      return [id, written(described[id])];
    }),
  ) as Record<InnokylaField, string>;
}
