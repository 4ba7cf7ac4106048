/** A project card while it is written, and what becomes of it. */
import * as z from 'zod/mini';
import { defineDraft } from '../../store/draft-kind.ts';
import { isKeepable } from '../../store/free-text.ts';
import type { Fields } from '../../store/kind.ts';
import type { InclusionPracticeDraft } from '../inclusion-practice/inclusion-practice-draft.ts';
import { mostFields, type OurField, onePage, ourFields, type ProjectCard, projectCardLimits } from './project-card.ts';

/** Which field it is: one of the app's own, or one of the organisation's by its title. */
export interface FieldName {
  ours?: OurField | undefined;
  title?: string | undefined;
}
export type WrittenField = FieldName & { said: string };
/** A field as it is asked. */
export type AskedField = FieldName & { hint?: string | undefined };

export interface ProjectCardDraft {
  name: string;
  fields: WrittenField[];
}

export const emptyProjectCard: ProjectCardDraft = { name: '', fields: [] };

const text = z.string();
export const ProjectCardDrafts = defineDraft<ProjectCardDraft>(
  'projectcard',
  {
    name: text,
    fields: z.array(z.strictObject({ ours: z.optional(z.enum(ourFields)), title: z.optional(text), said: text })),
  },
  emptyProjectCard,
);

export const projectCardForm = (record?: ProjectCard): ProjectCardDraft =>
  record ? { name: record.name, fields: record.fields } : emptyProjectCard;

/** What a card asks: the organisation's own fields where it lists any, else the app's. */
export const askedOn = (own: readonly { title: string; hint?: string | undefined }[]): readonly AskedField[] =>
  own.length > 0 ? own : ourFields.map((ours) => ({ ours }));

const isSame = (one: FieldName, other: FieldName): boolean => one.ours === other.ours && one.title === other.title;

/** The fields as they are asked now, then those that are asked no more and have words: what was written stays. */
export const fieldsOfCard = (
  asked: readonly AskedField[],
  { fields }: Pick<ProjectCardDraft, 'fields'>,
): (AskedField & WrittenField)[] => [
  ...asked.map((field) => ({ ...field, said: fields.find((one) => isSame(one, field))?.said ?? '' })),
  ...fields.filter((one) => one.said.trim() && !asked.some((field) => isSame(one, field))),
];

/** With what was written in one field. */
export const withWritten = (
  fields: readonly WrittenField[],
  { ours, title }: FieldName,
  said: string,
): WrittenField[] => {
  const written = { ...(ours && { ours }), ...(title !== undefined && { title }), said };
  return fields.some((one) => isSame(one, written))
    ? fields.map((one) => (isSame(one, written) ? written : one))
    : [...fields, written];
};

/** A record's fields: what was written, in the order in which it is asked. */
export const projectCardFields = (draft: ProjectCardDraft, asked: readonly AskedField[]): Fields<ProjectCard> => ({
  name: draft.name.trim(),
  fields: fieldsOfCard(asked, draft).flatMap(({ ours, title, said }) =>
    said.trim() && (ours || title?.trim())
      ? [{ ...(ours ? { ours } : { title: title!.trim() }), said: said.trim() }]
      : [],
  ),
});

/** All that a person writes of it, whom to ask aside, which is there to say just that: it is looked through before it is kept. */
export const writtenInCard = ({ name, fields }: ProjectCardDraft): string[] => [
  name,
  ...fields.flatMap(({ ours, said }) => (ours === 'contact' ? [] : [said])),
];

/** How many characters more it has than one page has room for; 0 where it fits. */
export const tooManyForPage = ({ fields }: Pick<ProjectCardDraft, 'fields'>): number =>
  Math.max(0, fields.reduce((sum, { said }) => sum + said.trim().length, 0) - onePage);

/** Whether it can be kept as it is written. */
export const isCardFit = ({ name, fields }: ProjectCardDraft): boolean =>
  name.trim() !== '' &&
  isKeepable(name, projectCardLimits.name) &&
  fields.length <= mostFields &&
  fields.every(
    ({ said, title = '' }) => isKeepable(said, projectCardLimits.words) && isKeepable(title, projectCardLimits.title),
  );

/** What a practice says of a project. What is longer than a field is told there: nothing is cut. */
export function fromPractice({
  name,
  described,
}: Pick<InclusionPracticeDraft, 'name' | 'described'>): ProjectCardDraft {
  const said: Partial<Record<OurField, string | undefined>> = {
    ...{ carrier: described.where, funder: described.funder, need: described.needs, aim: described.change },
    ...{ means: described.idea, results: described.measuring },
  };
  return {
    name,
    fields: ourFields.flatMap((ours) => {
      const words = said[ours]?.trim();
      return words ? [{ ours, said: words }] : [];
    }),
  };
}
