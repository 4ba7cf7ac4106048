/** A document as DOCX (ECMA-376), to be edited further: fetched when it is wanted, for its library is large. */
import {
  AlignmentType,
  Document,
  ExternalHyperlink,
  Footer,
  type IParagraphStyleOptions,
  LevelFormat,
  convertMillimetersToTwip as mm,
  Packer,
  PageNumber,
  Paragraph,
  Tab,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { locale } from '../i18n/dates.ts';
import type { Block, Inline, TableBlock, TextDocument } from './text-document.ts';

/** The document as a file. */
export const docx = (document: TextDocument): Promise<Blob> => Packer.toBlob(assembled(document));

/** A4, and what is left of its width between the margins. */
const page = { width: mm(210), height: mm(297) };
const margin = mm(20);
const writable = page.width - 2 * margin;

function assembled({ language, title, blocks }: TextDocument): Document {
  return new Document({
    title: sound(title),
    // It is the team's, whoever of them made the file.
    ...{ creator: 'Kenttäkirja', lastModifiedBy: 'Kenttäkirja' },
    styles: {
      default: {
        document: {
          run: { font: 'Calibri', size: 22, language: { value: locale(language) } },
          paragraph: { spacing: { after: 120 } },
        },
        heading1: headingStyle(1, 36),
        heading2: headingStyle(2, 30),
        heading3: headingStyle(3, 25),
        heading4: headingStyle(4, 23),
        heading5: headingStyle(5, 22),
        caption: { run: { bold: true, size: 20 }, paragraph: { keepNext: true, spacing: { before: 120, after: 60 } } },
      },
      paragraphStyles: [
        style('label', 'Label', {
          run: { bold: true, size: 20 },
          paragraph: { keepNext: true, spacing: { after: 20 } },
        }),
        style('figure', 'Figure', {
          run: { bold: true, size: 56 },
          paragraph: { keepNext: true, spacing: { after: 0 } },
        }),
        style('quiet', 'Quiet', { run: { color: '444444', size: 20 } }),
        style('cell', 'Cell', { run: { size: 20 }, paragraph: { spacing: { before: 20, after: 20 } } }),
      ],
    },
    numbering: { config: [{ reference: 'dots', levels: [dots] }] },
    sections: [
      {
        properties: { page: { size: page, margin: { top: margin, bottom: margin, left: margin, right: margin } } },
        footers: { default: new Footer({ children: [pageNumber()] }) },
        children: [
          new Paragraph({ style: 'Heading1', ...written({ text: title }) }),
          ...blocks.flatMap((block) => drawn(block)),
        ],
      },
    ],
  });
}

/** A style without an outline level is no heading to LibreOffice, nor to who hears its PDF. */
const headingStyle = (level: number, size: number) => ({
  run: { bold: true, size, color: '000000' },
  paragraph: {
    outlineLevel: level - 1,
    keepNext: true,
    spacing: { before: level === 1 ? 0 : 360 - 40 * level, after: 80 },
  },
});
const style = (id: string, name: string, how: Omit<IParagraphStyleOptions, 'id' | 'name'>): IParagraphStyleOptions => ({
  ...{ id, name, basedOn: 'Normal', quickFormat: true },
  ...how,
});
const dots = {
  level: 0,
  format: LevelFormat.BULLET,
  text: '•',
  alignment: AlignmentType.LEFT,
  style: { paragraph: { indent: { left: 360, hanging: 260 } } },
};
const pageNumber = () =>
  new Paragraph({
    alignment: AlignmentType.RIGHT,
    children: [new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES], size: 18 })],
  });

function drawn(block: Block): (Paragraph | Table)[] {
  switch (block.is) {
    case 'heading':
      return [new Paragraph({ style: `Heading${block.level}`, ...written(block.inline) })];
    case 'paragraph':
      return [new Paragraph({ ...(block.look && { style: block.look }), ...written(block.inline) })];
    case 'list':
      return block.items.map((item) => new Paragraph({ numbering: { reference: 'dots', level: 0 }, ...written(item) }));
    case 'table':
      return drawnTable(block);
    case 'chart':
      return drawnTable(block.table);
  }
}

function drawnTable({ caption, head, rows }: TableBlock): (Paragraph | Table)[] {
  const widths = columnWidths([head.map((text) => ({ text })), ...rows]);
  const cells = (row: readonly Inline[], isHead = false) =>
    row.map(
      (cell, at) =>
        new TableCell({
          width: { size: widths[at]!, type: WidthType.DXA },
          ...(isHead && { shading: { fill: 'EEEEEE' } }),
          children: [new Paragraph({ style: 'cell', ...(isHead && { keepNext: true }), ...written(cell, isHead) })],
        }),
    );
  return [
    new Paragraph({ style: 'Caption', ...written({ text: caption }) }),
    new Table({
      width: { size: writable, type: WidthType.DXA },
      columnWidths: widths,
      tableLook: { firstRow: true, firstColumn: true },
      margins: { left: 80, right: 80 },
      rows: [
        new TableRow({
          ...{ tableHeader: true, cantSplit: true },
          children: cells(
            head.map((text) => ({ text })),
            true,
          ),
        }),
        ...rows.map((row) => new TableRow({ cantSplit: isShort(row), children: cells(row) })),
      ],
    }),
    new Paragraph({ style: 'cell' }),
  ];
}

/** Whether a row fits a page for certain. A longer one is parted between pages: kept together it would be cut at the end of one. */
const isShort = (row: readonly Inline[]): boolean => row.every(({ text }) => text.length < 400);

/** What a sign of a cell takes at most, and a cell's edges. */
const sign = mm(2.1);
const edges = mm(4);
const longestWord = 18;

/** The room of each column: that of its longest word, so that none is torn, and of the rest more for one that says more. */
function columnWidths(rows: readonly (readonly Inline[])[]): number[] {
  const longest = (at: number, of: (text: string) => readonly string[]) =>
    Math.max(1, ...rows.flatMap((row) => of(row[at]?.text ?? '').map(({ length }) => length)));
  const least = rows[0]!.map(
    (_, at) =>
      edges +
      sign *
        Math.min(
          longestWord,
          longest(at, (text) => text.split(/\s/)),
        ),
  );
  const wants = rows[0]!.map((_, at) => Math.sqrt(longest(at, (text) => [text])));
  const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);
  const rest = Math.max(0, writable - sum(least));
  const narrower = Math.min(1, writable / sum(least));
  return least.map((one, at) => Math.floor(one * narrower + (rest * wants[at]!) / sum(wants)));
}

/**
 * What a paragraph holds and in which direction it runs, for whatever words stand in it. Words are given to the library as `text`
 * alone: as a run's child, `CURRENT` would become the number of the page.
 */
function written(inline: Inline, isBold = false) {
  const text = sound(inline.text);
  const isRtl = beginsRightToLeft.test(text);
  const how = {
    ...(isBold && { bold: true }),
    ...(isRtl && { rightToLeft: true }),
    ...(inline.language && { language: { value: locale(inline.language) } }),
    ...(inline.href && { style: 'Hyperlink' }),
  };
  const runs = text
    .split('\n')
    .flatMap((line, at) =>
      line
        .split('\t')
        .flatMap((piece, tab) => [
          ...(tab > 0 ? [new TextRun({ ...how, children: [new Tab()] })] : []),
          new TextRun({ ...how, text: piece, ...(at > 0 && tab === 0 && { break: 1 }) }),
        ]),
    );
  const children = inline.href ? [new ExternalHyperlink({ link: inline.href, children: runs })] : runs;
  return { children, ...(isRtl && { bidirectional: true }) };
}

const beginsRightToLeft =
  /^\P{L}*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * A text as XML 1.0 can hold it: without control signs, which would make of the whole file one that does not
 * open. All line ends are one kind: Word's own within a paragraph (U+000B) too, and those of Unicode.
 */
const sound = (text: string): string =>
  text
    .replace(/\r\n?|[\v\u0085\u2028\u2029]/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is left out.
    .replace(/[\u0000-\u0008\f\u000e-\u001f\ufffe\uffff]/g, '');
