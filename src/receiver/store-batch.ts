import { untimedKinds, type WireRecord } from '../delivery/wire.ts';
import type { Query } from './database.ts';
import { type History, historyIn, historyWith, namesOf } from './history.ts';

/** `conflict`: this revision is held already, with other content. */
export type Status = 'stored' | 'duplicate' | 'conflict';

/** What may become of a record that is held: replaced by a newer revision, or nothing at all. */
export type Allowed = 'replace' | 'only-insert';

/** In what a record of a kind without a time differs from itself as an earlier version of the app sent it. */
const timeFields = ['v', 'at', 'device', 'startedAt', 'took', 'response'];
/** What one of the two shapes of a response has and the other has otherwise: the answers themselves are compared. */
const partFields = ['bundle', 'bundleVersion', 'parts', 'background', 'unseen'];

/**
 * Stores a batch by one statement, whatever is in it; a status for each record, in order, as if they had come one after
 * another. Must be run in a transaction of the `Database`, for those take turns.
 */
export async function storeBatch(
  query: Query,
  records: readonly WireRecord[],
  known: readonly string[],
  allowed: Allowed,
): Promise<{ statuses: Status[]; history: History }> {
  if (records.length === 0)
    return { statuses: [], history: historyIn(await query<History>(historyWith('$1'), [namesOf(known)])) };
  const placed = records.map((record, place) => ({ place, record }));
  const parameters = [
    JSON.stringify(placed),
    namesOf(known),
    allowed === 'only-insert',
    untimedKinds,
    timeFields,
    partFields,
  ];
  const rows = await query<{ place: number; status: Status } & History>(statement, parameters);
  const statuses: Status[] = [];
  for (const { place, status } of rows) statuses[place] = status;
  return { statuses, history: historyIn(rows) };
}

/**
 * `revisions` are what came and, before it, what is held; all parts of the statement see the tables as they were before it. A
 * revision is `fresh` where its `rank` is above every one before it: it takes the place of what was there. `step` counts the
 * fresh ones, so the first of a step is what stood when the others of the step came. All of it is sorting: a thousand
 * revisions of one record cost what a thousand records do.
 *
 * jsonb is compared by meaning: the order of keys does not count. The same revision in a newer shape (`v`) is no conflict: a
 * device that was updated before it heard the answer sends it so. Of two devices' records under one id the shape says
 * nothing: neither takes the other's place. A tombstone ends the older revisions too: deleted is deleted. Where only
 * inserting is allowed ($3), nothing ranks above what is there; nor does anything above a release, which is made once: what was
 * told stands, whoever sends its end or another of its kind.
 *
 * Of the kinds that have a day and no time ($4) the day alone is kept of when they came. One that an earlier version of the app
 * has sent with its time and its device ($5) is the same record: a device that was updated meanwhile sends it without them. A
 * response that has parts ($6) is compared by its first one with itself as it was before it had any.
 */
const statement = `
  with incoming as (
    select place, (record->>'id')::uuid as id, (record->>'rev')::bigint as rev, record as content
    from jsonb_to_recordset($1::jsonb) as sent (place int, record jsonb)
  ),
  revisions as (
    select place, id, rev, content,
      case when content->>'kind' = any($4::text[]) then date_trunc('day', now()) else now() end as received_at
    from incoming
    union all
    select -1, id, rev, content, received_at from records where id in (select id from incoming)
  ),
  ranked as (
    select *, case
      when $3::boolean or bool_or(place < 0 and content->>'kind' = 'release') over same_id then '{}'
      when min(content->>'device') over same_id = max(content->>'device') over same_id
        then array[rev, (content->>'v')::bigint]
      else array[rev, 0]
    end as rank
    from revisions window same_id as (partition by id)
  ),
  judged as (
    select *, coalesce(rank > max(rank) over (
      partition by id order by place rows between unbounded preceding and 1 preceding
    ), true) as fresh
    from ranked
  ),
  stepped as (
    select *, count(*) filter (where fresh) over (partition by id order by place) as step from judged
  ),
  compared as (
    select *, first_value(rev) over before as rev_before, first_value(content) over before as content_before
    from stepped window before as (partition by id, step order by place)
  ),
  stood as (
    select *, lead(rev) over (partition by id order by place) as next_rev,
      max(place) filter (where place >= 0 and content->'deleted' is not null) over (partition by id) as ended_at
    from compared where fresh
  ),
  stored as (
    insert into records (id, rev, content, received_at)
    select id, rev, content, received_at from stood where next_rev is null and place >= 0 order by place
    on conflict (id) do update
      set rev = excluded.rev, content = excluded.content, seq = excluded.seq, received_at = excluded.received_at
  ),
  kept as (
    insert into replaced (id, rev, received_at, content)
    select id, rev, received_at, content from stood where next_rev > rev and place >= coalesce(ended_at, -1)
    on conflict do nothing
  ),
  ended as (
    delete from replaced using stood where replaced.id = stood.id and stood.place = stood.ended_at
  ),
  committed as (
    insert into commits (mark) select replace(gen_random_uuid()::text, '-', '')
    where exists (select from stood where place >= 0)
    returning n, mark
  ),
  history as (${historyWith('$2')})
  select coalesce((select n || '.' || mark from committed), history.head) as head, history."isKnown", place, case
    when fresh then 'stored'
    when rev_before = rev and content_before <> content
      and not ($3 and content_before - 'v' = content - 'v')
      and not (content->>'kind' = any($4::text[]) and content_before - $5::text[] = content - $5::text[])
      and not ((content_before ? 'parts') <> (content ? 'parts')
        and (content_before || coalesce(content_before->'parts'->0, '{}')) - $5::text[] - $6::text[]
          = (content || coalesce(content->'parts'->0, '{}')) - $5::text[] - $6::text[]) then 'conflict'
    else 'duplicate'
  end as status
  from history cross join compared where place >= 0`;
