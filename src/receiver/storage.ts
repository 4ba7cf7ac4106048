import type { WireRecord } from '../sync/wire.ts';
import type { Database, Query } from './database.ts';
import { type History, historyIn, historyWith, namesOf } from './history.ts';
import { migrate } from './migrations.ts';

/** `conflict`: this revision is held already, with other content. */
export type Status = 'stored' | 'duplicate' | 'conflict';

/**
 * A page of the records in the order in which they came; `next` is where the next page begins. `skipped`: the ids of those
 * that are too large for any page, each to be had by itself.
 */
export interface Page {
  records: unknown[];
  skipped: string[];
  next: number;
  history: History;
}

/** What of the storage works. */
export interface Health {
  reads: boolean;
  writes: boolean;
}

/** What is held of a record. */
export interface Held {
  id: string;
  rev: number;
  deleted?: true;
}

/**
 * The records that are held: the newest revision of each, and the older ones of those that were not deleted. `known`: the
 * commits that the one who asks has heard of; each answer comes with the history as it stood at that very moment.
 */
export interface Storage {
  readonly name: Database['name'];
  /** Stores a batch as one whole; one status for each record, in order, as if they had come one after another. */
  store(records: readonly WireRecord[], known?: readonly string[]): Promise<{ statuses: Status[]; history: History }>;
  /** `kind`: only records of that kind. From the beginning where the history lacks a commit that is known. */
  read(since: number, limit: number, kind?: string, known?: readonly string[]): Promise<Page>;
  /** The record in its newest revision, or in `rev`; undefined where that is not held. */
  find(id: string, rev?: number, known?: readonly string[]): Promise<{ record: unknown; history: History }>;
  /** Which of these are held, and in which revision. */
  revsOf(ids: readonly string[], known?: readonly string[]): Promise<{ held: Held[]; history: History }>;
  /** Takes away a record that only tried the address; answers whether there was one. */
  removeProbe(id: string): Promise<boolean>;
  /** Whether it reads and writes just now. Never rejects. */
  check(): Promise<Health>;
  close(): Promise<void>;
}

/** The storage on a database, whose tables are brought up to date first. */
export async function openStorage(database: Database): Promise<Storage> {
  await migrate(database);
  return {
    name: database.name,
    store: (records, known = []) => database.transaction((query) => storeAll(query, records, known)),
    read: (since, limit, kind, known = []) => read(database.query, since, limit, kind, known),
    find: (id, rev, known = []) => find(database.query, id, rev, known),
    revsOf: (ids, known = []) => revsOf(database.query, ids, known),
    removeProbe: (id) => database.transaction((query) => removeProbe(query, id)),
    check: checkOf(database),
    close: () => database.close(),
  };
}

/** How long what was found holds (ms): anybody may ask for it, and writing takes a turn. */
const healthHolds = 2_000;

/** Reads, and takes the turn and writes: locking a row is a write that changes nothing. One question at a time. */
function checkOf(database: Database): () => Promise<Health> {
  let last: { at: number; health: Promise<Health> } | undefined;
  const works = (asked: Promise<unknown>) =>
    asked.then(
      () => true,
      () => false,
    );
  const look = async (): Promise<Health> => {
    const row = 'select step from receiver_migrations where step = 1';
    const reads = works(database.query(row));
    const writes = works(database.transaction((query) => query(`${row} for update`)));
    return { reads: await reads, writes: await writes };
  };
  return () => {
    if (!last || performance.now() - last.at > healthHolds) {
      const mine = { at: Number.POSITIVE_INFINITY, health: look() };
      last = mine;
      void mine.health.then(() => {
        mine.at = performance.now();
      });
    }
    return last.health;
  };
}

async function storeAll(query: Query, records: readonly WireRecord[], known: readonly string[]) {
  const statuses: Status[] = [];
  let history: History | undefined;
  for (const round of inRounds(records)) {
    const parameters = [JSON.stringify(round), namesOf(known)];
    const rows = await query<{ place: number; status: Status } & History>(storeRound, parameters);
    for (const { place, status } of rows) statuses[place] = status;
    history = historyIn(rows);
  }
  return { statuses, history: history ?? historyIn(await query<History>(historyWith('$1'), [namesOf(known)])) };
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
  ),
  committed as (
    insert into commits (mark) select replace(gen_random_uuid()::text, '-', '') where exists (select from stored)
    returning n, mark
  ),
  history as (${historyWith('$2')})
  select coalesce((select n || '.' || mark from committed), history.head) as head, history."isKnown", place, case
    when stored.id is not null then 'stored'
    when held.rev = incoming.rev and held.content <> incoming.content then 'conflict'
    else 'duplicate'
  end as status
  from history cross join incoming left join stored using (id) left join records held using (id)`;

/** What a page may weigh, in bytes, before the record that makes it full: no reader takes more than 4 MB at once. */
const pageBytes = 2_000_000;
/** A record that weighs more is in no page. None is taken any more that comes near it (`judge.ts`). */
const largestShown = 1_000_000;

/** One row more than nothing, always: the history is told where there is no record too. */
const readPage = `
  with history as (${historyWith('$1')})
  select history.head, history."isKnown", seq, id, content
  from history left join lateral (
    select seq, id, shown as content, sum(coalesce(octet_length(shown::text), 0)) over (order by seq) as bytes
    from (
      select seq, id, case when octet_length(content::text) <= ${largestShown} then content end as shown
      from records
      where seq > case when history."isKnown" then $2::bigint else 0 end and ($4::text is null or content->>'kind' = $4)
      order by seq limit $3
    ) as following
  ) as page on page.bytes - coalesce(octet_length(content::text), 0) < ${pageBytes}
  order by seq`;

async function read(
  query: Query,
  since: number,
  limit: number,
  kind: string | undefined,
  known: readonly string[],
): Promise<Page> {
  type Row = History & { seq: number | string | null; id: string; content: unknown };
  const rows = await query<Row>(readPage, [namesOf(known), since, limit, kind ?? null]);
  const history = historyIn(rows);
  const page = rows.filter(({ seq }) => seq !== null);
  const records = page.flatMap(({ content }) => content ?? []);
  const skipped = page.filter(({ content }) => content === null).map(({ id }) => id);
  return { records, skipped, next: Number(page.at(-1)?.seq ?? (history.isKnown ? since : 0)), history };
}

const findOne = `
  with history as (${historyWith('$1')})
  select history.head, history."isKnown", content
  from history left join (
    select id, rev, content from records union all select id, rev, content from replaced where $3::bigint is not null
  ) as all_revisions on id = $2::uuid and rev = coalesce($3, rev)`;

async function find(query: Query, id: string, rev: number | undefined, known: readonly string[]) {
  const rows = await query<History & { content: unknown }>(findOne, [namesOf(known), id, rev ?? null]);
  return { record: rows[0]?.content ?? undefined, history: historyIn(rows) };
}

const findRevs = `
  with history as (${historyWith('$1')})
  select history.head, history."isKnown", held.*
  from history left join (
    select asked.id, rev, content->'deleted' is not null as deleted
    from jsonb_array_elements_text($2::jsonb) as asked (id) join records on records.id = asked.id::uuid
  ) as held on true`;

async function revsOf(query: Query, ids: readonly string[], known: readonly string[]) {
  type Row = History & ({ id: string; rev: number | string; deleted: boolean } | { id: null });
  const rows = await query<Row>(findRevs, [namesOf(known), JSON.stringify(ids)]);
  const held = rows.flatMap((row): Held[] => {
    if (row.id === null) return [];
    return [{ id: row.id, rev: Number(row.rev), ...(row.deleted ? { deleted: true } : {}) }];
  });
  return { held, history: historyIn(rows) };
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
