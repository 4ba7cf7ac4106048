/** Directus 11 for real, on SQLite: a collection with a field for each field of ours, and one with the record as JSON. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { Sendable } from '../../src/delivery/dialects/dialect.ts';
import { drain } from '../../src/delivery/engine/drain.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { configureEndpoint } from '../../src/setup/endpoint.ts';
import { db } from '../../src/store/db.ts';
import { itemsOf, waitingCounts } from '../../src/store/outbox.ts';
import { remove, revise } from '../../src/store/save.ts';
import { logged } from '../support/device.ts';
import { behavesAsEndpoint, type Given } from '../support/real-endpoint.ts';

const url = process.env.DIRECTUS_URL ?? '';
const login = { email: 'admin@example.com', password: 'salaisuus' };
/** Signs in by itself, as an organisation would set the app up for Directus. */
const auth = { way: 'login', url: `${url}/auth/login`, fields: login, tokenAt: 'data.access_token' } as const;

let authorization = '';
const ask = async (path: string, body?: unknown) => {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const answer = await fetch(`${url}${path}`, {
    ...init,
    headers: { authorization, 'content-type': 'application/json' },
  });
  if (!answer.ok) throw new Error(`${path} ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { data: never }).data;
};

/** As Directus' own editor makes them: without `special`, SQLite gives JSON back as text and a boolean as a number. */
const special: Record<string, string[]> = { json: ['cast-json'], boolean: ['cast-boolean'] };
const field = (name: string, type: string, meta = {}) => ({
  field: name,
  type,
  schema: { is_nullable: true },
  meta: { ...meta, ...(special[type] ? { special: special[type] } : {}) },
});
const id = { field: 'id', type: 'uuid', schema: { is_primary_key: true, is_nullable: false }, meta: {} };
const columns = (type: string, names: string) => names.split(' ').map((name) => field(name, type));
const envelope = [
  id,
  ...columns('string', 'kind at unit device'),
  ...columns('integer', 'rev v'),
  field('deleted', 'boolean'),
];
const place = field('place', 'string', { validation: { _and: [{ place: { _neq: 'Kielletty' } }] } });

async function begin(): Promise<Given> {
  const { access_token } = (await ask('/auth/login', login)) as { access_token: string };
  authorization = `Bearer ${access_token}`;
  const texts = 'outingId people depth guidance state endedAt bundle bundleVersion language mode';
  const released = [
    ...columns('string', 'about month closedOn after'),
    field('content', 'text'),
    field('least', 'integer'),
  ];
  const own = [...columns('string', texts), ...columns('json', 'topics places organisations parts'), ...released];
  const flat = [...envelope, place, ...own, field('agreed', 'boolean')];
  await ask('/collections', { collection: 'flat', schema: {}, meta: {}, fields: flat });
  await ask('/collections', {
    collection: 'whole',
    schema: {},
    meta: {},
    fields: [...envelope, field('body', 'json')],
  });
  return {
    config: { dialect: 'directus', url: `${url}/items/flat`, auth, options: { body: 'flat' } },
    async rows() {
      const items = (await ask('/items/flat?limit=-1')) as Record<string, unknown>[];
      return items.map(asRecord);
    },
    async stop() {},
  };
}

const asRecord = ({ deleted, ...item }: Record<string, unknown>) => {
  const held = Object.entries(item).filter(([, value]) => value !== null);
  return { ...Object.fromEntries(held), ...(deleted ? { deleted } : {}) } as Sendable;
};

behavesAsEndpoint(begin, {
  refusal: /FAILED_VALIDATION: .*Kielletty/,
  badAuth: { way: 'bearer', token: 'not-a-token-of-anybody' },
});

test('F3, F8: nobody signed in is its 403, of one and of many alike: all is kept, and asked for once', async () => {
  await logged(8);
  await configureEndpoint('home', { auth: { way: 'none' } });
  await drain('saved');
  expect((await db.endpoints.get('home'))?.hold).toMatchObject({ trouble: 'sign-in', status: 403 });
  expect(await waitingCounts()).toEqual({ waiting: 8, refused: 0 });
});

test('F43: a token that has run out is fetched anew, once, and what waited goes', async () => {
  await logged(2);
  await configureEndpoint('home', { auth: { ...auth, token: 'an-old-one' } });
  expect(await drain('saved')).toEqual({ is: 'nothing-waits' });
});

test('F9: new records beside one that is there already are stored all the same', async () => {
  const [first] = await logged(1);
  await drain('saved');
  await db.outbox.toCollection().modify({ state: 'waiting', dueAt: 0 });
  const others = await logged(6);
  expect(await drain('saved')).toEqual({ is: 'nothing-waits' });
  expect((await itemsOf(first!.id))[0]).toMatchObject({ state: 'delivered', proof: 'duplicate' });
  for (const { id: one } of others) expect((await itemsOf(one))[0]).toMatchObject({ state: 'delivered' });
});

describe('with the record as JSON', () => {
  beforeEach(() => configureEndpoint('home', { url: `${url}/items/whole`, options: {} }));

  test('an edit and a deletion replace all of it', async () => {
    const made = await logged(2);
    await drain('saved');
    const edited = await revise(Encounter, made[0]!, { people: '2' });
    await remove(made[1]!);
    expect(await drain('saved')).toEqual({ is: 'nothing-waits' });
    const { outingId, place: where, people, depth, topics } = edited;
    expect(await ask(`/items/whole/${edited.id}`)).toMatchObject({
      rev: 2,
      deleted: false,
      body: { outingId, place: where, people, depth, topics },
    });
    expect(await ask(`/items/whole/${made[1]!.id}`)).toMatchObject({ rev: 2, deleted: true, body: {} });
  });
});
