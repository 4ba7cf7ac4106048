import { randomUUID } from 'node:crypto';
import type { RecordResult, WireRecord } from '../../src/delivery/wire.ts';
import type { Storage } from '../../src/receiver/storage.ts';

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

  /** The names of all commits that the history holds; cut it, and what was told of since is not known any more. */
  readonly history: string[] = ['1.begin'];

  #told(known: readonly string[] = []) {
    return { head: this.history.at(-1)!, isKnown: known.every((name) => this.history.includes(name)) };
  }

  async store(records: readonly WireRecord[], known?: readonly string[]) {
    const statuses = records.map((record) => this.#storeOne(record));
    if (statuses.includes('stored')) this.history.push(`${this.history.length + 1}.${randomUUID()}`);
    return { statuses, history: this.#told(known) };
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
    const { statuses } = await this.store(records);
    return records.map(({ id, rev }, index) => {
      const status = statuses[index]!;
      return status === 'conflict' ? { id, rev, status: 'rejected', message: 'other content' } : { id, rev, status };
    });
  }

  async removeProbe(id: string) {
    return this.held.get(id)?.unit === 'probe' && this.held.delete(id);
  }

  async read(since = 0, _limit?: number, _kind?: string, known?: readonly string[]) {
    const all = [...this.held.values()];
    return { records: all.slice(since), skipped: [], next: all.length, history: this.#told(known) };
  }

  async find(id: string, _rev?: number, known?: readonly string[]) {
    return { record: this.held.get(id), history: this.#told(known) };
  }

  async revsOf(ids: readonly string[], known?: readonly string[]) {
    const held = ids.flatMap((id) => {
      const { rev, deleted } = this.held.get(id) ?? {};
      return rev === undefined ? [] : [{ id, rev, ...(deleted ? { deleted } : {}) }];
    });
    return { held, history: this.#told(known) };
  }

  async check() {
    return { reads: true, writes: true };
  }
  async close() {}
}
