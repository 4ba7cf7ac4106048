/** Forms in workbooks as programs write them: every way to say a word is read, and a cell that shows something else is told. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { workbook } from '../../src/files/workbook.ts';
import { fromXlsx } from '../../src/survey/instrument/formats/xlsx.ts';
import { aForm, came } from '../support/forms.ts';

const form = aForm('type | name | label::Suomi (fi)', [['text', 'b', 'MERKKI kuuluu']]);
const whole = await workbook(
  Object.entries(form).map(([name, rows]) => ({ name, rows: rows as string[][] })),
).arrayBuffer();

/** The form, its parts written in another way. */
async function cameOf(change: (xml: string, path: string) => string) {
  const files = unzipSync(new Uint8Array(whole));
  for (const [path, bytes] of Object.entries(files)) files[path] = strToU8(change(strFromU8(bytes), path));
  return came(await fromXlsx(new File([zipSync(files) as Uint8Array<ArrayBuffer>], 'a.xlsx')));
}
const inSheet = (change: (xml: string) => string) =>
  cameOf((xml, path) => (path.endsWith('sheet1.xml') ? change(xml) : xml));
/** The sheet with another cell for the words. */
const cell = /<c r="C2" t="inlineStr"><is><t[^>]*>MERKKI kuuluu<\/t><\/is><\/c>/;
const withCell = (xml: string) => inSheet((sheet) => sheet.replace(cell, xml));

describe('the words of a cell', () => {
  test.each<[string, (xml: string) => string]>([
    ['as they stand', (xml) => xml],
    ['with signs by their number', (xml) => xml.replace('MERKKI', 'M&#69;&#x52;KKI')],
    ['as character data', (xml) => xml.replace('MERKKI kuuluu', '<![CDATA[MERKKI kuuluu]]>')],
    ['in part as character data', (xml) => xml.replace('MERKKI', 'ME<![CDATA[RKKI]]>')],
    ['with a comment between', (xml) => xml.replace('MERKKI', 'ME<!-- x -->RKKI')],
    [
      'in runs of their own looks',
      (xml) =>
        xml.replace(
          /<t[^>]*>MERKKI kuuluu<\/t>/,
          '<r><rPr><b/></rPr><t>MERKKI</t></r><r><t xml:space="preserve"> kuuluu</t></r>',
        ),
    ],
    [
      'with how they are spoken',
      (xml) =>
        xml.replace(
          '</t></is></c></row></sheetData>',
          '</t><rPh sb="0" eb="1"><t>x</t></rPh></is></c></row></sheetData>',
        ),
    ],
    [
      'as what a formula gave',
      (xml) => xml.replace(cell, '<c r="C2" t="str"><f>A1&amp;B1</f><v>MERKKI kuuluu</v></c>'),
    ],
    ['in cells that do not say their place', (xml) => xml.replace(/ r="[A-Z]+\d+"/g, '')],
    ['in rows that do not say their place', (xml) => xml.replace(/<row r="\d+"/g, '<row')],
    ['in single quotes', (xml) => xml.replace(/"/g, "'")],
    [
      'under a prefix',
      (xml) => xml.replace(/<(\/?)(worksheet|sheetData|row|c|is|t|v|f)\b/g, '<$1x:$2').replace('xmlns=', 'xmlns:x='),
    ],
    ['behind a mark', (xml) => `\uFEFF${xml}`],
  ])('%s', async (_, change) => {
    expect((await inSheet(change)).instrument!.texts.fi!.items).toEqual(['MERKKI kuuluu']);
  });

  test('stand where the workbook’s relations say, whatever its parts are called', async () => {
    const files = unzipSync(new Uint8Array(whole));
    const moved = Object.fromEntries(
      Object.entries(files).map(([path, bytes]) => [path.replace('worksheets/sheet1', 'worksheets/sheet9'), bytes]),
    );
    const relations = 'xl/_rels/workbook.xml.rels';
    moved[relations] = strToU8(strFromU8(files[relations]!).replace('worksheets/sheet1', '/xl/worksheets/sheet9'));
    const read = await came(await fromXlsx(new File([zipSync(moved) as Uint8Array<ArrayBuffer>], 'a.xlsx')));
    expect(read.instrument!.texts.fi!.items).toEqual(['MERKKI kuuluu']);
    const lost = await cameOf((xml, path) =>
      path === relations ? xml.replace(/<Relationship Id="r2"[^>]*>/, '') : xml,
    );
    expect(lost.wrong).toMatchObject([{ why: 'notXlsx' }]);
  });
});

describe('a cell that shows something else than it holds', () => {
  const styles = (...codes: string[]) =>
    `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts>${codes
      .map((code, at) => `<numFmt numFmtId="${170 + at}" formatCode="${code}"/>`)
      .join('')}</numFmts><cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="9"/>${codes
      .map((_, at) => `<xf numFmtId="${170 + at}"/>`)
      .join('')}</cellXfs></styleSheet>`;
  const shown = (style: number, value: string, place = 'C2') =>
    cameOf((xml, path) => {
      if (path.endsWith('styles.xml')) return styles('d\\.m\\.yyyy', '0000', '#,##0.00', '0&quot; kpl&quot;');
      const from = place === 'C2' ? cell : new RegExp(`<c r="${place}"[^>]*>.*?</c>`);
      return path.endsWith('sheet1.xml') ? xml.replace(from, `<c r="${place}" s="${style}"><v>${value}</v></c>`) : xml;
    });

  test.each<[string, number, string, string]>([
    ['a day that a spreadsheet made of «1-2»', 1, '46054', '2026-02-01'],
    ['per cent', 2, '0.5', '0.5'],
    ['a day in the maker’s own form', 3, '46023', '2026-01-01'],
    ['noughts before a number', 4, '12', '12'],
    ['a number with its unit', 6, '3', '3'],
  ])('%s: refused where it is words', async (_, style, value, told) => {
    expect((await shown(style, value)).wrong).toEqual([
      { why: 'xlsFormat', values: { sheet: 'survey', row: 2, column: 'label::Suomi (fi)', value: told } },
    ]);
  });

  test('is read where only its value counts; a plain number is words', async () => {
    expect((await shown(1, '46054', 'B2')).instrument!.items[0]!.id).toBe('q-2026-02-01');
    expect((await shown(0, '2026')).instrument!.texts.fi!.items).toEqual(['2026']);
    expect((await shown(5, '2026')).instrument!.texts.fi!.items).toEqual(['2026']);
  });

  test.each([
    ['a formula that no program has reckoned', '<c r="C2"><f>A1</f><v></v></c>', ''],
    ['one that should give words', '<c r="C2" t="str"><f>A1</f></c>', ''],
    ['a formula’s error', '<c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', '#DIV/0!'],
  ])('%s: refused with its place', async (_, xml, value) => {
    expect((await withCell(xml)).wrong).toEqual([
      { why: 'xlsFormula', values: { sheet: 'survey', row: 2, column: 'label::Suomi (fi)', value } },
    ]);
  });
});
