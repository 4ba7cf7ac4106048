/** The PostgREST contract on a real PostgreSQL: one table as the dialect's file describes it, one role that may write to it. */

import pg from 'pg';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Sendable } from '../../src/delivery/dialects/dialect.ts';
import { drain } from '../../src/delivery/engine/drain.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { configureEndpoint } from '../../src/setup/endpoint.ts';
import { db } from '../../src/store/db.ts';
import { deviceKey } from '../../src/store/device.ts';
import { asTold } from '../../src/store/kind.ts';
import { itemsOf, waitingCounts } from '../../src/store/outbox.ts';
import { remove, revise } from '../../src/store/save.ts';
import { unseal } from '../../src/vault/seal.ts';
import { logged } from '../support/device.ts';
import { onPostgres, startCluster } from '../support/postgres.ts';
import { startPostgrest } from '../support/postgrest.ts';
import { behavesAsEndpoint, type Given } from '../support/real-endpoint.ts';

const tables = `
  create table records (
    id uuid primary key, kind text, rev int, at timestamptz, v int, unit text, device uuid, deleted boolean, body jsonb,
    constraint no_such_place check (body->>'place' <> 'Kielletty')
  );
  create table encounters (
    id uuid primary key, kind text, rev int, at timestamptz, v int, unit text, device uuid, deleted boolean,
    "outingId" uuid, place text, people text, depth text, topics jsonb, guidance text, familiarity text, age text,
    gender text, language text, initiative text, done jsonb, duration text, unmet jsonb, note text
  );
  create function keep_newer() returns trigger language plpgsql as
    $$ begin if new.rev < old.rev then return null; end if; return new; end $$;
  create trigger keep_newer before update on records for each row execute function keep_newer();
  create trigger keep_newer before update on encounters for each row execute function keep_newer();
  create role web_anon nologin;
  create role phone nologin;
  grant select, insert, update on records, encounters to phone;
  create role writer nologin;
  grant insert on records to writer;
`;

const auth = { way: 'bearer', token: 'phones-own-token' } as const;
const writer = { way: 'bearer', token: 'a-token-that-only-writes' } as const;
let pool: pg.Pool;
let url = '';

/** A row as the record that it was. */
const asRecord = ({ body, at, deleted, ...row }: Record<string, unknown>) =>
  ({
    ...row,
    at: (at as Date).toISOString(),
    ...(body as object),
    ...(deleted ? { deleted } : {}),
  }) as unknown as Sendable;

async function begin(): Promise<Given> {
  const own = await startCluster();
  pool = new pg.Pool({ connectionString: own.url });
  await pool.query(tables);
  const server = await startPostgrest(own.url, {
    anonymous: 'web_anon',
    tokens: { [auth.token]: 'phone', [writer.token]: 'writer' },
  });
  url = server.url;
  return {
    config: { dialect: 'postgrest', url: `${url}/records`, auth, options: {} },
    rows: async () => (await pool.query('select * from records')).rows.map(asRecord),
    async lose(id) {
      await pool.query('delete from records where id = $1', [id]);
      return 'missing';
    },
    async stop() {
      await server.stop();
      await pool.end();
      await own.stop();
    },
  };
}

onPostgres('the PostgREST contract on PostgreSQL', () => {
  behavesAsEndpoint(begin, { refusal: /^23514: .*no_such_place/, badAuth: { way: 'bearer', token: 'somebody-elses' } });

  const held = async (id: string) =>
    (await pool.query('select * from records where id = $1', [id])).rows.map(asRecord)[0];

  test('F3: without a token the role of nobody may not write: it is asked for, all is kept', async () => {
    await logged(3);
    await configureEndpoint('home', { auth: { way: 'none' } });
    await drain('saved');
    expect((await db.endpoints.get('home'))?.hold).toMatchObject({ trouble: 'sign-in', status: 401 });
    expect(await waitingCounts()).toEqual({ waiting: 3, refused: 0 });
  });

  test('F38: an older revision that comes late does not win: the trigger keeps the newer row, and the look tells', async () => {
    const [made] = await logged(1);
    await drain('saved');
    await pool.query('update records set rev = 7 where id = $1', [made!.id]);
    await revise(Encounter, made!, { people: '10+' });
    await drain('saved');
    expect(await held(made!.id)).toMatchObject({ rev: 7, people: '1' });
    expect((await itemsOf(made!.id))[0]).toMatchObject({ state: 'delivered', proof: 'newer' });
  });

  test('F10: the same id twice in one list would be its 500; the outbox never sends one', async () => {
    const [made] = await logged(1);
    const row = { id: made!.id, rev: 1, kind: 'encounter' };
    const answer = await fetch(`${url}/records?on_conflict=id`, {
      method: 'POST',
      headers: { authorization: `Bearer ${auth.token}`, prefer: 'resolution=merge-duplicates' },
      body: JSON.stringify([row, row]),
    });
    expect({ status: answer.status, body: await answer.json() }).toMatchObject({
      status: 500,
      body: { code: '21000' },
    });
    await revise(Encounter, made!, { people: '2' });
    expect(await drain('saved')).toEqual({ is: 'nothing-waits' });
  });

  test('F8: a row that the role may not write is refused alone; the policy’s 403 is no sign-in', async () => {
    await pool.query(`alter table records enable row level security;
      create policy all_rows on records to phone using (true) with check (body->>'people' is distinct from '10+')`);
    const made = await logged(4);
    const [poison] = [await revise(Encounter, made[2]!, { people: '10+' })];
    await drain('saved');
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 1 });
    expect((await itemsOf(poison!.id))[0]).toMatchObject({ state: 'refused', status: 403 });
    await pool.query('alter table records disable row level security; drop policy all_rows on records');
  });

  test('a role that may insert and not read: all arrive as accepted, none twice, an edit is refused with words', async () => {
    await configureEndpoint('home', { auth: writer });
    const made = await logged(5);
    await drain('saved');
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
    expect(await held(made[4]!.id)).toEqual(asTold(made[4]!));
    expect((await itemsOf(made[0]!.id))[0]).toMatchObject({ state: 'delivered', proof: 'accepted', status: 201 });
    const [first] = await itemsOf(made[0]!.id);
    await db.outbox.put({ ...first!, state: 'waiting', dueAt: 0 });
    await drain('button');
    expect((await itemsOf(made[0]!.id))[0], 'as after a lost answer').toMatchObject({
      proof: 'duplicate',
      status: 409,
    });
    await revise(Encounter, made[1]!, { people: '2' });
    await drain('button');
    expect((await itemsOf(made[1]!.id))[0]).toMatchObject({ state: 'refused', status: 409 });
    expect(await held(made[1]!.id)).toEqual(asTold(made[1]!));
  });

  describe('with a column for each field', () => {
    beforeEach(() => configureEndpoint('home', { url: `${url}/encounters`, options: { body: 'flat' } }));
    const flat = async (id: string) => {
      const { rows } = await pool.query('select * from encounters where id = $1', [id]);
      return Object.fromEntries(Object.entries(asRecord(rows[0])).filter(([, value]) => value !== null));
    };

    test('a field that an edit takes away, and all of them when it is deleted, are gone from its columns', async () => {
      const made = await logged(2);
      const told = await revise(Encounter, made[0]!, { guidance: 'information' });
      await drain('saved');
      expect(await flat(told.id)).toEqual(asTold(told));
      const untold = await revise(Encounter, told, { guidance: undefined });
      await drain('saved');
      expect(await flat(told.id)).toEqual({ ...asTold(made[0]!), rev: 3 });
      await remove(untold);
      await drain('saved');
      const { kind, id, at, v, unit, device } = untold;
      expect(await flat(told.id)).toEqual(asTold({ kind, id, rev: 4, at, v, unit, device, deleted: true }));
      expect(await flat(made[1]!.id)).toEqual(asTold(made[1]!));
    });

    test('a column that the table does not have refuses the records with PostgreSQL’s words', async () => {
      await pool.query('alter table encounters rename column guidance to other');
      const [made] = await logged(1);
      await drain('saved');
      const [item] = await itemsOf(made!.id);
      expect(item).toMatchObject({ state: 'refused', status: 400 });
      expect(await unseal(await deviceKey(), item!.key, item!.words!)).toMatch(/^42703: column "guidance"/);
      await pool.query('alter table encounters rename column other to guidance');
    });
  });
});
