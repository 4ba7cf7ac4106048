import { createHash, randomBytes } from 'node:crypto';
import type { Query, SqlDatabase } from './database.ts';

/**
 * The keys of devices. A device's own key is made on that device; a set-up link lets it in, once. Only digests are held: a key
 * has 256 random bits, so that nothing slower is needed.
 *
 * The device makes its key before it sends anything and sends the same one until it is answered. So an answer that is lost
 * costs nothing: the link's key is used up by the very statement that takes the device's key, and to that key it is a
 * repetition.
 */
export interface DeviceKeys {
  /** Makes the key of a set-up link, good for one device until `expiresAt`. `note`: how people tell the device. */
  invite(note?: string): Promise<{ id: string; linkKey: string; expiresAt: string }>;
  /** Takes a device's key in the place of the link's. A key that came by another link is not taken: ended, it stays so. */
  exchange(linkKey: string, key: string): Promise<LinkKeyEnd>;
  /** The id of the device whose key this is, and still is; undefined where it is none's. */
  idOf(key: string): Promise<string | undefined>;
  /** Every link and device there was, the latest first. */
  list(): Promise<DeviceRow[]>;
  /** Ends a device's key, or a link that was not used. Answers whether there was one. */
  revoke(id: string): Promise<boolean>;
}

/** What became of a link's key. `unknown`: no link has it, or it was taken back. */
export type LinkKeyEnd = 'taken' | 'used' | 'expired' | 'unknown';

export interface DeviceRow {
  id: string;
  note: string | null;
  madeAt: string;
  expiresAt: string | null;
  usedAt: string | null;
  revokedAt: string | null;
}

/** How long a link is good for, in days. A backup that is put back brings links to life that were used after it was made. */
const linkDays = 7;

/** What a device may bring as its key: 256 bits, base64url. */
export const keyShape = /^[\w-]{43}$/;

export const newKey = (): string => randomBytes(32).toString('base64url');

export const digestOf = (key: string): string => createHash('sha256').update(key).digest('hex');

export function deviceKeysIn(database: SqlDatabase): DeviceKeys {
  return {
    async invite(note) {
      const linkKey = newKey();
      const [row] = await database.transaction((query) =>
        query<{ id: string; expiresAt: string }>(
          `insert into devices (link_digest, note, expires_at) values ($1, $2, now() + interval '${linkDays} days')
           returning id, ${iso('expires_at')} as "expiresAt"`,
          [digestOf(linkKey), note ?? null],
        ),
      );
      return { linkKey, ...row! };
    },

    async exchange(linkKey, key) {
      const digests = [digestOf(linkKey), digestOf(key)];
      // Who has no link, or repeats, takes nobody's turn.
      const seen = await stateOf(database.query, digests);
      if (seen !== 'open') return seen;
      return database.transaction(async (query) => {
        // One statement, in the turn that everything which writes takes: of two devices at once one has it.
        const taken = await query(
          `update devices set key_digest = $2, used_at = now()
           where link_digest = $1 and ${state} = 'open' and not exists (select from devices where key_digest = $2)
             and not exists (select from form_keys where key_digest = $2)
             and not exists (select from form_links where link_digest = $2)
           returning id`,
          digests,
        );
        const now = taken.length > 0 ? 'taken' : await stateOf(query, digests);
        return now === 'open' ? 'unknown' : now;
      });
    },

    async idOf(key) {
      const held = 'select id from devices where key_digest = $1 and revoked_at is null';
      return (await database.query<{ id: string }>(held, [digestOf(key)]))[0]?.id;
    },

    list: () =>
      database.query(
        `select id, note, ${times.map(([column, name]) => `${iso(column)} as "${name}"`).join(', ')}
         from devices order by made_at desc, id`,
      ),

    async revoke(id) {
      const rows = await database.transaction((query) =>
        query('update devices set revoked_at = now() where id = $1 and revoked_at is null returning id', [id]),
      );
      return rows.length > 0;
    },
  };
}

/** What a link ($1) is to a key ($2). */
const state = `case
  when revoked_at is not null then 'unknown'
  when key_digest = $2 then 'taken'
  when key_digest is not null then 'used'
  when expires_at <= now() then 'expired'
  else 'open'
end`;

async function stateOf(query: Query, digests: string[]): Promise<LinkKeyEnd | 'open'> {
  const rows = await query<{ state: LinkKeyEnd | 'open' }>(
    `select ${state} as state from devices where link_digest = $1`,
    digests,
  );
  return rows[0]?.state ?? 'unknown';
}

const times = [
  ['made_at', 'madeAt'],
  ['expires_at', 'expiresAt'],
  ['used_at', 'usedAt'],
  ['revoked_at', 'revokedAt'],
] as const;

/** The two databases give times in different types: as text they are alike. */
const iso = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
