/** Building a request, for every dialect: addresses, headers, and a record as a row of a table. */
import { records } from '../../records.ts';
import type { EndpointConfig } from '../../setup/endpoint.ts';
import type { HttpRequest } from '../engine/send.ts';
import type { Sendable } from './dialect.ts';

/** The endpoint's address with more path and query; a query of its own stays. */
export function address(base: string, path: string[], query: Record<string, string> = {}): string {
  const [before = '', own = ''] = base.split('#')[0]!.split(/\?(.*)/s);
  const more = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const all = [own, ...more].filter(Boolean).join('&');
  const whole = [path.length > 0 ? before.replace(/\/+$/, '') : before, ...path.map(encodeURIComponent)].join('/');
  return all ? `${whole}?${all}` : whole;
}

/** An address with `{id}`, `{kind}` and `{rev}` filled in. */
export const filled = (template: string, { id, kind, rev }: Sendable): string =>
  template
    .replaceAll('{id}', encodeURIComponent(id))
    .replaceAll('{kind}', encodeURIComponent(kind))
    .replaceAll('{rev}', String(rev));

/** The endpoint's own headers with the dialect's, in lower case, so that no name stands twice. `ours` win. */
export function headersWith({ headers }: EndpointConfig, ours: Record<string, string>): Record<string, string> {
  const theirs = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return { ...Object.fromEntries(theirs), ...ours };
}

/** A request with a JSON body. The endpoint's own headers may name another type of content, to spare a preflight. */
export const jsonRequest = (
  endpoint: EndpointConfig,
  method: HttpRequest['method'],
  url: string,
  body: unknown,
): HttpRequest => ({
  url,
  method,
  headers: { 'content-type': 'application/json', ...headersWith(endpoint, {}) },
  body: JSON.stringify(body),
});

/** A request that reads. */
export const getRequest = (endpoint: EndpointConfig, url: string, accept = 'application/json'): HttpRequest => {
  const { 'content-type': _, ...headers } = headersWith(endpoint, { accept });
  return { url, method: 'GET', headers };
};

/** A request that takes one thing away. */
export const deleteRequest = (endpoint: EndpointConfig, url: string): HttpRequest => {
  const { 'content-type': _, ...headers } = headersWith(endpoint, {});
  return { url, method: 'DELETE', headers };
};

/** The request that takes away what stands under its id behind the endpoint's address. */
export const deleteById = (record: Sendable, endpoint: EndpointConfig): HttpRequest =>
  deleteRequest(endpoint, address(filled(endpoint.url, record), [record.id]));

/** The record's own fields, without its envelope. */
export function recordFields(record: Sendable): Record<string, unknown> {
  const { kind: _k, id: _i, rev: _r, at: _a, v: _v, unit: _u, device: _d, deleted: _x, ...fields } = record;
  return fields;
}

/**
 * A record as a row: the envelope in columns, the kind's own fields together in `body`. So every row has the same columns,
 * whatever its kind, and a new field of a kind needs no new column.
 */
export const rowOf = (record: Sendable) => {
  const { id, kind, rev, at, v, unit, device } = record;
  return { id, kind, rev, at, v, unit, device, deleted: record.deleted === true, body: recordFields(record) };
};

const envelopeNames = ['kind', 'id', 'rev', 'at', 'v', 'unit', 'device', 'deleted'];
const fieldNames = new Map(records.map(({ name, fields }) => [name, fields]));

/** Every field that a record of one of these kinds may have, its envelope's first. */
export const fieldsOfKinds = (kinds: readonly string[]): string[] => [
  ...new Set([...envelopeNames, ...kinds.flatMap((kind) => fieldNames.get(kind) ?? [])]),
];

/**
 * A record with null for each field of its kind that it does not have: for who keeps what is not sent, so that a field which
 * an edit takes away, and all of them when the record is deleted, do not stay behind.
 */
export const withEveryField = (record: Sendable): Record<string, unknown> => ({
  ...Object.fromEntries((fieldNames.get(record.kind) ?? []).map((name) => [name, null])),
  ...record,
});

/** JSON with the keys of every object in one order. */
export function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
