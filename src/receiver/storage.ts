import type { WireRecord } from '../sync/wire.ts';
import type { Database, Query } from './database.ts';
import { migrate } from './migrations.ts';

/** `conflict`: this revision is held already, with other content. */
export type Status = 'stored' | 'duplicate' | 'conflict';

/** A page of the records in the order in which they came; `next` is where the next page begins. */
export interface Page {
  records: unknown[];
  next: number;
}

/** What is held of a record. */
export interface Held {
  id: string;
  rev: number;
  deleted?: true;
}

/** The records that are held: the newest revision of each, and the older ones of those that were not deleted. */
export interface Storage {
  readonly name: Database['name'];
  /** Stores a batch as one whole; one status for each record, in order, as if they had come one after another. */
  store(records: readonly WireRecord[]): Promise<Status[]>;
  /** `kind`: only records of that kind. */
  read(since: number, limit: number, kind?: string): Promise<Page>;
  /** The record in its newest revision, or in `rev`; undefined where that is not held. */
  find(id: string, rev?: number): Promise<unknown>;
  /** Which of these are held, and in which revision. */
  revsOf(ids: readonly string[]): Promise<Held[]>;
  /** Takes away a record that only tried the address; answers whether there was one. */
  removeProbe(id: string): Promise<boolean>;
  /** Resolves when the database answers. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** The storage on a database, whose tables are brought up to date first. */
export async function openStorage(database: Database): Promise<Storage> {
  await migrate(database);
  return {
    name: database.name,
    store: (records) => database.transaction((query) => storeAll(query, records)),
    read: (since, limit, kind) => read(database.query, since, limit, kind),
    find: (id, rev) => find(database.query, id, rev),
    revsOf: (ids) => revsOf(database.query, ids),
    removeProbe: (id) => database.transaction((query) => removeProbe(query, id)),
    async check() {
      await database.query('select 1');
    },
    close: () => database.close(),
  };
}

async function storeAll(query: Query, records: readonly WireRecord[]): Promise<Status[]> {
  const statuses: Status[] = [];
  for (const round of inRounds(records)) {
    const rows = await query<{ place: number; status: Status }>(storeRound, [JSON.stringify(round)]);
    for (const { place, status } of rows) statuses[place] = status;
  }
  return statuses;
}

interface Placed {
  place: number;
  record: WireRecord;
}

/** One statement cannot write a row twice: an id's second record in the batch goes to a second round, and so on. */
function inRounds(records: readonly WireRecord[]): Placed[][] {
  const rounds: Placed[][] = [];
  const seen = new Map<string, number>();
  for (const [place, record] of records.entries()) {
    const id = record.id.toLowerCase();
    const round = seen.get(id) ?? 0;
    seen.set(id, round + 1);
    rounds[round] ??= [];
    rounds[round].push({ place, record });
  }
  return rounds;
}

/**
 * All parts of the statement see the table as it was before it, so `held` is what the new revision is judged by. It is
 * safe because transactions take turns. jsonb is compared by meaning: the order of keys does not count. The same revision
 * in a newer shape (`v`) is no conflict: a device that was updated before it heard the answer sends it so. A tombstone ends
 * the older revisions too: deleted is deleted.
 */
const storeRound = `
  with incoming as (
    select place, (record->>'id')::uuid as id, (record->>'rev')::bigint as rev, record as content
    from jsonb_to_recordset($1::jsonb) as sent (place int, record jsonb)
  ),
  stored as (
    insert into records (id, rev, content)
    select id, rev, content from incoming order by place
    on conflict (id) do update
      set rev = excluded.rev, content = excluded.content, seq = excluded.seq, received_at = excluded.received_at
      where records.rev < excluded.rev
        or (records.rev = excluded.rev and (records.content->>'v')::int < (excluded.content->>'v')::int)
    returning id
  ),
  kept as (
    insert into replaced (id, rev, received_at, content)
    select held.id, held.rev, held.received_at, held.content
    from records held join stored using (id) join incoming using (id)
    where held.rev < incoming.rev and incoming.content->'deleted' is null
    on conflict do nothing
  ),
  ended as (
    delete from replaced using stored join incoming using (id)
    where replaced.id = stored.id and incoming.content->'deleted' is not null
  )
  select place, case
    when stored.id is not null then 'stored'
    when held.rev = incoming.rev and held.content <> incoming.content then 'conflict'
    else 'duplicate'
  end as status
  from incoming left join stored using (id) left join records held using (id)`;

async function read(query: Query, since: number, limit: number, kind?: string): Promise<Page> {
  const rows = await query<{ seq: number | string; content: unknown }>(
    `select seq, content from records
     where seq > $1 and ($3::text is null or content->>'kind' = $3) order by seq limit $2`,
    [since, limit, kind ?? null],
  );
  return { records: rows.map(({ content }) => content), next: Number(rows.at(-1)?.seq ?? since) };
}

async function find(query: Query, id: string, rev: number | undefined): Promise<unknown> {
  const rows = await query<{ content: unknown }>(
    `select content from (
       select id, rev, content from records union all select id, rev, content from replaced where $2::bigint is not null
     ) as all_revisions where id = $1 and rev = coalesce($2, rev)`,
    [id, rev ?? null],
  );
  return rows[0]?.content;
}

async function revsOf(query: Query, ids: readonly string[]): Promise<Held[]> {
  const rows = await query<{ id: string; rev: number | string; deleted: boolean }>(
    `select asked.id, rev, content->'deleted' is not null as deleted
     from jsonb_array_elements_text($1::jsonb) as asked (id) join records on records.id = asked.id::uuid`,
    [JSON.stringify(ids)],
  );
  return rows.map(({ id, rev, deleted }) => ({ id, rev: Number(rev), ...(deleted ? { deleted } : {}) }));
}

/** Never anything else: real work is deleted by a tombstone, which stays. */
async function removeProbe(query: Query, id: string): Promise<boolean> {
  const rows = await query(
    `delete from records
     where id = $1 and content->>'unit' = 'probe' and (content->>'deleted')::boolean
     returning id`,
    [id],
  );
  return rows.length > 0;
}
