/** The words of an XLSForm's rows by language, and what keeps them from being shown to a respondent. */

import { languageNamed } from '../../language-codes.ts';
import type { Findings } from '../findings.ts';
import type { Translations } from '../instrument.ts';
import { plainWords } from '../marks.ts';
import { longestText } from '../schema.ts';
import type { Sheet, SheetRow } from './xlsform-sheets.ts';

/** The languages of a file's columns, told apart once for the whole file. */
export class Languages {
  private readonly codes = new Map<string | undefined, string>();

  /**
   * @param own languages that this app wrote into the file: they are read as they stand
   */
  constructor(
    sheets: readonly Sheet[],
    private readonly standard: string,
    private readonly own: ReadonlySet<string>,
    findings: Findings,
  ) {
    for (const { name, rows } of sheets) this.readHeads(name, rows, findings);
  }

  private readHeads(sheet: string, rows: readonly SheetRow[], findings: Findings): void {
    const columns = new Set(rows.flatMap(({ cells }) => cells.map(({ column }) => column)));
    const heads = new Map<string, string>();
    for (const { key, language, head } of columns) {
      if (key !== 'label' && key !== 'hint') continue;
      const code = language === undefined ? this.standard : languageNamed(language, this.own);
      if (code === undefined) {
        findings.refuse('xlsLanguage', { sheet, column: head, language: language! });
        continue;
      }
      const held = heads.get(`${key} ${code}`);
      if (held !== undefined)
        findings.refuse('xlsSameLanguage', { sheet, columns: `${held}, ${head}`, language: code });
      heads.set(`${key} ${code}`, head);
      this.codes.set(language, code);
    }
  }

  /** The words of one column in each language; `heads` names the column of each, for what is told. */
  of(row: SheetRow, key: string): { words: Translations; heads: Translations } {
    const cells = row.cells.filter(({ column }) => column.key === key);
    const by = (value: (cell: (typeof cells)[number]) => string) =>
      Object.fromEntries(
        cells.flatMap((cell) => {
          const code = this.codes.get(cell.column.language);
          return code === undefined ? [] : [[code, value(cell)]];
        }),
      );
    return { words: by(({ value }) => value), heads: by(({ column }) => column.head) };
  }
}

interface At {
  sheet: string;
  row: SheetRow;
  /** The file was written by this app: its words stand as they are. */
  isOurs: boolean;
  /** Names that the file's questions have. */
  names: { has(name: string): boolean };
}

/** The words of a label with its hint under it, judged and without marks of looks. */
export function shownWords(languages: Languages, at: At, findings: Findings): Translations {
  const [label, hint] = [languages.of(at.row, 'label'), languages.of(at.row, 'hint')];
  if (Object.keys(hint.words).length > 0) findings.tell('xlsHint', {}, at.row.row);
  return judged([label, hint], at, findings);
}

/** The words of a question's label and those of its hint; where there is no label the hint is the question. */
export function askedWords(
  languages: Languages,
  at: At,
  findings: Findings,
): { words: Translations; hint: Translations } {
  const [label, hint] = [languages.of(at.row, 'label'), languages.of(at.row, 'hint')];
  const beside = Object.keys(hint.words).filter((language) => label.words[language] !== undefined);
  const only = (kept: (language: string) => boolean) => ({
    ...hint,
    words: Object.fromEntries(Object.entries(hint.words).filter(([language]) => kept(language))),
  });
  const isBeside = (language: string) => beside.includes(language);
  return {
    words: judged([label, only((language) => !isBeside(language))], at, findings),
    hint: judged([only(isBeside)], at, findings),
  };
}

type Said = ReturnType<Languages['of']>;

function judged(said: readonly Said[], { sheet, row, isOurs, names }: At, findings: Findings): Translations {
  const found: Translations = {};
  for (const language of new Set(said.flatMap(({ words }) => Object.keys(words)))) {
    const column = said.map(({ heads }) => heads[language]).find((head) => head !== undefined)!;
    const given = said
      .map(({ words }) => words[language])
      .filter(Boolean)
      .join('\n');
    const at = { sheet, row: row.row, column };
    if (given.length > longestText) {
      findings.refuse('xlsLong', { ...at, limit: longestText });
      continue;
    }
    const { words, taken, foreign } = plainWords(given);
    const answers = foreign.filter((sign) => /^\$\{/.test(sign) && names.has(sign.slice(2, -1).trim()));
    if (isOurs ? answers.length > 0 : foreign.length > 0)
      findings.refuse('xlsMark', { ...at, found: (isOurs ? answers : foreign).join(' ') });
    else if (isOurs && foreign.length + taken.length > 0)
      findings.tell('xlsMarkKept', { found: [...taken, ...foreign].join(' ') }, row.row);
    else if (taken.length > 0) findings.tell('xlsMarkTaken', { found: taken.join(' ') }, row.row);
    const shown = isOurs ? given : words;
    if (shown !== '') found[language] = shown;
  }
  return found;
}
