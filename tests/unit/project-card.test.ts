/** A project card: one page, whose fields are the organisation's own, or the app's proposal. */
import { describe, expect, test } from 'vitest';
import { onePage, ourFields, ProjectCard, projectCardLimits } from '../../src/assessment/project-card/project-card.ts';
import { projectCardDocument } from '../../src/assessment/project-card/project-card-document.ts';
import {
  askedOn,
  emptyProjectCard,
  fieldsOfCard,
  fromPractice,
  isCardFit,
  projectCardFields,
  projectCardForm,
  tooManyForPage,
  withWritten,
} from '../../src/assessment/project-card/project-card-draft.ts';
import { docx } from '../../src/documents/docx.ts';
import { OrganisationDocument } from '../../src/organisation.ts';
import { hasWriter, pdfsByLibreOffice, writerNotRun } from '../support/libreoffice.ts';
import { pasted } from '../support/pasted.ts';
import { hasPdfReaders, pdfMarks, pdfReadersNotRun, pdfText } from '../support/pdf.ts';
import { anInclusionPractice, aProjectCard, documentWords, textsOf } from '../support/written-documents.ts';

const id = (n: number) => `3f8e2b54-7a1d-4c9e-9b0a-${String(n).padStart(12, '0')}`;
const record = (fields: object) => ({
  ...{ kind: 'projectcard', id: id(1), rev: 1, at: '2026-11-21T12:52:00.000Z', v: 1, unit: 'oma', device: id(2) },
  ...fields,
});
const words = documentWords();
const own = [{ title: 'Mitä opittiin', hint: 'Kolme asiaa' }, { title: 'Kenelle' }];

describe('its fields', () => {
  test('are the organisation’s own where its document lists any, else the app’s, and the card says which', () => {
    expect(askedOn(own)).toBe(own);
    expect(askedOn([])).toEqual(ourFields.map((ours) => ({ ours })));
    const said = (fields: typeof aProjectCard.fields) =>
      textsOf(projectCardDocument({ name: 'K', fields }, words)).at(-1);
    expect(said(aProjectCard.fields)).toBe('Kortin kentät ovat Kenttäkirjan ehdotus.');
    expect(said([{ title: 'Kenelle', said: 'kaikille' }])).toBe('Kortin kentät ovat organisaation omat.');
    expect(said([])).toBe('Ei vielä kirjoitettu.');
  });

  test('come from the organisation’s document, where no two have the same title', () => {
    const of = (cardFields: unknown) => ({
      ...{ kenttakirja: 1, organisation: { name: 'A' } },
      assessment: { cardFields },
    });
    expect(OrganisationDocument.parse(of(own)).assessment.cardFields).toEqual(own);
    expect(OrganisationDocument.safeParse(of([{ title: 'Kenelle' }, { title: 'kenelle' }])).success).toBe(false);
  });

  test('that are asked no more stay on a card where something was written in them', () => {
    const fields = [
      { title: 'Vanha', said: 'säilyy' },
      { title: 'Tyhjä', said: ' ' },
      { title: 'Kenelle', said: 'kaikille' },
    ];
    expect(fieldsOfCard(own, { fields })).toEqual([
      { ...own[0], said: '' },
      { ...own[1], said: 'kaikille' },
      { title: 'Vanha', said: 'säilyy' },
    ]);
    const kept = ProjectCard.parse(record(projectCardFields({ name: 'K', fields }, own)));
    expect(kept.fields).toEqual([
      { title: 'Kenelle', said: 'kaikille' },
      { title: 'Vanha', said: 'säilyy' },
    ]);
    expect(projectCardForm(kept).fields).toEqual(kept.fields);
  });

  test('of the app are called by the language that is read', () => {
    const swedish = textsOf(projectCardDocument(aProjectCard, documentWords('sv')));
    expect(swedish).toEqual(expect.arrayContaining(['Finansiär', 'kortti funder on']));
  });

  test.each(pasted)('%s stands as it was written, or is too long and told so', (_, text) => {
    const card = { name: 'K', fields: withWritten([], { ours: 'need' }, text) };
    expect(card.fields).toEqual([{ ours: 'need', said: text }]);
    if (text.length > projectCardLimits.words) expect(isCardFit(card)).toBe(false);
    else expect(ProjectCard.parse(record(projectCardFields(card, []))).fields[0]!.said).toBe(text.trim());
  });
});

test('what cannot be kept is refused: no name, an identity code, ten thousand characters', () => {
  const fields = (said: string) => [{ ours: 'need' as const, said }];
  expect(isCardFit({ ...aProjectCard, name: ' ' })).toBe(false);
  expect(isCardFit({ name: 'K', fields: fields('131052-308T') })).toBe(false);
  expect(isCardFit({ name: 'K', fields: fields('a'.repeat(10_000)) })).toBe(false);
  expect(isCardFit(aProjectCard)).toBe(true);
});

test('a card that begins from a practice has what that says, whole, and nothing else', () => {
  const card = fromPractice({
    ...anInclusionPractice,
    described: { ...anInclusionPractice.described, idea: 'a'.repeat(5_000) },
  });
  expect(card.name).toBe('Avoin keittiö');
  expect(card.fields.map(({ ours }) => ours)).toEqual(['carrier', 'funder', 'need', 'aim', 'means', 'results']);
  expect(card.fields.find(({ ours }) => ours === 'means')!.said).toHaveLength(5_000);
  expect(fromPractice({ name: '', described: {} })).toEqual(emptyProjectCard);
});

describe('one page', () => {
  const long = 'Kahvila on auki torstaisin. '.repeat(100);
  const full = {
    name: 'Keittiöhanke',
    fields: ourFields.map((ours) => ({ ours, said: long.slice(0, onePage / ourFields.length).trim() })),
  };

  test('is told to be exceeded, by how much', () => {
    expect(tooManyForPage(full)).toBe(0);
    expect(tooManyForPage({ fields: [{ said: 'a'.repeat(onePage + 7) }] })).toBe(7);
  });

  test.skipIf(!hasWriter || !hasPdfReaders)(
    `holds a card as long as may be (${hasWriter ? pdfReadersNotRun : writerNotRun})`,
    async () => {
      const bytes = new Uint8Array(await (await docx(projectCardDocument(full, words))).arrayBuffer());
      const [pdf] = pdfsByLibreOffice([{ name: 'kortti.docx', content: bytes }]);
      expect(pdfMarks(pdf!).told.Pages).toBe('1');
      expect(pdfText(pdf!)).toContain('Lisätietoa antaa');
    },
  );
});
