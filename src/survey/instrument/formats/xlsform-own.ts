/** The sheet of this app in an XLSForm: what XLSForm has no column for. */
import * as z from 'zod/mini';
import type { Findings } from '../findings.ts';
import type { Item } from '../instrument.ts';
import * as schema from '../schema.ts';
import { type Row, type Sheet, type Sheets, sheetNamed } from './xlsform-sheets.ts';

/** What the person who answers is told of whoever asks, by the names of a text's own fields. */
export const askerFields = ['purpose', 'controller', 'privacyNotice'] as const;

/** What a cell of a spreadsheet holds, in characters, with room left. */
const longestCell = 30_000;

/** A bundle's own file in as many rows as it needs. */
export function bundleRows(bundle: object | undefined): Row[] {
  const text = bundle ? JSON.stringify(bundle) : '';
  const count = Math.ceil(text.length / longestCell);
  return Array.from({ length: count }, (_, at) => [
    `bundle ${at + 1}`,
    '',
    text.slice(at * longestCell, (at + 1) * longestCell),
  ]);
}

/** The text of a bundle's own file that lies in these sheets; undefined where none does. */
export function bundleTextIn(sheets: Sheets): string | undefined {
  const rows = sheetNamed(sheets, 'kenttakirja')?.rows ?? [];
  const parts = rows.flatMap((row) => (/^bundle \d+$/.test(row.get('what')) ? [row.get('value')] : []));
  return parts.length > 0 ? parts.join('') : undefined;
}

/** What of an item cannot be read back from its own columns, and those columns as they were written with it. */
const OwnItem = z.strictObject({
  as: z.string(),
  more: z.partial(z.pick(schema.ItemSchema, { min: true, max: true, limit: true, showWhen: true })),
});

interface OwnRow {
  what: string;
  language: string;
  value: string;
  row: number;
}

export class Own {
  /** Languages as this app wrote them, regions and all. */
  readonly languages: ReadonlySet<string>;

  constructor(
    private readonly rows: readonly OwnRow[],
    readonly isOurs: boolean,
  ) {
    this.languages = new Set(rows.flatMap(({ language }) => (language === '' ? [] : [language])));
  }

  one(what: string, language = ''): string | undefined {
    return this.rows.find((row) => row.what === what && row.language === language)?.value;
  }

  permission(language: string): { permission?: string } {
    const permission = this.one('permission', language);
    return permission === undefined ? {} : { permission };
  }

  /** What a text says of whoever asks. */
  asker(language: string): { [what in (typeof askerFields)[number]]?: string } {
    return Object.fromEntries(
      askerFields.flatMap((what) => {
        const said = this.one(what, language);
        return said === undefined ? [] : [[what, said]];
      }),
    );
  }

  /** Words of sections that a group's label has no room for. */
  sections(language: string): Record<string, Record<string, string>> {
    const found: Record<string, Record<string, string>> = {};
    for (const { what, value } of this.rows.filter((row) => row.language === language)) {
      const [, id, name] = /^section (\S+) (title|stem)$/.exec(what) ?? [];
      if (id) found[id] = { ...(Object.hasOwn(found, id) ? found[id] : {}), [name!]: value };
    }
    return found;
  }

  /** Words of the page around the questions. */
  page(language: string): { page?: Record<string, string> } {
    const own = this.rows.filter((row) => row.language === language && row.what.startsWith('page '));
    return own.length > 0 ? { page: Object.fromEntries(own.map(({ what, value }) => [what.slice(5), value])) } : {};
  }

  /** Bounds and rules of an item as this app wrote them, where nobody has changed what the file says of it. */
  keptOf(id: string, written: string): Partial<Item> | undefined {
    const kept = this.one(`item ${id}`);
    if (kept === undefined) return undefined;
    const { as, more } = JSON.parse(kept) as { as: string; more: Partial<Item> };
    return as === written ? more : undefined;
  }

  /** What a file may say of the whole. */
  rest(languages: readonly string[]) {
    const validated = this.one('validated');
    const scorings = this.rows.filter(({ what }) => what === 'scoring').map(({ value }) => JSON.parse(value));
    const sums = languages.flatMap((one) => {
      const sum = this.one('checksum', one);
      return sum ? [[one, sum]] : [];
    });
    return {
      ...(validated === undefined ? {} : { validated: validated === 'true' }),
      ...(scorings.length > 0 ? { scorings } : {}),
      ...(sums.length > 0 ? { checksums: Object.fromEntries(sums) } : {}),
    };
  }
}

/** Reads the sheet; a row that cannot be read is refused. */
export function readOwn(sheet: Sheet | undefined, findings: Findings): Own {
  findings.wrong.push(...(sheet?.wrong ?? []));
  const rows = (sheet?.rows ?? []).map((row) => ({
    what: row.get('what'),
    language: row.get('language'),
    value: row.get('value'),
    row: row.row,
  }));
  for (const { what, value, row } of rows) {
    const isRead =
      what === 'scoring'
        ? schema.ScoringSchema.safeParse(json(value)).success
        : what.startsWith('item ')
          ? OwnItem.safeParse(json(value)).success
          : what === 'checksum'
            ? /^[0-9a-f]{64}$/.test(value)
            : value !== '' && value.length <= (/^bundle \d+$/.test(what) ? longestCell : 2000);
    if (!isRead) findings.refuse('xlsOwn', { sheet: sheet!.name, row, what });
  }
  return new Own(rows, sheet !== undefined);
}

function json(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
