/**
 * An endpoint's ledger, and every way in which an endpoint or the network before it can fail a batch: what the faulty HTTP
 * server and the stubbed network of the model test have in common.
 */
import type { Storage } from '../../src/receiver/storage.ts';
import type { RecordResult, WireRecord } from '../../src/sync/wire.ts';

/** What happens to one request. Those up to `conflict` store nothing; those after store first, then answer as told. */
export const faults = [
  'cut-unread',
  'cut-uncommitted',
  'hang',
  'arrives-late',
  'web-page',
  'nothing-stored',
  'wrong-shape',
  'old-answer',
  'redirect',
  401,
  403,
  404,
  408,
  413,
  429,
  500,
  502,
  503,
  'cut-committed',
  'cut-in-answer',
  'hang-committed',
  'late-answer',
  'refuse-one',
  'store-some',
  'answer-some',
  'out-of-order',
  'duplicates',
] as const;
export type Fault = (typeof faults)[number];

/** How a request ends for the one who sent it. */
export type Ending =
  /** The connection is cut; `unread`: before the request was read. */
  | { is: 'cut'; unread?: true }
  /** Nothing comes until the one who asked gives up. `arrive`: the request reaches the endpoint after all. */
  | { is: 'hang'; arrive?: () => Promise<unknown> }
  | { is: 'answer'; status: number; headers: Record<string, string>; body: string; late?: true; cut?: true };

/** Commits a batch and gives the results: the truth that a fault then spoils. */
export type Take = (records: WireRecord[]) => Promise<RecordResult[]>;

/** One revision that was committed. */
export interface Entry {
  id: string;
  rev: number;
  content: string;
}

/** Keys in one order, so that contents compare as texts. */
export const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

/** The truth about an endpoint: what it holds, all that it ever committed, and what it has refused. */
export class Ledger implements Storage {
  readonly name = 'pglite';
  /** The newest revision of each record. */
  readonly held = new Map<string, WireRecord>();
  /** Every commit in its order; a second one of the same id and revision would be a double. */
  readonly commits: Entry[] = [];
  /** How often each `id:rev` came to be stored, the times that it was held already among them. */
  readonly came = new Map<string, number>();
  /** Each `id:rev` that was refused and the refusal sent: what the device may call refused. */
  readonly refused = new Set<string>();
  /** The last true results: an `old-answer` repeats them. */
  lastResults: RecordResult[] = [];

  async store(records: readonly WireRecord[]) {
    return records.map((record) => this.#storeOne(record));
  }

  #storeOne(record: WireRecord): 'stored' | 'duplicate' | 'conflict' {
    const { id, rev } = record;
    this.came.set(`${id}:${rev}`, (this.came.get(`${id}:${rev}`) ?? 0) + 1);
    const held = this.held.get(id);
    if (held && held.rev === rev) return sorted(held) === sorted(record) ? 'duplicate' : 'conflict';
    if (held && held.rev > rev) return 'duplicate';
    this.held.set(id, record);
    this.commits.push({ id, rev, content: sorted(record) });
    return 'stored';
  }

  /** Stores as the receiver does, without HTTP. */
  async take(records: WireRecord[]): Promise<RecordResult[]> {
    const statuses = await this.store(records);
    return records.map(({ id, rev }, index) => {
      const status = statuses[index]!;
      return status === 'conflict' ? { id, rev, status: 'rejected', message: 'other content' } : { id, rev, status };
    });
  }

  async removeProbe(id: string) {
    return this.held.get(id)?.unit === 'probe' && this.held.delete(id);
  }

  async read() {
    return { records: [...this.held.values()], next: this.held.size };
  }

  async find(id: string) {
    return this.held.get(id);
  }

  async revsOf(ids: readonly string[]) {
    return ids.flatMap((id) => {
      const { rev, deleted } = this.held.get(id) ?? {};
      return rev === undefined ? [] : [{ id, rev, ...(deleted ? { deleted } : {}) }];
    });
  }

  async check() {}
  async close() {}
}

const isObject = { 'content-type': 'application/json' };
const answer = (status: number, body: unknown, headers: Record<string, string> = {}): Ending => ({
  is: 'answer',
  status,
  headers: { ...isObject, ...headers },
  body: JSON.stringify(body),
});

/** Fails, or answers, one batch. `pick` (0 to 1) chooses the record that a fault is about. */
export async function react(
  fault: Fault | undefined,
  records: WireRecord[],
  ledger: Ledger,
  take: Take,
  pick: number,
): Promise<Ending> {
  const one = records[Math.floor(pick * records.length)];
  const isNew = ({ id, rev }: WireRecord) => (ledger.held.get(id)?.rev ?? 0) < rev;
  const takeTruly = async (some = records) => {
    const results = await take(some);
    if (results.length > 0) ledger.lastResults = results;
    return results;
  };
  switch (fault) {
    case 'cut-unread':
      return { is: 'cut', unread: true };
    case 'cut-uncommitted':
      return { is: 'cut' };
    case 'hang':
      return { is: 'hang' };
    case 'arrives-late':
      return { is: 'hang', arrive: () => take(records) };
    case 'web-page':
      return {
        is: 'answer',
        status: 200,
        headers: { 'content-type': 'text/html; charset=utf-8' },
        body: '<!doctype html><title>WiFi</title>Welcome',
      };
    case 'nothing-stored':
      return { is: 'answer', status: 204, headers: {}, body: '' };
    case 'wrong-shape':
      return answer(200, { ok: true, results: records.map(({ id }) => ({ id, status: 'stored' })) });
    case 'old-answer':
      return answer(200, { results: ledger.lastResults });
    case 'redirect':
      return { is: 'answer', status: 302, headers: { location: '/sign-in' }, body: '' };
    case 413:
      // An endpoint that holds a record already does not find it too large.
      if (!records.every(isNew)) break;
      if (records.length === 1) ledger.refused.add(`${one!.id}:${one!.rev}`);
      return answer(413, { error: 'too large' });
    case 429:
    case 503:
      return answer(fault, { error: 'busy' }, { 'retry-after': '2' });
    case 401:
    case 403:
    case 404:
    case 408:
    case 500:
    case 502:
      return answer(fault, { error: 'no' });
    case 'cut-committed':
      await takeTruly();
      return { is: 'cut' };
    case 'cut-in-answer': {
      const whole = answer(200, { results: await takeTruly() });
      return { ...whole, cut: true } as Ending;
    }
    case 'hang-committed':
      await takeTruly();
      return { is: 'hang' };
    case 'late-answer':
      return { ...answer(200, { results: await takeTruly() }), late: true } as Ending;
    case 'refuse-one': {
      if (!one || !isNew(one)) break;
      const others = await takeTruly(records.filter((record) => record !== one));
      ledger.refused.add(`${one.id}:${one.rev}`);
      const refusal = { id: one.id, rev: one.rev, status: 'rejected', field: 'people', message: 'not this one' };
      return answer(200, { results: [...others, refusal] });
    }
    case 'store-some':
      return answer(200, { results: await takeTruly(records.filter((record) => record !== one)) });
    case 'answer-some':
      return answer(200, { results: (await takeTruly()).filter(({ id }) => id !== one?.id) });
    case 'out-of-order':
      return answer(200, { results: (await takeTruly()).reverse() });
    case 'duplicates':
      return answer(200, { results: (await takeTruly()).map((result) => ({ ...result, status: 'duplicate' })) });
  }
  return answer(200, { results: await takeTruly() });
}
