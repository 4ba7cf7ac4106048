/**
 * A workbook for spreadsheets (ECMA-376, Office Open XML), as much of it as tables need. It is zipped in the page: a library
 * that begins a worker for a large file would be stopped by the app's policy, which allows no script but its own files.
 */
import { strToU8, zipSync } from 'fflate';
import { asCellText } from './xlsx-text.ts';

/** What a cell holds; `undefined` leaves it empty, and so does a number that is none (NaN, infinity): no cell can hold it. */
export type Cell = string | number | boolean | undefined | Figure;

/** A number that is written with so many decimals, of zeros too; three at most. */
export interface Figure {
  value: number;
  decimals: number;
}

export interface WorkbookSheet {
  /** Of 31 signs at most, and none of `\ / ? * [ ] :`. */
  name: string;
  rows: readonly (readonly Cell[])[];
  /** The first row is the head: bold, and in sight wherever one scrolls. */
  hasHead?: boolean;
  /** A sheet to read and to print: filtered by its head, which stands on every page, as wide as a page, lying. */
  report?: { columns: readonly ReportColumn[] };
}

/** How a column of a report looks: so many signs wide. */
export interface ReportColumn {
  width: number;
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The file. */
export function workbook(sheets: readonly WorkbookSheet[]): Blob {
  const paths = sheets.map((_, at) => `worksheets/sheet${at + 1}.xml`);
  const files: Record<string, string> = {
    '[Content_Types].xml': typesOf(paths),
    '_rels/.rels': relationsOf([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': bookOf(sheets),
    'xl/_rels/workbook.xml.rels': relationsOf([
      ...paths.map((path) => ['worksheet', path] as const),
      ['styles', 'styles.xml'],
    ]),
    'xl/styles.xml': styles,
  };
  for (const [at, sheet] of sheets.entries()) files[`xl/${paths[at]}`] = sheetOf(sheet);
  const packed = Object.entries(files).map(([path, text]) => [path, strToU8(`${declaration}${text}`)] as const);
  return new Blob([zipSync(Object.fromEntries(packed)) as Uint8Array<ArrayBuffer>], { type: `${spreadsheet}.sheet` });
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const typesOf = (paths: readonly string[]) =>
  `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml" ContentType="${spreadsheet}.sheet.main+xml"/>
<Override PartName="/xl/styles.xml" ContentType="${spreadsheet}.styles+xml"/>
${paths.map((path) => `<Override PartName="/xl/${path}" ContentType="${spreadsheet}.worksheet+xml"/>`).join('')}</Types>`;

const relationsOf = (all: readonly (readonly [type: string, target: string])[]) =>
  `<Relationships xmlns="${relations}">${all
    .map(([type, target], at) => `<Relationship Id="r${at + 1}" Type="${office}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;

const bookOf = (sheets: readonly WorkbookSheet[]) =>
  `<workbook xmlns="${main}" xmlns:r="${office}"><bookViews><workbookView/></bookViews><sheets>${sheets
    .map(({ name }, at) => `<sheet name="${inXml(name)}" sheetId="${at + 1}" r:id="r${at + 1}"/>`)
    .join('')}</sheets>${namesOf(sheets)}</workbook>`;

/** What of a report is filtered, what is printed of it, and which row stands on every page. */
function namesOf(sheets: readonly WorkbookSheet[]): string {
  const names = sheets.flatMap(({ name, rows, report }, at) => {
    if (!report) return [];
    const of = (what: string, where: string, more = '') =>
      `<definedName name="_xlnm.${what}" localSheetId="${at}"${more}>${inXml(`'${name.replaceAll("'", "''")}'!${where}`)}</definedName>`;
    const all = `$A$1:$${letters(report.columns.length - 1)}$${rows.length}`;
    return [of('_FilterDatabase', all, ' hidden="1"'), of('Print_Area', all), of('Print_Titles', '$1:$1')];
  });
  return names.length > 0 ? `<definedNames>${names.join('')}</definedNames>` : '';
}

/** Decimals that a figure can have, and the style of each. */
const formats = ['0', '0.0', '0.00', '0.000'];
const ofFigures = 3;

/** Style 0 is plain, 1 is bold and in lines, 2 is in lines, those from 3 on have decimals. */
const styles = `<styleSheet xmlns="${main}">
<numFmts count="${formats.length}">${formats.map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${code}"/>`).join('')}</numFmts>
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border/></borders>
<cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="${ofFigures + formats.length}"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>${formats
  .map(
    (_, at) =>
      `<xf xfId="0" numFmtId="${164 + at}" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf>`,
  )
  .join('')}</cellXfs>
</styleSheet>`;

const staysInSight =
  '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';

const sheetOf = ({ rows, hasHead, report }: WorkbookSheet) =>
  [
    `<worksheet xmlns="${main}">`,
    report ? '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' : '',
    hasHead ? staysInSight : '',
    report ? `<cols>${report.columns.map(({ width }, at) => columnOf(width, at + 1)).join('')}</cols>` : '',
    `<sheetData>${rows
      .map((row, at) => rowOf(row, at + 1, styleIn(report, hasHead === true && at === 0), heightOf(row, report)))
      .join('')}</sheetData>`,
    report ? `<autoFilter ref="A1:${letters(report.columns.length - 1)}${rows.length}"/>` : '',
    report ? '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>' : '',
    '</worksheet>',
  ].join('');

const columnOf = (width: number, at: number) => `<col min="${at}" max="${at}" width="${width}" customWidth="1"/>`;

/** Which style the cells of a row have that are no figures. */
const styleIn = (report: WorkbookSheet['report'], isHead: boolean): number => (isHead ? 1 : report ? 2 : 0);

const rowOf = (row: readonly Cell[], number: number, style: number, height = '') =>
  `<row r="${number}"${height}>${row
    .map((cell, at) => {
      const place = `${letters(at)}${number}`;
      if (typeof cell !== 'object') return cellOf(cell, place, style);
      return cellOf(cell.value, place, ofFigures + Math.min(cell.decimals, formats.length - 1));
    })
    .join('')}</row>`;

/** In points, of one line. */
const lineHeight = 15;

/** As high as the longest cell of a report needs: not every program finds out by itself. A bold sign takes more than its part of the width. */
function heightOf(row: readonly Cell[], report: WorkbookSheet['report']): string {
  if (!report) return '';
  const written = (cell: Cell) => String((typeof cell === 'object' ? cell.value : cell) ?? '');
  const lines = row.map((cell, at) => Math.ceil((written(cell).length * 1.3) / report.columns[at]!.width));
  return ` ht="${lineHeight * Math.min(20, Math.max(1, ...lines))}" customHeight="1"`;
}

function cellOf(cell: Exclude<Cell, Figure>, place: string, style: number): string {
  if (cell === undefined || (typeof cell === 'number' && !Number.isFinite(cell))) return '';
  const start = `<c r="${place}"${style > 0 ? ` s="${style}"` : ''}`;
  if (typeof cell === 'number') return `${start}><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `${start} t="b"><v>${Number(cell)}</v></c>`;
  return `${start} t="inlineStr"><is><t xml:space="preserve">${inXml(asCellText(cell))}</t></is></c>`;
}

/** A column as spreadsheets call it: A to Z, AA, AB and so on. */
const letters = (at: number): string =>
  (at < 26 ? '' : letters(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26));

const inXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
