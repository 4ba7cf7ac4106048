import type { SqlDatabase } from './database.ts';
import { digestOf, newKey } from './device-keys.ts';

/**
 * Links to forms on people's own phones. A link lets in every phone that opens it, until its end: it hangs on walls and stays in
 * histories. Each phone makes a key of its own, which is taken in the place of the link's, sends responses into the link's unit
 * and ends a month after the link. Only digests are held, and nothing of when a phone came.
 */
export interface FormLinks {
  /**
   * Makes the key of a link into a unit, good through that day (`2026-12-05`) in Finland. Rows of links long ended go. `by`: the id of
   * the device that makes it; undefined: the organisation's own key does.
   */
  invite(unit: string, until: string, by?: string): Promise<{ id: string; linkKey: string }>;
  /** What a link is to a phone's key. `unknown`: no link has it, or it was ended. */
  stateOf(linkKey: string, key: string): Promise<'open' | 'taken' | 'expired' | 'unknown'>;
  /** Takes a phone's key in the place of an open link's; one key may come by several links. Answers whether it was taken. */
  exchange(linkKey: string, key: string): Promise<boolean>;
  /** The units that a phone's key sends into; none where it is no such key, or no longer. */
  unitsOf(key: string): Promise<string[]>;
  /** The links that are good or were ended lately, the one that lasts longest first, as the device of that id is told of them. */
  list(by?: string): Promise<FormLinkRow[]>;
  /** Ends a link and the keys that came by it. `by` a device: its own links, and those of which nobody knows who made them. */
  revoke(id: string, by?: string): Promise<'ended' | 'unknown' | 'others'>;
}

export interface FormLinkRow {
  id: string;
  unit: string;
  until: string;
  ended: boolean;
  /** Whether who asks may end it. */
  endable: boolean;
}

/** For so many days after its link's end a phone may send what was answered before. */
export const lateDays = 30;

const today = "(now() at time zone 'Europe/Helsinki')::date";
const isLate = `until + ${lateDays} < ${today}`;

export function formLinksIn(database: SqlDatabase): FormLinks {
  return {
    async invite(unit, until, by) {
      const linkKey = newKey();
      const [row] = await database.transaction(async (query) => {
        await query(`delete from form_links where ${isLate}`);
        return query<{ id: string }>(
          'insert into form_links (link_digest, unit, until, made_by) values ($1, $2, $3, $4) returning id',
          [digestOf(linkKey), unit, until, by ?? null],
        );
      });
      return { id: row!.id, linkKey };
    },

    async stateOf(linkKey, key) {
      const [link] = await database.query<{ state: 'open' | 'taken' | 'expired' }>(
        `select case
           when exists (select from form_keys where link = id and key_digest = $2) then 'taken'
           when until < ${today} then 'expired'
           else 'open'
         end as state
         from form_links where link_digest = $1 and not ended`,
        [digestOf(linkKey), digestOf(key)],
      );
      return link?.state ?? 'unknown';
    },

    async exchange(linkKey, key) {
      const taken = await database.transaction((query) =>
        query(
          `insert into form_keys (key_digest, link) select $2, id from form_links
           where link_digest = $1 and not ended and until >= ${today}
             and not exists (select from devices where $2 in (key_digest, link_digest))
             and not exists (select from form_links where link_digest = $2)
           on conflict (key_digest, link) do update set link = excluded.link
           returning link`,
          [digestOf(linkKey), digestOf(key)],
        ),
      );
      return taken.length > 0;
    },

    async unitsOf(key) {
      const rows = await database.query<{ unit: string }>(
        `select distinct unit from form_keys join form_links on id = link
         where key_digest = $1 and not ended and not ${isLate}`,
        [digestOf(key)],
      );
      return rows.map(({ unit }) => unit);
    },

    async list(by) {
      const rows = await database.query<Omit<FormLinkRow, 'endable'> & { maker: string | null }>(
        `select id, unit, to_char(until, 'YYYY-MM-DD') as until, ended, made_by as maker from form_links
         order by form_links.until desc, id`,
      );
      return rows.map(({ maker, ...row }) => ({ ...row, endable: !row.ended && isTheirs(maker, by) }));
    },

    revoke: (id, by) =>
      database.transaction(async (query) => {
        const [link] = await query<{ maker: string | null }>(
          'select made_by as maker from form_links where id = $1 and not ended',
          [id],
        );
        if (!link) return 'unknown';
        if (!isTheirs(link.maker, by)) return 'others';
        await query('update form_links set ended = true where id = $1', [id]);
        return 'ended';
      }),
  };
}

/** A device ends the links that it made, and those of which nobody knows who made them; the organisation's own key any. */
const isTheirs = (maker: string | null, by: string | undefined): boolean =>
  by === undefined || maker === null || maker === by;
