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

/** The records that are held: the newest revision of each. */
export interface Storage {
  readonly name: Database['name'];
  /** Stores a batch as one whole; one status for each record, in order, as if they had come one after another. */
  store(records: readonly WireRecord[]): Promise<Status[]>;
  /** `kind`: only records of that kind. */
  read(since: number, limit: number, kind?: string): Promise<Page>;
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
 * in a newer shape (`v`) is no conflict: a device that was updated before it heard the answer sends it so.
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
