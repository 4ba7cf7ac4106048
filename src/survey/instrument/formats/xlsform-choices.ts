/** The lists of an XLSForm's `choices`, each choice with its code here and its words. */
import type { Findings } from '../findings.ts';
import type { Translations } from '../instrument.ts';
import type { namer } from '../names.ts';
import type { Sheet } from './xlsform-sheets.ts';
import { type Languages, shownWords } from './xlsform-words.ts';

export interface Choice {
  /** As the file names it: rules look at that. */
  name: string;
  code: number;
  words: Translations;
  row: number;
}

export interface List {
  /** As an instrument names it; undefined for the instrument's own steps. */
  id: string | undefined;
  choices: Choice[];
}

export const mostChoices = 100;
/** A number, which somebody may count by: where it does not stay as it is, that is told. */
export const looksLikeCode = (name: string): boolean => /^-?\d+([.,]\d+)?$/.test(name);
const known = new Set(['list_name', 'name', 'label', 'hint']);

/** Lists by their name in the file; only those that a question offers are judged. */
export function listsOf(
  sheet: Sheet | undefined,
  used: ReadonlySet<string>,
  languages: Languages,
  isOurs: boolean,
  idOf: ReturnType<typeof namer>,
  findings: Findings,
): Map<string, List> {
  const lists = new Map<string, List>();
  const places = new Map<string, string>();
  for (const row of sheet?.rows ?? []) {
    const key = row.get('list_name');
    const at = { sheet: sheet!.name, row: row.row };
    if (key === '') findings.tell('xlsNoList', { sheet: at.sheet }, row.row);
    if (!used.has(key)) continue;
    const name = row.get('name');
    if (name === '') findings.refuse('xlsNoName', at);
    const place = JSON.stringify([key, name]);
    const first = places.get(place);
    if (first !== undefined) findings.refuse('xlsChoiceTwice', { ...at, name, first });
    else places.set(place, String(row.row));
    for (const { column } of row.cells) {
      if (!known.has(column.key) && ['image', 'big_image', 'audio', 'video'].includes(column.key))
        findings.tell('xlsColumn', { sheet: at.sheet, column: column.head }, row.row);
    }
    const words = shownWords(languages, { ...at, row, isOurs, names: new Set() }, findings);
    const list = lists.get(key) ?? {
      id: isOurs && key === 'steps' ? undefined : idOf(key, key.replace(/^list-/, '')),
      choices: [],
    };
    list.choices.push({ name, code: 0, words, row: row.row });
    lists.set(key, list);
  }
  for (const [key, { choices }] of lists) {
    if (choices.length > mostChoices)
      findings.refuse('xlsManyChoices', { sheet: sheet!.name, list: key, count: choices.length, limit: mostChoices });
    // Choices from elsewhere may have words for names: then they are numbered.
    const numbers = choices.map(({ name }) => (/^-?\d{1,4}$/.test(name) ? Number(name) : undefined));
    const areCodes = !numbers.includes(undefined) && new Set(numbers).size === choices.length;
    if (!areCodes && choices.some(({ name }) => looksLikeCode(name))) {
      const codes = choices.map(({ name }, at) => `${name.slice(0, 20)} → ${at + 1}`);
      findings.tell('xlsNumbered', { list: key, codes: codes.join(', ').slice(0, 300) }, choices[0]!.row);
    }
    for (const [index, choice] of choices.entries()) choice.code = areCodes ? numbers[index]! : index + 1;
  }
  return lists;
}
