/**
 * An endpoint's ledger, and every way in which an endpoint or the network before it can fail a request: what the faulty HTTP
 * server and the stubbed network of the model test have in common. How each kind of endpoint speaks is in `voices.ts`.
 */
import type { Storage } from '../../src/receiver/storage.ts';
import type { RecordResult, WireRecord } from '../../src/sync/wire.ts';
import type { Asked, Voice } from './voices.ts';

/** What happens to one request. Those up to `503` store nothing; those after store first, then answer as told. */
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
  'twice',
  'forget',
] as const;
export type Fault = (typeof faults)[number];

/** How a request ends for the one who sent it. */
export type Ending =
  /** The connection is cut; `unread`: before the request was read. */
  | { is: 'cut'; unread?: true }
  /** Nothing comes until the one who asked gives up. `arrive`: the request reaches the endpoint after all. */
  | { is: 'hang'; arrive?: () => Promise<unknown> }
  | { is: 'answer'; status: number; headers: Record<string, string>; body: string; late?: true; cut?: true };

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
    this.put(record);
    return 'stored';
  }

  /** Commits a record over whatever was there. */
  put(record: WireRecord): void {
    const { id, rev } = record;
    this.held.set(id, record);
    this.commits.push({ id, rev, content: sorted(record) });
  }

  /** Loses a record, as if it had never come. */
  forget(id: string): void {
    this.held.delete(id);
    this.commits.splice(0, this.commits.length, ...this.commits.filter((entry) => entry.id !== id));
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

/** An answer in JSON. */
export const answer = (status: number, body: unknown, headers: Record<string, string> = {}): Ending => ({
  is: 'answer',
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});
const nothing: Ending = { is: 'answer', status: 204, headers: {}, body: '' };

/** An endpoint that a fault befalls. `take` commits records and gives the results: the truth that a fault then spoils. */
export interface Befallen {
  ledger: Ledger;
  voice: Voice;
  take: (asked: Asked, records: WireRecord[]) => Promise<RecordResult[]>;
}

/** Fails, or answers, one request. `pick` (0 to 1) chooses the record that a fault is about. */
export async function react(fault: Fault | undefined, asked: Asked, to: Befallen, pick: number): Promise<Ending> {
  const records = to.voice.sent(asked);
  const before = withoutStoring(fault, asked, records, to, pick);
  if (before) return before;
  const ending = records ? await stored(fault, asked, records, to, pick) : to.voice.look(asked, to.ledger);
  switch (fault) {
    case 'cut-committed':
      return { is: 'cut' };
    case 'hang-committed':
      return { is: 'hang' };
    case 'cut-in-answer':
      return { ...ending, cut: true } as Ending;
    case 'late-answer':
      return { ...ending, late: true } as Ending;
  }
  return ending;
}

/** The faults that keep a request from doing anything; undefined for the others. */
function withoutStoring(
  fault: Fault | undefined,
  asked: Asked,
  records: WireRecord[] | undefined,
  { ledger, voice, take }: Befallen,
  pick: number,
): Ending | undefined {
  const isNew = ({ id, rev }: WireRecord) => (ledger.held.get(id)?.rev ?? 0) < rev;
  const one = records?.[Math.floor(pick * records.length)];
  switch (fault) {
    case 'cut-unread':
      return { is: 'cut', unread: true };
    case 'cut-uncommitted':
      return { is: 'cut' };
    case 'hang':
      return { is: 'hang' };
    case 'arrives-late':
      return { is: 'hang', ...(records ? { arrive: () => take(asked, records) } : {}) };
    case 'web-page':
      return {
        is: 'answer',
        status: 200,
        headers: { 'content-type': 'text/html; charset=utf-8' },
        body: '<!doctype html><title>WiFi</title>Welcome',
      };
    case 'nothing-stored':
      return nothing;
    case 'wrong-shape':
      return records && answer(200, voice.nearly(records));
    case 'old-answer':
      return records && voice.tell(voice.old(ledger.lastResults, records), asked, ledger);
    case 'redirect':
      return { is: 'answer', status: 302, headers: { location: '/sign-in' }, body: '' };
    case 413:
      // An endpoint that holds a record already does not find it too large.
      if (!records?.every(isNew)) return undefined;
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
  }
  return undefined;
}

/** Stores all or some, and tells the truth of it or less. */
async function stored(
  fault: Fault | undefined,
  asked: Asked,
  records: WireRecord[],
  { ledger, voice, take }: Befallen,
  pick: number,
): Promise<Ending> {
  const one = records[Math.floor(pick * records.length)];
  const isNew = ({ id, rev }: WireRecord) => (ledger.held.get(id)?.rev ?? 0) < rev;
  const took = async (some = records) => {
    const results = some.length > 0 ? await take(asked, some) : [];
    if (results.length > 0) ledger.lastResults = results;
    return results;
  };
  const tell = (results: RecordResult[]) => voice.tell(results, asked, ledger);
  switch (fault) {
    case 'refuse-one': {
      if (!one || !isNew(one)) break;
      const others = await took(records.filter((record) => record !== one));
      ledger.refused.add(`${one.id}:${one.rev}`);
      const refusal = { id: one.id, rev: one.rev, field: 'people', message: 'not this one' };
      return tell([...others, { ...refusal, status: 'rejected' }]);
    }
    case 'store-some':
      return tell(await took(records.filter((record) => record !== one)));
    case 'answer-some':
      return tell((await took()).filter(({ id }) => id !== one?.id));
    case 'out-of-order':
      return tell((await took()).reverse());
    case 'duplicates':
      return tell((await took()).map((result) => ({ ...result, status: 'duplicate' })));
    case 'twice':
      await took();
      break;
    case 'forget':
      // What it has told in full it must not lose; what it has only called received is gone again.
      if (voice.name !== 'rest-put') break;
      for (const { id } of await took()) ledger.forget(id);
      return nothing;
  }
  return tell(await took());
}
