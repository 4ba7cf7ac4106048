/**
 * SPSS syntax that reads the CSV of the research rows: names, labels and lengths as IBM SPSS Statistics' Command Syntax
 * Reference has them, kept to what PSPP reads too.
 */
import { byteOrderMark, type Column, type DataTable, harmless, uniqueNames, type Value } from '../files/data-table.ts';
import type { Instrument } from '../survey/instrument/instrument.ts';
import { scoringName } from '../survey/instrument/score.ts';

/**
 * Longest texts, in bytes: of a name, of the words of a variable (255, less what stands beside them in their line), of the
 * words of a value. A line of syntax should not be longer than 256 characters (Command Syntax Reference, Syntax Rules), and
 * words not be parted over two.
 */
const limits = { name: 64, variable: 252, value: 120 };

const bytes = new TextEncoder();
const lengthOf = (text: string): number => bytes.encode(text).length;

/** As much of a text as fits as it is written, cut within no letter. */
function cut(text: string, most: number, written = (part: string) => part): string {
  if (lengthOf(written(text)) <= most) return text;
  let [kept, length] = ['', 0];
  for (const { segment } of new Intl.Segmenter('fi').segment(text)) {
    length += lengthOf(written(segment));
    if (length > most) break;
    kept += segment;
  }
  return kept;
}

const doubled = (text: string): string => text.replaceAll("'", "''");

/** A text in quotes, each quote in it doubled, all of it within the limit. */
const quoted = (text: string, most: number): string =>
  `'${doubled(cut(text.replace(/\p{Cc}|\s+/gu, ' ').trim(), most, doubled))}'`;

const reserved = /^(all|and|by|eq|ge|gt|le|lt|ne|not|or|to|with)$/i;

/** Names that are legal for a variable and no two alike, whatever their capitals. */
export function variableNames(names: readonly string[]): string[] {
  const legal = names.map((name) => {
    const letters = name
      .normalize('NFKD')
      .replace(/\p{Mn}/gu, '')
      .replace(/[^A-Za-z0-9_]/g, '_')
      // Before it is asked whether the name is reserved: "or " is "or" without its end.
      .replace(/_+$/, '');
    const begun = /^[A-Za-z]/.test(letters) && !reserved.test(letters) ? letters : `v_${letters}`;
    return begun.slice(0, limits.name).replace(/_+$/, '');
  });
  return uniqueNames(legal, limits.name);
}

/** How wide a column is, by what stands in it. */
function formatOf({ type }: Column, cells: readonly Value[]): string {
  const texts = cells
    .filter((value) => value !== undefined)
    .map((value) => (typeof value === 'string' ? harmless(value) : String(value)));
  const longest = Math.max(1, ...texts.map(lengthOf));
  // ISO 8601, as the file has it.
  if (type === 'date') return 'SDATE10';
  if (type !== 'integer' && type !== 'number') return `A${Math.min(32_767, type === 'boolean' ? 5 : longest)}`;
  const decimals = Math.min(16, Math.max(0, ...texts.map((text) => text.split('.')[1]?.length ?? 0)));
  return `F${Math.min(40, Math.max(8, longest))}.${decimals}`;
}

/** Names with commas between, three in a line: of the longest names no line is too long then. */
const inLines = (names: readonly (string | undefined)[]): string =>
  names.map((name, at) => (at % 3 === 0 ? `\n  ${name}` : ` ${name}`)).join(',');

/** A line that is read over. */
const comment = (text: string): string => `* ${cut(text.replace(/\p{Cc}|\s+/gu, ' '), 200).replace(/[\s.]+$/, '')}.`;

/** The syntax; it states how the file is written and leaves the settings of the one who runs it as they were. */
export function spssSyntax(instrument: Instrument, { name, title, columns, rows }: DataTable): string {
  const scorings = instrument.scorings ?? [];
  const all = variableNames([...columns.map((column) => column.name), ...scorings.map((rule) => `score_${rule.name}`)]);
  const variableOf = (id: string) => all[columns.findIndex(({ item }) => item === id)];
  const scores = scorings.map((rule, place) => {
    const scored = instrument.items.filter(({ id, type }) => (rule.items ? rule.items.includes(id) : type === 'scale'));
    const items = scored.map(({ id }) => variableOf(id)).filter(Boolean);
    const score = all[columns.length + place]!;
    if (items.length === 0) return comment(`${score}: no item of it is in the file`);
    // SUM.10 and MEAN.10 ask for all ten: a response with a missing item has no score.
    const whole = `${rule.of === 'sum' ? 'SUM' : 'MEAN'}.${items.length}(${inLines(items)})`;
    const value = `(${whole} - ${rule.minus ?? 0}) * ${rule.times ?? 1}`;
    const words = quoted(`${scoringName(rule)}: ${rule.source}`, limits.variable);
    return `COMPUTE ${score} = ${value}.\nVARIABLE LABELS ${score}\n ${words}.`;
  });
  return (
    byteOrderMark +
    [
      comment(title),
      comment(`${instrument.id}, ${instrument.version}, UTF-8`),
      'PRESERVE.',
      'SET DECIMAL=DOT.',
      `GET DATA /TYPE=TXT /FILE='${name}.csv' /ENCODING='UTF8' /DELIMITERS=',' /QUALIFIER='"' /ARRANGEMENT=DELIMITED`,
      '  /FIRSTCASE=2 /VARIABLES=',
      `${columns
        .map(
          (column, place) =>
            `  ${all[place]} ${formatOf(
              column,
              rows.map((row) => row[place]),
            )}`,
        )
        .join('\n')}.`,
      ...columns.map(
        ({ description }, place) => `VARIABLE LABELS ${all[place]}\n ${quoted(description, limits.variable)}.`,
      ),
      ...columns.flatMap(({ values }, place) => (values ? [valueLabels(all[place]!, values)] : [])),
      ...scores,
      'EXECUTE.',
      'RESTORE.',
      '',
    ].join('\n')
  );
}

const valueLabels = (variable: string, values: NonNullable<Column['values']>): string =>
  `VALUE LABELS ${variable} ${values.map(({ value, label }) => `${value} ${quoted(label, limits.value)}`).join('\n  ')}.`;
