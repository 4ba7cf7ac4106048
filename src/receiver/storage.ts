import type { WireRecord } from '../delivery/wire.ts';
import type { Query, SqlDatabase } from './database.ts';
import { type DeviceKeys, deviceKeysIn } from './device-keys.ts';
import { type FormLinks, formLinksIn } from './form-links.ts';
import { type History, historyIn, historyWith, namesOf } from './history.ts';
import { migrate } from './migrations.ts';
import { mixingDays } from './mix-days.ts';
import { type Allowed, type Status, storeBatch } from './store-batch.ts';
import { type HeldSurveys, surveysIn } from './surveys.ts';

/**
 * A page of the records in the order in which they came, but for those of a day and no time (`mix-days.ts`); `next` is where the next page begins. `skipped`: the ids of those
 * that are too large for any page, each to be had by itself.
 */
export interface RecordPage {
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
export interface HeldRecord {
  id: string;
  rev: number;
  deleted?: true;
}

/**
 * The records that are held: the newest revision of each, and the older ones of those that were not deleted. `known`: the
 * commits that the one who asks has heard of; each answer comes with the history as it stood at that very moment.
 */
export interface Storage {
  readonly name: SqlDatabase['name'];
  /** The keys of devices; absent where the organisation's own is the only one. */
  readonly devices?: DeviceKeys;
  /** Links to forms on people's own phones; absent where the form's own key is the only one. */
  readonly forms?: FormLinks;
  /** What links to people's own phones open. */
  readonly surveys?: HeldSurveys;
  /** Stores a batch as one whole; one status for each record, in order, as if they had come one after another. */
  store(
    records: readonly WireRecord[],
    known?: readonly string[],
    allowed?: Allowed,
  ): Promise<{ statuses: Status[]; history: History }>;
  /** `kind`: only records of that kind. From the beginning where the history lacks a commit that is known. */
  read(since: number, limit: number, kind?: string, known?: readonly string[]): Promise<RecordPage>;
  /** The record in its newest revision, or in `rev`; undefined where that is not held. */
  find(id: string, rev?: number, known?: readonly string[]): Promise<{ record: unknown; history: History }>;
  /** Which of these are held, and in which revision. */
  revsOf(ids: readonly string[], known?: readonly string[]): Promise<{ held: HeldRecord[]; history: History }>;
  /** Takes away a record that only tried the address; answers whether there was one. */
  removeProbe(id: string): Promise<boolean>;
  /** Whether it reads and writes just now. Never rejects. */
  check(): Promise<Health>;
  close(): Promise<void>;
}

/** The storage on a database, whose tables are brought up to date first. */
export async function openStorage(
  database: SqlDatabase,
): Promise<Storage & Required<Pick<Storage, 'devices' | 'forms' | 'surveys'>>> {
  await migrate(database);
  const mixDays = mixingDays(database);
  return {
    name: database.name,
    devices: deviceKeysIn(database),
    forms: formLinksIn(database),
    surveys: surveysIn(database),
    store: (records, known = [], allowed = 'replace') =>
      database.transaction((query) => storeBatch(query, records, known, allowed)),
    async read(since, limit, kind, known = []) {
      await mixDays();
      return read(database.query, since, limit, kind, known);
    },
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
function checkOf(database: SqlDatabase): () => Promise<Health> {
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
): Promise<RecordPage> {
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
  const held = rows.flatMap((row): HeldRecord[] => {
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
