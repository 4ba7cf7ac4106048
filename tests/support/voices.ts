/**
 * How kinds of endpoints speak: what they make of a request, and how they tell the results. Each is as strict and as odd as
 * the real servers are that the tests know.
 */
import type { RecordResult, WireRecord } from '../../src/delivery/wire.ts';
import { answer, type Ending, type Fault } from './faults.ts';
import type { Ledger } from './ledger.ts';

/** A request; `path` is what stands behind the endpoint's address. */
export interface Asked {
  method: string;
  path: string;
  body: unknown;
}

export interface Voice {
  /** The dialect that it is asked in. */
  name: string;
  /** The records that a request brings; undefined where it only looks. */
  sent(asked: Asked): WireRecord[] | undefined;
  /** Commits what may be committed. */
  take(asked: Asked, records: WireRecord[], ledger: Ledger): Promise<RecordResult[]>;
  tell(results: RecordResult[], asked: Asked, ledger: Ledger): Ending;
  look(asked: Asked, ledger: Ledger): Ending;
  /** A yes to everything, nearly in the right shape. */
  nearly(records: WireRecord[]): unknown;
  /** The part of an old answer that can be told from a new one. */
  old(results: RecordResult[], records: WireRecord[]): RecordResult[];
  /** It takes a request the moment that it is sent: what is under way when somebody looks would be found by nobody. */
  isAtOnce?: true;
  /** Whether a fault does not befall it: one that makes two rows by itself, or a lie to who looks, which no device can know. */
  isSpared?(fault: Fault, asked: Asked): boolean;
}

/** The receiver: id and revision decide. */
const plain: Voice = {
  name: 'plain',
  sent: ({ method, body }) => (method === 'POST' ? (body as { records: WireRecord[] }).records : undefined),
  take: (_, records, ledger) => ledger.take(records),
  tell: (results) => answer(200, { results }),
  look({ path }, ledger) {
    const held = ledger.held.get(path.slice(1));
    return held ? answer(200, held) : answer(404, { error: { code: 'not-held' } });
  },
  nearly: (records) => ({ ok: true, results: records.map(({ id }) => ({ id, status: 'stored' })) }),
  old: (results) => results,
};

/** One record a request. A new id wants a POST, an old one a PUT; an older revision conflicts. */
const rest: Voice = {
  name: 'rest-put',
  sent: ({ method, body }) => (method === 'GET' ? undefined : [body as WireRecord]),
  async take({ method }, records, ledger) {
    const record = records[0]!;
    const { id, rev } = record;
    const held = ledger.held.get(id);
    if (method === 'PUT' && !held) return [{ id, rev, status: 'rejected', message: '404' }];
    if (method === 'POST' && held) return [{ id, rev, status: 'rejected', message: '500' }];
    const [result] = await ledger.take([record]);
    return [held?.rev === rev && result?.status === 'duplicate' ? { id, rev, status: 'stored' } : result!];
  },
  tell([result], { body }) {
    if (!result) return { is: 'answer', status: 204, headers: {}, body: '' };
    const { id, rev, status, message } = result;
    if (status === 'duplicate') return answer(409, { error: 'conflict' });
    if (status === 'rejected') return answer(Number(message) || 422, { error: message });
    return answer(200, { ...(body as object), id, rev });
  },
  look({ path }, ledger) {
    const held = ledger.held.get(path.slice(1));
    return held ? answer(200, held) : answer(404, {});
  },
  nearly: ([record]) => ({ ok: true, id: record?.id }),
  old: (results) => results,
};

/** How often it was committed, and so what CouchDB calls its revision. */
const versionOf = (id: string, ledger: Ledger) => `${ledger.commits.filter((entry) => entry.id === id).length}-x`;

/** CouchDB: a document is replaced only by who names the revision that is there. */
const couch: Voice = {
  name: 'couchdb',
  sent: ({ method, body }) =>
    method === 'POST'
      ? (body as { docs: ({ _id: string; _rev?: string } & WireRecord)[] }).docs.map(
          ({ _id, _rev, ...record }) => record as WireRecord,
        )
      : undefined,
  async take({ body }, records, ledger) {
    const docs = new Map((body as { docs: { _id: string; _rev?: string }[] }).docs.map((doc) => [doc._id, doc]));
    return records.map((record) => {
      const { id, rev } = record;
      const isFree = (docs.get(id)?._rev ?? '0-x') === versionOf(id, ledger);
      if (isFree) ledger.put(record);
      return { id, rev, status: isFree ? 'stored' : 'duplicate' };
    });
  },
  tell(results, _, ledger) {
    const list = results.map(({ id, status, message }) => {
      if (status === 'stored') return { ok: true, id, rev: versionOf(id, ledger) };
      return status === 'duplicate'
        ? { id, error: 'conflict', reason: 'Document update conflict' }
        : { id, error: 'forbidden', reason: message };
    });
    return answer(201, list);
  },
  look({ path }, ledger) {
    const id = path.slice(1);
    const held = ledger.held.get(id);
    if (!held) return answer(404, { error: 'not_found', reason: 'missing' });
    return answer(200, { _id: id, _rev: versionOf(id, ledger), ...held });
  },
  nearly: (records) => records.map(({ id }) => ({ ok: true, id })),
  // It names no revision of ours: of the same document, nobody could tell.
  old: (results, records) => results.filter(({ id }) => !records.some((record) => record.id === id)),
};

/** A backend that gives every POST a new row with a key of its own, whatever it has, and finds rows by their id. */
const rows: Voice = {
  name: 'plain',
  sent: ({ method, body }) => (method === 'POST' ? [body as WireRecord] : undefined),
  async take(_, records, ledger) {
    return records.map((record) => {
      ledger.put(record);
      return { id: record.id, rev: record.rev, status: 'stored' };
    });
  },
  tell([result]) {
    if (!result) return answer(500, { error: 'no' });
    if (result.status === 'rejected') return answer(400, { error: result.message });
    return answer(201, { objectId: 'its own' });
  },
  look({ path }, ledger) {
    const id = new URLSearchParams(path).get('id');
    const found = ledger.commits.filter((entry) => entry.id === id);
    return answer(200, { results: found.map(({ content }) => JSON.parse(content)) });
  },
  nearly: () => ({ ok: true }),
  old: () => [],
  isAtOnce: true,
  isSpared: (fault, { method }) =>
    ['arrives-late', 'twice'].includes(fault as string) ||
    (method === 'GET' && ['nothing-stored', 401, 403, 404].includes(fault)),
};

/** The settings under which it is asked: a row is the record, told by its status, and looked for by its id. */
export const asRows = (url: string) => ({
  body: 'single',
  answers: 'status',
  statuses: [201],
  look: `${url}?id={id}`,
  results: { id: 'results.0.id', rev: 'results.0.rev' },
});

export const voices = { plain, rest, couch, rows };
