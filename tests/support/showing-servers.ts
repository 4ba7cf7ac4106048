/**
 * Servers of each kind that shows records, in memory and in the place of `fetch`: what their documentation says of writing,
 * looking and reading page by page, as far as the dialects ask for it, and no page longer than the server likes.
 */
import type { Sendable } from '../../src/delivery/dialects/dialect.ts';
import { json } from './device.ts';

type Row = Record<string, unknown>;

export interface Showing {
  dialect: string;
  url: string;
  options?: Record<string, unknown>;
  /** Whether a reading goes on where the last one ended. */
  isLog?: true;
  answer(method: string, url: URL, body: unknown, headers: Headers): Response;
  /** Puts a row there that is nobody's record. */
  foreign(): void;
}

const host = 'https://server.example';
/** No server here gives more rows in a page than this, whatever it is asked for. */
const most = 4;

const byId = (a: Row, b: Row) => (String(a.id) < String(b.id) ? -1 : 1);
const limitIn = (url: URL, name: string) => Math.min(most, Number(url.searchParams.get(name) ?? most));

function receiver(): Showing {
  const log: Row[] = [];
  return {
    dialect: 'plain',
    url: `${host}/api/records`,
    isLog: true,
    answer(_, url, body) {
      if (body) {
        const { records } = body as { records: Row[] };
        for (const record of records) {
          const before = log.findIndex(({ id }) => id === record.id);
          if (before >= 0) log.splice(before, 1, { gone: true });
          log.push(record);
        }
        return json({ results: records.map(({ id, rev }) => ({ id, rev, status: 'stored' })) });
      }
      const since = Number(url.searchParams.get('since'));
      const kind = url.searchParams.get('kind');
      const rows = log
        .map((record, index) => ({ record, seq: index + 1 }))
        .filter(({ record, seq }) => seq > since && !record.gone && (!kind || record.kind === kind))
        .slice(0, limitIn(url, 'limit'));
      return json({ records: rows.map(({ record }) => record), next: rows.at(-1)?.seq ?? since });
    },
    foreign: () => void log.push({ id: 'x', kind: 'weather', rev: 'one' }),
  };
}

function couch(): Showing {
  const docs = new Map<string, Row & { seq: number; n: number }>([
    ['_design/rules', { _id: '_design/rules', seq: 1, n: 1 }],
  ]);
  let seq = 1;
  const put = (doc: Row) => {
    const id = String(doc._id);
    const before = docs.get(id);
    if (before && doc._rev !== `${before.n}-x`) return { id, error: 'conflict', reason: 'Document update conflict.' };
    const n = (before?.n ?? 0) + 1;
    seq += 1;
    docs.set(id, { ...doc, _rev: `${n}-x`, seq, n });
    return { ok: true, id, rev: `${n}-x` };
  };
  const shown = ({ seq: _, n: __, ...doc }: Row) => doc;
  return {
    dialect: 'couchdb',
    url: `${host}/kentta`,
    isLog: true,
    answer(_, url, body) {
      if (body) return json((body as { docs: Row[] }).docs.map(put), 201);
      if (url.pathname.endsWith('/_changes')) {
        const since = Number(String(url.searchParams.get('since')).split('-')[0]);
        const later = [...docs.values()].filter((doc) => doc.seq > since).sort((a, b) => a.seq - b.seq);
        const results = later.slice(0, limitIn(url, 'limit')).map((doc) => {
          return { seq: `${doc.seq}-opaque`, id: doc._id, changes: [], doc: shown(doc) };
        });
        const last = results.at(-1)?.seq ?? `${since}-opaque`;
        return json({ results, last_seq: last, pending: later.length - results.length });
      }
      const doc = docs.get(url.pathname.split('/').at(-1)!);
      return doc ? json(shown(doc)) : json({ error: 'not_found', reason: 'missing' }, 404);
    },
    foreign: () => void put({ _id: 'weather', rain: true }),
  };
}

function directus(body: 'json' | 'flat'): Showing {
  const items = new Map<string, Row>();
  const error = (status: number, code: string) => json({ errors: [{ message: 'no', extensions: { code } }] }, status);
  return {
    dialect: 'directus',
    url: `${host}/items/records`,
    options: { body },
    answer(method, url, sent) {
      if (method === 'PATCH') {
        const id = url.pathname.split('/').at(-1)!;
        items.set(id, { ...items.get(id), ...(sent as Row) });
        return json({ data: items.get(id) });
      }
      if (method === 'POST') {
        const list = sent as Row[];
        if (list.some(({ id }) => items.has(String(id)))) return error(400, 'RECORD_NOT_UNIQUE');
        // What Directus adds by itself, where its editor was asked to.
        for (const one of list)
          items.set(String(one.id), { ...one, user_created: 'u', date_created: '2026-11-01T10:00:00Z' });
        return json({ data: list.map(({ id, rev }) => ({ id, rev })) });
      }
      const of = (name: string) => url.searchParams.get(name);
      const rows = [...items.values()]
        .filter(
          ({ id, kind }) =>
            [null, id].includes(of('filter[id][_eq]')) && [null, kind].includes(of('filter[kind][_eq]')),
        )
        .sort(byId);
      const offset = Number(of('offset') ?? 0);
      return json({ data: rows.slice(offset, offset + limitIn(url, 'limit')) });
    },
    foreign: () => void items.set('0', { id: '0', kind: 'weather', rev: null }),
  };
}

function elastic(): Showing {
  const docs = new Map<string, Row>();
  const scrolls = new Map<string, Row[]>();
  const page = (hits: Row[], size: number) => {
    const id = `scroll==${scrolls.size}`;
    scrolls.set(id, hits.slice(size));
    return json({ _scroll_id: id, hits: { hits: hits.slice(0, size).map((doc) => ({ _id: doc.id, _source: doc })) } });
  };
  return {
    dialect: 'elasticsearch',
    url: `${host}/es/kirjaukset`,
    answer(method, url, body) {
      if (url.pathname === '/es/_search/scroll') {
        const left = scrolls.get((body as { scroll_id: string }).scroll_id);
        return left ? page(left, most) : json({ error: { type: 'search_context_missing_exception' } }, 404);
      }
      if (url.pathname.endsWith('/_search')) {
        const { size, query } = body as { size: number; query?: { match: { kind: string } } };
        const hits = [...docs.values()].filter(({ kind }) => !query || kind === query.match.kind);
        return page(hits, Math.min(most, size));
      }
      if (method === 'GET') {
        const id = url.pathname.split('/').at(-1)!;
        const doc = docs.get(id);
        return doc ? json({ _id: id, found: true, _source: doc }) : json({ _id: id, found: false }, 404);
      }
      const lines = String(body)
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      const items = [];
      for (let at = 0; at < lines.length; at += 2) {
        const { _id, version } = lines[at].index;
        const isNewer = version > Number(docs.get(_id)?.rev ?? 0);
        if (isNewer) docs.set(_id, lines[at + 1]);
        items.push({
          index: { _id, status: isNewer ? 201 : 409, ...(isNewer ? {} : { error: { type: 'conflict' } }) },
        });
      }
      return json({ errors: false, items });
    },
    foreign: () => void docs.set('w', { message: 'a log line of somebody' }),
  };
}

function jsonApi(isByKind: boolean): Showing {
  const resources = new Map<string, Row>();
  const shown = ({ id, ...attributes }: Row) => ({ type: 'records', id, attributes });
  const known = ['outing', 'encounter', 'response', 'respondent', 'wave'];
  return {
    dialect: 'json-api',
    url: isByKind ? `${host}/rest/{kind}` : `${host}/rest/records`,
    answer(method, url, body) {
      const [, , collection = '', id = ''] = url.pathname.split('/');
      if (isByKind && !known.includes(collection)) return json({ errors: [{ title: 'no such resource' }] }, 404);
      if (body) {
        const { id: own, attributes } = (body as { data: { id: string; attributes: Row } }).data;
        if (method === 'POST' && resources.has(own)) return json({ errors: [{ title: 'exists' }] }, 409);
        resources.set(own, { ...resources.get(own), ...attributes, id: own });
        return json({ data: shown(resources.get(own)!) }, method === 'POST' ? 201 : 200);
      }
      if (id) {
        const found = resources.get(id);
        return found ? json({ data: shown(found) }) : json({ errors: [] }, 404);
      }
      const rows = [...resources.values()].filter(({ kind }) => !isByKind || kind === collection);
      const at = Number(url.searchParams.get('page[at]') ?? 0);
      // As behind a proxy: the link names the server as it knows itself, which is not where the app reaches it.
      const next = `http://inside:8080/v2/${collection}?page%5Bat%5D=${at + most}`;
      const links = at + most < rows.length ? { next } : { next: null };
      return json({ data: rows.slice(at, at + most).map(shown), links });
    },
    foreign: () => void resources.set('w', { id: 'w', kind: 'encounter', weather: 'rain' }),
  };
}

function postgrest(body: 'json' | 'flat'): Showing {
  const rows = new Map<string, Row>();
  return {
    dialect: 'postgrest',
    url: `${host}/rest/v1/records`,
    options: { body },
    answer(method, url, sent, headers) {
      if (method === 'POST') {
        const list = sent as Row[];
        const isUpsert = headers.get('prefer')?.includes('merge-duplicates');
        const there = isUpsert ? undefined : list.find(({ id }) => rows.has(String(id)));
        if (there) return json({ code: '23505', message: 'duplicate key value', details: null, hint: null }, 409);
        // PostgreSQL's way to write a moment.
        const asKept = (value: unknown) =>
          typeof value === 'string' && /^\d{4}-.*T.*Z$/.test(value) ? value.replace('Z', '+00:00') : value;
        for (const row of list)
          rows.set(String(row.id), {
            ...Object.fromEntries(Object.entries(row).map(([name, value]) => [name, asKept(value)])),
            inserted_at: '2026-11-01T10:00:00+00:00',
          });
        return json(
          list.map(({ id, rev }) => ({ id, rev })),
          201,
        );
      }
      const of = (name: string) => url.searchParams.get(name);
      const found = [...rows.values()]
        .filter(({ id, kind }) => {
          const wanted = of('id');
          const isOne = !wanted || wanted === `eq.${id}` || (wanted.startsWith('gt.') && String(id) > wanted.slice(3));
          return isOne && [null, `eq.${kind}`].includes(of('kind'));
        })
        .sort(byId);
      return json(found.slice(0, limitIn(url, 'limit')));
    },
    foreign: () => void rows.set('0', { id: '0', kind: null, rev: 1 }),
  };
}

function rest(isPaged: boolean): Showing {
  const items = new Map<string, Row>();
  return {
    dialect: 'rest-put',
    url: `${host}/records`,
    answer(method, url, body) {
      const id = url.pathname.split('/')[2];
      if (method === 'PUT' && !items.has(id!)) return json({}, 404);
      if (body) {
        const record = body as Row;
        if (method === 'POST' && items.has(String(record.id))) return json('Insert failed, duplicate id', 500);
        items.set(String(record.id), { ...record, updatedAt: 5 });
        return json(record, 200);
      }
      if (id) return items.has(id) ? json(items.get(id)) : json({}, 404);
      const rows = [...items.values()].sort(byId);
      if (!isPaged) return json(rows);
      const start = Number(url.searchParams.get('_start'));
      return json(rows.slice(start, start + Number(url.searchParams.get('_limit'))));
    },
    foreign: () => void items.set('0', { id: '0', weather: 'rain' }),
  };
}

/** Each of them, by name. */
export const showing: [string, () => Showing][] = [
  ['our receiver', receiver],
  ['CouchDB', couch],
  ['Directus with the record as JSON', () => directus('json')],
  ['Directus with a field for each', () => directus('flat')],
  ['Elasticsearch', elastic],
  ['JSON:API, one collection', () => jsonApi(false)],
  ['JSON:API, a collection for each kind', () => jsonApi(true)],
  ['PostgREST with the record as JSON', () => postgrest('json')],
  ['PostgREST with a column for each', () => postgrest('flat')],
  ['json-server', () => rest(true)],
  ['a REST server without pages', () => rest(false)],
];

/** What one was asked. */
export interface Asked {
  method: string;
  url: URL;
  records: Sendable[];
}

/** In the place of `fetch`. */
export function asFetch(server: Showing, asked: string[]) {
  return async (url: string, { method = 'GET', body, headers }: RequestInit): Promise<Response> => {
    asked.push(`${method} ${url}`);
    const text = body === undefined ? undefined : String(body);
    const isJson = new Headers(headers).get('content-type') !== 'application/x-ndjson';
    return server.answer(method, new URL(url), text && isJson ? JSON.parse(text) : text, new Headers(headers));
  };
}
