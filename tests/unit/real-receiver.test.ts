/** Our own receiver over HTTP, on PGlite and on a PostgreSQL of the machine. */
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { describe, expect, test } from 'vitest';
import type { Sendable } from '../../src/delivery/dialects/dialect.ts';
import { drain } from '../../src/delivery/engine/drain.ts';
import type { Encounter } from '../../src/outreach/encounter.ts';
import { createApp } from '../../src/receiver/app.ts';
import type { SqlDatabase } from '../../src/receiver/database.ts';
import { openPostgres } from '../../src/receiver/postgres.ts';
import { openStorage } from '../../src/receiver/storage.ts';
import { itemsOf } from '../../src/store/outbox.ts';
import { logged } from '../support/device.ts';
import { openMemoryDatabase } from '../support/memory-database.ts';
import { onPostgres, startCluster } from '../support/postgres.ts';
import { behavesAsEndpoint, type Given } from '../support/real-endpoint.ts';

const token = 'a-token-of-the-receiver';
const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };

async function serving(database: SqlDatabase): Promise<Given & { url: string }> {
  const storage = await openStorage(database);
  const site = { files: new Map(), styleHashes: [] };
  const server = createAdaptorServer({ fetch: createApp({ storage, token, site }).fetch });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/records`;
  return {
    url,
    config: { dialect: 'plain', url, auth: { way: 'bearer', token }, options: {} },
    rows: async () => ((await (await fetch(url, { headers })).json()) as { records: Sendable[] }).records,
    async stop() {
      await new Promise((done) => server.close(done));
      await storage.close();
    },
  };
}

function behavesAsReceiver(begin: () => Promise<Given & { url: string }>): void {
  let url = '';
  const begun = async () => {
    const given = await begin();
    url = given.url;
    return given;
  };
  /** Another device was there first, with the same id and revision and another content. */
  const bad = async (): Promise<Encounter> => {
    const [made] = await logged(1);
    const body = JSON.stringify({ records: [{ ...made, people: '10+' }] });
    await fetch(url, { method: 'POST', headers, body });
    return made!;
  };
  behavesAsEndpoint(begun, {
    refusal: /^rev: This revision is already held with other content$/,
    badAuth: { way: 'bearer', token: 'another-token-than-that' },
    bad,
  });

  test('F38: what two phones edited at the same time is a conflict that is shown; neither is overwritten unseen', async () => {
    const made = await bad();
    await drain('saved');
    expect((await itemsOf(made.id))[0]).toMatchObject({ state: 'refused' });
    expect(await (await fetch(`${url}/${made.id}`, { headers })).json()).toMatchObject({ people: '10+' });
  });
}

describe('the receiver on PGlite', () => behavesAsReceiver(async () => serving(await openMemoryDatabase())));

onPostgres('the receiver on PostgreSQL', () =>
  behavesAsReceiver(async () => {
    const own = await startCluster();
    const given = await serving(await openPostgres(own.url));
    return {
      ...given,
      async stop() {
        await given.stop();
        await own.stop();
      },
    };
  }),
);
