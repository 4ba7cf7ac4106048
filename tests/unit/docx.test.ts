/** Documents as DOCX, read back by a reader that is not ours (mammoth): every answer there, in order, and marked as what it is. */

import { unzipSync } from 'fflate';
import mammoth from 'mammoth';
import { describe, expect, test } from 'vitest';
import { docx } from '../../src/documents/docx.ts';
import {
  type Block,
  heading,
  labelled,
  paragraph,
  type TextDocument,
  table,
} from '../../src/documents/text-document.ts';
import { piecesOf } from '../../src/files/xml.ts';
import { anyCharacter } from '../support/any-character.ts';
import { fc } from '../support/property.ts';
import { documentWords, everyDocument, inlinesOf, textsOf } from '../support/written-documents.ts';

const bytesOf = async (document: TextDocument) => new Uint8Array(await (await docx(document)).arrayBuffer());
const htmlOf = async (document: TextDocument) =>
  (await mammoth.convertToHtml({ buffer: Buffer.from(await bytesOf(document)) })).value;
const partsOf = async (document: TextDocument) => {
  const files = unzipSync(await bytesOf(document));
  return (name: string) => new TextDecoder().decode(files[name]);
};
const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"', '&#x27;': "'" };
/** What an element of mammoth's HTML says. */
const said = (html: string) =>
  html
    .replace(/<br \/>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:lt|gt|amp|quot|#x27);/g, (sign) => entities[sign]!);
/** Every paragraph, heading and list item of it, in order. */
const linesOf = (html: string) =>
  [...html.matchAll(/<(h\d|p|li)>([\s\S]*?)<\/\1>/g)].map(([, , inside]) => said(inside!));
const of = (blocks: readonly Block[]): TextDocument => ({
  ...{ language: 'fi', kind: documentWords().t('documents.round'), title: 'Otsikko', blocks },
});

describe.each(Object.entries(everyDocument()))('%s', (_, document) => {
  test('is read back whole and in order', async () => {
    const lines = linesOf(await htmlOf(document));
    const links = inlinesOf(document).filter(({ href }) => href);
    expect(lines.filter((line) => line !== '')).toEqual(
      [document.title, ...textsOf(document)].filter((text) => text !== ''),
    );
    expect(links.length).toBe([...(await htmlOf(document)).matchAll(/<a href="https:/g)].length);
  });

  test('has its headings, the heads of its tables and its languages marked', async () => {
    const html = await htmlOf(document);
    const headings = [...html.matchAll(/<h(\d)>([\s\S]*?)<\/h\d>/g)].map(([, level, inside]) => [
      Number(level),
      said(inside!),
    ]);
    const wanted = document.blocks.flatMap((block) =>
      block.is === 'heading' ? [[block.level, block.inline.text]] : [],
    );
    expect(headings).toEqual([[1, document.title], ...wanted]);
    const heads = [...html.matchAll(/<thead>([\s\S]*?)<\/thead>/g)].map(([, inside]) =>
      [...inside!.matchAll(/<th>([\s\S]*?)<\/th>/g)].map(([, cell]) => said(cell!)),
    );
    const tables = document.blocks.flatMap((block) =>
      block.is === 'table' ? [block] : block.is === 'chart' ? [block.table] : [],
    );
    expect(heads).toEqual(tables.map(({ head }) => head));
    const part = await partsOf(document);
    for (const level of [1, 2, 3, 4, 5])
      expect(part('word/styles.xml')).toMatch(
        new RegExp(`w:styleId="Heading${level}"(?:(?!</w:style>).)*<w:outlineLvl w:val="${level - 1}"/>`),
      );
    expect(part('word/styles.xml')).toContain('<w:lang w:val="fi-FI"/>');
  });
});

test('the language of the document is that of all its words, and what is Finnish in it is marked', async () => {
  const document = everyDocument('sv').programme!;
  const part = await partsOf(document);
  expect(part('word/styles.xml')).toContain('<w:lang w:val="sv-FI"/>');
  const finnish = inlinesOf(document).filter(({ language }) => language === 'fi');
  expect([...part('word/document.xml').matchAll(/<w:lang w:val="fi-FI"\/>/g)]).toHaveLength(finnish.length);
});

test('nothing in the file but its text says what it is about or who made it', async () => {
  const part = await partsOf(everyDocument().round!);
  expect(part('docProps/core.xml')).toMatch(/<dc:creator>Kenttäkirja<\/dc:creator>/);
  expect(part('docProps/core.xml')).toMatch(/<cp:lastModifiedBy>Kenttäkirja<\/cp:lastModifiedBy>/);
});

describe('whatever was written', () => {
  const long = 'Sana ja toinen. '.repeat(625);
  test.each<[string, string, string?]>([
    ['ten thousand signs', long.trim()],
    ['a script tag and what XML has signs for', '<script>alert("1 & 2")</script> ]]> <!-- --> &amp; &#0;'],
    ['right to left', 'مرحبا بكم، 12 ja suomea'],
    ['emoji of several parts', '👩‍👩‍👧 kahvit 🏳️‍🌈'],
    ['lines and spaces', 'yksi\n\n  kaksi   kolme\n'],
    ['tabs', 'a\tb\t\tc'],
    ['the line ends of other systems, of Word and of Unicode', 'a\r\nb\rc\vd\u0085e\u2028f', 'a\nb\nc\nd\ne\nf'],
    ['control signs', 'a\u0000b\u0007c\u001b[31md\ufffee\uffff', 'abc[31mde'],
    ['half of a sign', 'a\ud800b\udc00', 'a\ufffdb\ufffd'],
    ['the names of the library’s own fields', 'CURRENT'],
    ['a formula, a field of Word', '=1+1 { PAGE } {{x}} TOTAL_PAGES'],
  ])('%s stands in it as it was written', async (_, text, kept = text) => {
    const html = await htmlOf(of([paragraph(text), ...table('T', [text, 'b'], [[text, 'c']])]));
    const lines = linesOf(html);
    expect(lines.filter((line) => line === kept)).toHaveLength(3);
  });

  test('CURRENT and TOTAL_PAGES are words in every place, and the number of the page stands in the footer alone', async () => {
    const part = await partsOf(of([heading(2, 'CURRENT'), ...labelled('TOTAL_PAGES', 'CURRENT')]));
    expect(part('word/document.xml')).not.toMatch(/fldChar|instrText/);
    expect(part('word/footer1.xml')).toMatch(/instrText/);
  });

  test('any text at all: the file is well-formed, and the text is in it', async () => {
    const any = fc.oneof(
      fc.string({ unit: anyCharacter, maxLength: 60 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.constantFrom('\ud83d', '\u0008', ']]>', '\u202e', '\u2029', '\ufffe'),
    );
    /** What XML 1.0 has no sign for; lone halves of signs are replaced. */
    const isNoSign = (sign: string) => /[\ufffe\uffff]/.test(sign) || (sign < ' ' && !/[\t\n\r]/.test(sign));
    const visible = (text: string) =>
      [...text]
        .filter((sign) => !isNoSign(sign) && !/[\s\u0085]/.test(sign))
        .map((sign) => sign.replace(/\p{Surrogate}/u, '\ufffd'))
        .join('');
    await fc.assert(
      fc.asyncProperty(fc.array(any, { minLength: 1, maxLength: 6 }), async (texts) => {
        const document = of([...texts.map((text) => paragraph(text)), ...table('T', ['a', 'b'], [texts.slice(0, 2)])]);
        const xml = (await partsOf(document))('word/document.xml');
        expect([...xml].filter(isNoSign)).toEqual([]);
        const inXml = [...piecesOf(xml)].flatMap((piece) => (piece.is === 'text' ? [piece.text] : [])).join('');
        expect(visible(inXml)).toContain(texts.map(visible).join(''));
      }),
      { numRuns: 60 },
    );
  });

  test('right to left runs from the right, also in a cell', async () => {
    const part = await partsOf(
      of([paragraph('مرحبا'), paragraph('suomea مرحبا'), ...table('T', ['a', 'b'], [['שלום', 'c']])]),
    );
    expect([...part('word/document.xml').matchAll(/<w:bidi\/>/g)]).toHaveLength(2);
  });

  test('a row longer than a page is parted between pages, a short one is kept together', async () => {
    const rows = [
      ['lyhyt', 'b'],
      ['x'.repeat(4000), 'c'],
    ];
    const part = await partsOf(of(table('T', ['a', 'b'], rows)));
    const kept = [...part('word/document.xml').matchAll(/<w:tr>(?:(?!<\/w:tr>).)*/g)].map(([row]) =>
      /<w:cantSplit\/>/.test(row),
    );
    expect(kept).toEqual([true, true, false]);
  });
});
