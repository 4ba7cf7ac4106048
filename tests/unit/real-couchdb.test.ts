/** CouchDB's protocol for real: express-pouchdb 4.2 (PouchDB Server) on a database in memory. */
import { expect, test } from 'vitest';
import type { Sendable } from '../../src/delivery/dialects/dialect.ts';
import { drain } from '../../src/delivery/engine/drain.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { configureEndpoint } from '../../src/setup/endpoint.ts';
import { db } from '../../src/store/db.ts';
import { itemsOf, waitingCounts } from '../../src/store/outbox.ts';
import { revise } from '../../src/store/save.ts';
import { logged } from '../support/device.ts';
import { behavesAsEndpoint, type Given, lookFor } from '../support/real-endpoint.ts';
import { startServer } from '../support/real-server.ts';

const auth = { way: 'basic', user: 'phone', password: 'salaisuus' } as const;
const authorization = `Basic ${btoa('phone:salaisuus')}`;
let url = '';

const begin = async (): Promise<Given> => {
  const server = await startServer('couchdb');
  url = `${server.url}/kentta`;
  return {
    config: { dialect: 'couchdb', url, auth, options: {} },
    async rows() {
      const answer = await fetch(`${url}/_all_docs?include_docs=true`, { headers: { authorization } });
      const { rows } = (await answer.json()) as { rows: { doc: Sendable & { _id: string; _rev: string } }[] };
      return rows.map(({ doc: { _id, _rev, ...record } }) => record);
    },
    async lose(id) {
      const { _rev } = (await (await ask(`/${id}`)).json()) as { _rev: string };
      await ask(`/${id}?rev=${_rev}`, 'DELETE');
      return 'gone';
    },
    stop: server.stop,
  };
};

behavesAsEndpoint(begin, { refusal: /^forbidden: no such place$/, badAuth: { ...auth, password: 'väärä' } });

const ask = (path: string, method = 'GET', body?: unknown) =>
  fetch(`${url}${path}`, {
    method,
    headers: { authorization, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });

test('F5, F41: without a sign-in it answers 201 with an error for each: all is kept, and asked for once', async () => {
  const refused = await fetch(`${url}/_bulk_docs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"docs":[{"_id":"a"}]}',
  });
  expect(refused.status, 'so it answers').toBe(201);
  await logged(3);
  await configureEndpoint('home', { auth: { way: 'none' } });
  await drain('saved');
  expect((await db.endpoints.get('home'))?.hold).toMatchObject({ trouble: 'sign-in' });
  expect(await waitingCounts()).toEqual({ waiting: 3, refused: 0 });
});

test('F38: what was changed there by another since is not overwritten by an older revision of ours', async () => {
  const [made] = await logged(1);
  await drain('saved');
  const doc = (await (await ask(`/${made!.id}`)).json()) as Record<string, unknown>;
  await ask(`/${made!.id}`, 'PUT', { ...doc, rev: 7, people: '10+' });
  await revise(Encounter, made!, { people: '2' });
  await drain('saved');
  expect(await (await ask(`/${made!.id}`)).json()).toMatchObject({ rev: 7, people: '10+' });
  expect((await itemsOf(made!.id))[0]).toMatchObject({ state: 'delivered', proof: 'newer' });
});

test('F39: unlike CouchDB, this server does not tell what was deleted there from what never was', async () => {
  const [made] = await logged(1);
  await drain('saved');
  const { _rev } = (await (await ask(`/${made!.id}`)).json()) as { _rev: string };
  expect((await ask(`/${made!.id}?rev=${_rev}`, 'DELETE')).status).toBe(200);
  expect(await lookFor(made as unknown as Sendable)).toEqual({ is: 'absent' });
});

test('F7: a database that is not there is a wrong address, for a batch and for a look', async () => {
  const [made] = await logged(1);
  await configureEndpoint('home', { url: url.replace('/kentta', '/muualla') });
  await drain('saved');
  expect((await db.endpoints.get('home'))?.hold).toMatchObject({ trouble: 'wrong-address' });
  expect(await lookFor(made as unknown as Sendable)).toMatchObject({ outcome: { trouble: 'wrong-address' } });
});
