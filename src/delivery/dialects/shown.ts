/** Records as an endpoint shows them, for every dialect that is read. */
import * as z from 'zod/mini';
import { records } from '../../records.ts';
import type { PageAsked, PageGiven } from './dialect.ts';
import { fromJson } from './status.ts';

/** The setting that says that an endpoint is read also where nobody has asked for that very one. */
export const Read = z.optional(z.boolean());

const kinds = new Map(records.map((kind) => [kind.name, kind]));
const envelope = ['kind', 'id', 'rev', 'at', 'v', 'unit', 'device'];

/**
 * The record that a row was made of (`rowOf`, or a column for each field), without what is empty and what the endpoint has
 * added; whatever is none of our records is given as it is.
 */
export function recordIn(row: unknown): unknown {
  const { body, ...columns } = (row ?? {}) as Record<string, unknown>;
  const kind = kinds.get(columns.kind as string);
  if (!kind) return row;
  const isDeleted = columns.deleted === true || columns.deleted === 1;
  const own = isDeleted ? [] : kind.fields;
  // An earlier shape has fields that today's does not name.
  const isOurs = (name: string) => (columns.v === kind.version ? own.includes(name) : !/^(_|deleted$)/.test(name));
  const all = { ...columns, ...(typeof body === 'string' ? fromJson(z.looseObject({}), body) : (body as object)) };
  const kept = Object.entries(all)
    .filter(([name, value]) => value !== null && (envelope.includes(name) || isOurs(name)))
    .map(([name, value]) => [name, typeof value === 'string' ? utc(value) : value]);
  return { ...Object.fromEntries(kept), ...(isDeleted ? { deleted: true } : {}) };
}

/** A moment as records have it: a database writes UTC in its own way. Any other text as it is. */
function utc(text: string): string {
  const [, day, time, zone] = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d+)?)([+-]\d\d:?\d\d)?$/.exec(text) ?? [];
  const at = day ? Date.parse(`${day}T${time}${zone ?? 'Z'}`) : Number.NaN;
  return Number.isNaN(at) ? text : new Date(at).toISOString();
}

/** The page of a list of which so many rows are skipped as came before; behind the last one there is an empty one. */
export const listPage = (rows: unknown[] | undefined, { from }: PageAsked): PageGiven | undefined =>
  rows && { records: rows.map(recordIn), next: Number(from) + rows.length, isLast: rows.length === 0 };
