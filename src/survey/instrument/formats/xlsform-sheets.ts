/** The sheets of an XLSForm by the names of their columns, as pyxform reads them: in any case, with other spaces, by older names. */
import { OddCell, type ReadCell } from '../../../files/read-workbook.ts';
import type { InstrumentFault } from '../file.ts';

export type Row = (ReadCell | undefined)[];
/** Sheets by name. */
export type Sheets = Record<string, Row[]>;

export interface SheetColumn {
  /** What it is, whatever the file calls it. */
  key: string;
  /** As the file names the language of its words; undefined: the form's own. */
  language: string | undefined;
  /** As it stands in the file. */
  head: string;
}

export interface SheetRow {
  /** As a spreadsheet shows it. */
  row: number;
  /** What stands in a column that has no language; empty where nothing does. */
  get(key: string): string;
  /** Every filled cell. */
  cells: { column: SheetColumn; value: string }[];
}

export interface Sheet {
  /** The sheet's name in the file. */
  name: string;
  rows: SheetRow[];
  wrong: InstrumentFault[];
}

/** Columns with words of a language. */
const spoken = new Set([
  'label',
  'hint',
  'guidance_hint',
  'constraint_message',
  'required_message',
  'image',
  'big_image',
  'audio',
  'video',
]);

const otherNames: Record<string, string> = {
  command: 'type',
  caption: 'label',
  relevance: 'relevant',
  calculate: 'calculation',
  read_only: 'readonly',
  'jr:count': 'repeat_count',
  count: 'repeat_count',
  'jr:constraintmsg': 'constraint_message',
  'jr:requiredmsg': 'required_message',
  'big-image': 'big_image',
};
const inChoices: Record<string, string> = { value: 'name' };
const inSettings: Record<string, string> = {
  title: 'form_title',
  set_form_title: 'form_title',
  id_string: 'form_id',
  set_form_id: 'form_id',
};

/** The sheet of a name, in any case; undefined where the file has none with anything in it. */
export function sheetNamed(sheets: Sheets, name: 'survey' | 'choices' | 'settings' | (string & {})): Sheet | undefined {
  const found = Object.keys(sheets).filter((one) => one.trim().toLowerCase() === name);
  const filled = found.filter((one) => sheets[one]!.some((row) => row.some((cell) => textOf(cell) !== '')));
  const [first] = filled;
  if (first === undefined) return undefined;
  if (filled.length > 1)
    return { name, rows: [], wrong: [{ why: 'xlsSheetTwice', values: { sheets: filled.join(', ') } }] };
  const more = name === 'choices' ? inChoices : name === 'settings' ? inSettings : {};
  return read(first, sheets[first]!, more, neededIn[name] ?? []);
}

/** Columns without which a sheet says nothing. */
const neededIn: Record<string, string[]> = { survey: ['type', 'name'], choices: ['list_name', 'name'] };

function read(name: string, rows: Row[], more: Record<string, string>, needed: string[]): Sheet {
  const headAt = rows.findIndex((row) => row.some((cell) => textOf(cell) !== ''));
  const heads = rows[headAt]!.map(textOf);
  const columns = heads.map((head) => columnOf(head, more));
  const body = rows.slice(headAt + 1).map((row, index) => ({ row: headAt + 2 + index, texts: row.map(textOf) }));
  const isFilled = (at: number) => body.some(({ texts }) => (texts[at] ?? '') !== '');
  const wrong: InstrumentFault[] = [];
  for (const key of needed) {
    if (!columns.some((column) => column.key === key))
      wrong.push({ why: 'xlsNoColumn', values: { sheet: name, row: headAt + 1, column: key } });
  }
  if (wrong.length > 0) return { name, rows: [], wrong };
  const seen = new Map<string, SheetColumn>();
  for (const [at, column] of columns.entries()) {
    if (!isFilled(at)) continue;
    if (column.head === '') {
      wrong.push({ why: 'xlsNoHead', values: { sheet: name, column: letters(at) } });
      continue;
    }
    const place = `${column.key}::${column.language?.toLowerCase() ?? ''}`;
    const held = seen.get(place);
    if (held) {
      const values = { sheet: name, columns: `${held.head}, ${column.head}` };
      wrong.push({ why: 'xlsColumnTwice', values });
    }
    seen.set(place, column);
  }
  for (const [at, column] of columns.entries()) {
    for (const [index, { row }] of body.entries()) {
      const cell = rows[headAt + 1 + index]![at];
      const why = cell instanceof OddCell ? oddFor(cell, column) : undefined;
      if (why) wrong.push({ why, values: { sheet: name, row, column: column.head, value: (cell as OddCell).text } });
    }
  }
  return {
    name,
    wrong,
    rows: body.flatMap(({ row, texts }) => {
      const cells = columns.flatMap((column, at) => (texts[at] ? [{ column, value: texts[at] }] : []));
      const get = (key: string) =>
        cells.find(({ column }) => column.key === key && column.language === undefined)?.value ?? '';
      return cells.length > 0 ? [{ row, cells, get }] : [];
    }),
  };
}

/** Why a cell cannot be read as it stands; what only the spreadsheet shows otherwise matters in words alone. */
function oddFor({ is }: OddCell, { key }: SheetColumn): string | undefined {
  if (is === 'format') return ['label', 'hint', 'form_title'].includes(key) ? 'xlsFormat' : undefined;
  if (is === 'formula') return readWhole.has(key) ? 'xlsFormula' : undefined;
  return ['label', 'hint', 'form_title', 'name', 'list_name'].includes(key) ? 'xlsFormula' : undefined;
}
/** Columns that are read: a formula without its result says nothing in them. */
const readWhole = new Set(
  (
    'type,name,label,hint,relevant,constraint,required,readonly,disabled,calculation,choice_filter,repeat_count,' +
    'appearance,list_name,form_title,form_id,version,default_language,what,language,value'
  ).split(','),
);

/** `label :: English (en)` is a label in English; `bind::relevant` is `relevant`. */
function columnOf(head: string, more: Record<string, string>): SheetColumn {
  const parts = head.split(head.includes('::') ? '::' : /^jr:/i.test(head) ? '\n' : ':').map((part) => part.trim());
  const [first = '', ...others] = parts;
  const isOuter = /^(bind|control|body|media)$/i.test(first) && others.length > 0;
  const [base = '', ...rest] = isOuter ? others : parts;
  const plain = base.toLowerCase().replace(/[\s\u00a0]+/g, '_');
  const key = more[plain] ?? otherNames[plain] ?? plain;
  if (rest.length === 0) return { key, language: undefined, head };
  if (spoken.has(key)) return { key, language: rest.join('::'), head };
  return { key: parts.join('::').toLowerCase(), language: undefined, head };
}

/** A cell as XLSForm reads it: no line of spaces only, no space that cannot be seen at its ends. */
function textOf(cell: Row[number]): string {
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  if (cell instanceof OddCell) return cell.text.trim();
  return String(cell ?? '').trim();
}

/** 0 as A, 26 as AA: as a spreadsheet names its columns. */
const letters = (at: number): string =>
  (at >= 26 ? letters(Math.floor(at / 26) - 1) : '') + String.fromCharCode(65 + (at % 26));
