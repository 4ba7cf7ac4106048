/** Forms of other programs, made in a few lines: what a test says of one stands in it. */
import writeSheets from 'write-excel-file/universal';
import finnish from '../../locales/fi.json' with { type: 'json' };
import type { Around, Converted, InstrumentFault } from '../../src/survey/instrument/file.ts';
import { fromSheets } from '../../src/survey/instrument/formats/from-xlsform.ts';
import type { Sheets } from '../../src/survey/instrument/formats/xlsform-sheets.ts';
import { judgeGiven } from '../../src/survey/instrument/given.ts';
import type { Instrument } from '../../src/survey/instrument/instrument.ts';

export const around: Around = {
  shipped: [],
  pageLanguages: ['fi', 'sv', 'en'],
  pageWords: Object.keys(finnish.answer),
};

/** How XLSForm names the answer to a question. */
export const answerTo = (name: string) => `$\{${name}}`;

export interface Came {
  instrument: Instrument | undefined;
  told: InstrumentFault[];
  wrong: InstrumentFault[];
}

/** What the app makes of what a reader made. */
export async function came(given: Converted): Promise<Came> {
  const read = await judgeGiven(given, around);
  return read.is === 'wrong'
    ? { instrument: undefined, told: [], wrong: read.wrong }
    : { instrument: read.instrument, told: read.told, wrong: [] };
}

export const cameOf = (sheets: Sheets, name?: string) => came(fromSheets(sheets, name));

/** A form of these rows below `heads`; lists by name, each choice as `name: words`. */
export function aForm(
  heads: string,
  rows: (string | number | boolean | null)[][],
  lists: Record<string, Record<string, string>> = {},
  settings: Record<string, string> = { form_title: 'Koe', form_id: 'koe', default_language: 'Suomi (fi)' },
): Sheets {
  return {
    survey: [heads.split(' | '), ...rows],
    ...(Object.keys(lists).length > 0
      ? {
          choices: [
            ['list_name', 'name', 'label::Suomi (fi)'],
            ...Object.entries(lists).flatMap(([list, choices]) =>
              Object.entries(choices).map(([name, words]) => [list, name.trim(), words]),
            ),
          ],
        }
      : {}),
    settings: [Object.keys(settings), Object.values(settings)],
  };
}

export const yesNo = { yn: { '1 ': 'Kyllä', '0 ': 'Ei' } };

/** Sheets as a file, cells of their own types. */
export async function asFile(sheets: Sheets, name = 'lomake.xlsx'): Promise<File> {
  const made = Object.entries(sheets).map(([sheet, data]) => ({ sheet, data: data as string[][] }));
  return new File([await writeSheets(made).toBlob()], name);
}
