/** A project card as a document of one page: its fields and what is written in them, as a table. */
import { type DocumentWords, quiet, type TextDocument, table, textDocument } from '../../documents/text-document.ts';
import type { FieldName, ProjectCardDraft } from './project-card-draft.ts';

export function projectCardDocument(card: ProjectCardDraft, words: DocumentWords): TextDocument {
  const { t } = words;
  const written = card.fields.filter(({ said }) => said.trim());
  const isOurs = written.some(({ ours }) => ours);
  const rows = written.map((field) => [fieldTitle(field, words), field.said.trim()]);
  return textDocument(words, {
    kind: t('projectCard.one'),
    title: card.name.trim() || t('projectCard.unnamed'),
    blocks: [
      ...table(t('projectCard.one'), [t('projectCard.fieldHead'), t('projectCard.saidHead')], rows),
      quiet(
        rows.length === 0 ? t('documents.unwritten') : t(isOurs ? 'projectCard.fieldsOurs' : 'projectCard.fieldsOwn'),
      ),
    ],
  });
}

/** What a field is called: one of the app's own in the language that is read. */
export const fieldTitle = ({ ours, title }: FieldName, { t }: Pick<DocumentWords, 't'>): string =>
  ours ? t(`projectCard.field.${ours}`) : (title ?? '');
