/**
 * A bundle that goes out in another program's format lies whole in that file too, for this app to read back. It is the bundle as
 * long as nobody has changed what the file says around it: what was changed is named, item by item. Pure.
 */

import { extra, toFhir } from '../instrument/formats/fhir.ts';
import { asObject, type JsonObject, listIn, textIn } from '../instrument/formats/fhir-json.ts';
import { bundleExtra } from '../instrument/formats/fhir-system.ts';
import { toSheets } from '../instrument/formats/xlsform.ts';
import { bundleTextIn } from '../instrument/formats/xlsform-own.ts';
import type { Sheets } from '../instrument/formats/xlsform-sheets.ts';
import type { Form } from './form.ts';

/** A row of a spreadsheet, from 1, that was changed. */
export interface ChangedRow {
  sheet: string;
  row: number;
}

/** What a file carries; undefined where it carries no bundle. */
export interface Carried<F = unknown> {
  /** The bundle's own file, for its reader to judge. */
  value: unknown;
  /** The same file as if another program had made it: what this app wrote beside the questions is not in it. */
  foreign: F;
  /** The places at which the file differs from the bundle's form as it is written on this device. */
  changedFrom(form: Form): (string | ChangedRow)[];
}

export function carriedInFhir(root: unknown): Carried | undefined {
  const file = asObject(root) ?? {};
  const held = listIn(file, 'extension').find(({ url }) => url === bundleExtra);
  const value = held && json(textIn(held, 'valueString'));
  if (value === undefined) return undefined;
  const ours: unknown[] = [extra, bundleExtra];
  const foreign = { ...file, extension: listIn(file, 'extension').filter(({ url }) => !ours.includes(url)) };
  return { value, foreign, changedFrom: (form) => changedItems(file, form) };
}

export function carriedInSheets(sheets: Sheets): Carried<Sheets> | undefined {
  const value = json(bundleTextIn(sheets));
  if (value === undefined) return undefined;
  const others = Object.entries(sheets).filter(([name]) => name.trim().toLowerCase() !== 'kenttakirja');
  return { value, foreign: Object.fromEntries(others), changedFrom: (form) => changedRows(sheets, form) };
}

/** What of a Questionnaire says what is asked, beside its items. */
const ofForm = ['version', 'language', 'title', '_title'];

function changedItems(file: JsonObject, form: Form): string[] {
  const written = asObject(JSON.parse(JSON.stringify(toFhir(form))))!;
  const [now, before] = [file, written].map((one) => itemsIn(listIn(one, 'item')));
  const names = new Set([...now!.keys(), ...before!.keys()]);
  const changed = [...names].filter((linkId) => now!.get(linkId) !== before!.get(linkId));
  const isOrder = changed.length === 0 && [...now!.keys()].join() !== [...before!.keys()].join();
  return [
    ...ofForm.filter((name) => sorted(file[name]) !== sorted(written[name])),
    ...changed,
    ...(isOrder ? ['item'] : []),
  ];
}

/** Each item by its linkId, and where it stands. */
const itemsIn = (items: readonly JsonObject[], within = ''): Map<string, string> =>
  new Map(
    items.flatMap((one) => {
      const { item: _, ...own } = one;
      const linkId = String(one.linkId);
      return [[linkId, within + sorted(own)], ...itemsIn(listIn(one, 'item'), `${within}${linkId}/`)] as [
        string,
        string,
      ][];
    }),
  );

function changedRows(sheets: Sheets, form: Form): ChangedRow[] {
  const written = toSheets(form);
  return (['survey', 'choices', 'settings'] as const).flatMap((name) => {
    const there = Object.entries(sheets).find(([one]) => one.trim().toLowerCase() === name)?.[1] ?? [];
    const [now, before] = [there, written[name] ?? []].map((rows) => rows.map(words));
    const longest = Math.max(now!.length, before!.length);
    const changed = Array.from({ length: longest }, (_, at) => at).filter(
      (at) => (now![at] ?? '') !== (before![at] ?? ''),
    );
    return changed.map((at) => ({ sheet: name, row: at + 1 }));
  });
}

/** A row's words; empty cells at its end are none. */
const words = (row: readonly unknown[]): string =>
  row
    .map((cell) => String(cell ?? '').trim())
    .join('\t')
    .trimEnd();

function json(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Judged as any other bundle's file: it has none of its fields.
    return {};
  }
}

/** A value as text that can be compared, whatever the order of its fields. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}
