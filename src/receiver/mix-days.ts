import { untimedKinds } from '../delivery/wire.ts';
import { type SqlDatabase, writingTurn } from './database.ts';

/** Releases stand in the order in which they came: the first one counts. */
const kindsMixed = untimedKinds.filter((kind) => kind !== 'release');

/**
 * Of the kinds of which a day is told and no time, records of days that are over come anew, in a random order: between which two encounters
 * one had come would be its time. Readers find them behind what they have read, once more. The microsecond says that it is done. Where
 * anything moved it is a commit: who has read up to the new places is told when a backup has put the old ones back.
 */
const mix = `
  with turn as materialized (select pg_try_advisory_xact_lock($2) as ours),
  mixed as materialized (
    select id, nextval(pg_get_serial_sequence('records', 'seq')) as seq
    from (
      select id from records, turn
      where ours and content->>'kind' = any($1::text[])
        and received_at < date_trunc('day', now()) and received_at = date_trunc('day', received_at)
      order by random()
    ) as late
  ),
  moved as (
    update records set seq = mixed.seq, received_at = received_at + interval '1 microsecond'
    from mixed where records.id = mixed.id
  ),
  committed as (
    insert into commits (mark) select replace(gen_random_uuid()::text, '-', '') where exists (select from mixed)
  )
  select ours from turn`;

/**
 * Mixes what is to be mixed, once a day, where the turn to write is free: whoever reads does not wait for it. Where it is not, the next
 * one who reads tries again; what cannot be written, as on a full disk, waits for the next day.
 */
export function mixingDays(database: SqlDatabase): () => Promise<void> {
  let last: { day: string; work: Promise<unknown> } | undefined;
  const work = async () => {
    const [row] = await database.query<{ ours: boolean }>(mix, [kindsMixed, writingTurn]).catch(() => []);
    if (row?.ours === false) last = undefined;
  };
  return async () => {
    const day = new Date().toISOString().slice(0, 10);
    if (last?.day !== day) last = { day, work: work() };
    await last.work;
  };
}
