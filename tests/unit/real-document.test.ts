/** What a word processor that is not ours makes of our documents: LibreOffice, and the PDF that it writes of them. */
import { beforeAll, describe, expect, test } from 'vitest';
import { docx } from '../../src/documents/docx.ts';
import type { Block, TextDocument } from '../../src/documents/text-document.ts';
import { paragraph, table } from '../../src/documents/text-document.ts';
import { hasWriter, pdfsByLibreOffice, writerNotRun } from '../support/libreoffice.ts';
import { bareWords, hasPdfReaders, outOfOrder, pdfMarks, pdfReadersNotRun, pdfText } from '../support/pdf.ts';
import { documentWords, everyDocument, placesInOrder, textsOf } from '../support/written-documents.ts';

const isHere = hasWriter && hasPdfReaders;
const office = isHere ? 'LibreOffice' : `LibreOffice (${hasWriter ? pdfReadersNotRun : writerNotRun})`;
const asFile = async (document: TextDocument) => ({
  name: 'asiakirja.docx',
  content: new Uint8Array(await (await docx(document)).arrayBuffer()),
});

describe.skipIf(!isHere)(`${office} opens`, () => {
  const documents = everyDocument('sv');
  const kinds = Object.keys(documents);
  const pdfs = new Map<string, Uint8Array>();
  beforeAll(async () => {
    const files = await Promise.all(kinds.map((kind) => asFile(documents[kind]!)));
    for (const [at, pdf] of pdfsByLibreOffice(files).entries()) pdfs.set(kinds[at]!, pdf);
  });

  test.each(kinds)('%s: every text in order, headings and heads of tables marked', (kind) => {
    const document = documents[kind]!;
    const pdf = pdfs.get(kind)!;
    const isTable = ({ is }: Block) => is === 'table' || is === 'chart';
    const proof = document.blocks.filter((block) => !isTable(block));
    const text = pdfText(pdf);
    expect(outOfOrder(text, [document.title, ...textsOf({ blocks: proof })])).toEqual([]);
    const cells = textsOf({ blocks: document.blocks.filter(isTable) });
    const words = bareWords(text);
    expect(cells.filter((cell) => !words.includes(bareWords(cell)))).toEqual([]);
    const { told, marks } = pdfMarks(pdf);
    expect(told).toMatchObject({ Title: document.title, Tagged: 'yes' });
    const headings = (level: number) =>
      document.blocks.filter((block) => block.is === 'heading' && block.level === level).length;
    const wanted = { H1: 1, H2: headings(2), H3: headings(3), H4: headings(4), H5: headings(5) };
    expect({ H1: marks.H1 ?? 0, H2: marks.H2 ?? 0, H3: marks.H3 ?? 0, H4: marks.H4 ?? 0, H5: marks.H5 ?? 0 }).toEqual(
      wanted,
    );
    const heads = document.blocks.flatMap((block) =>
      block.is === 'chart' ? block.table.head : block.is === 'table' ? block.head : [],
    );
    expect(marks.TH ?? 0).toBeGreaterThanOrEqual(heads.length);
  });

  test('a row of ten thousand signs: all of them are on paper', async () => {
    const numbered = Array.from({ length: 1500 }, (_, at) => `s${at}`);
    const long: TextDocument = {
      ...{ language: 'fi', kind: documentWords().t('documents.round'), title: 'T' },
      blocks: [paragraph(numbered.join(' ')), ...table('T', ['a', 'b'], [['lyhyt', numbered.join(' ')]])],
    };
    const [pdf] = pdfsByLibreOffice([await asFile(long)]);
    const found = pdfText(pdf!).split(/\s+/);
    expect(placesInOrder(found, [...numbered, 'lyhyt'])).not.toContain(-1);
    expect(found.filter((word) => /^s\d+$/.test(word))).toHaveLength(2 * numbered.length);
  });
});
