/**
 * Parse Server for real: every POST is a new object, whatever its fields say, and rows can be found by any of them. One row of
 * each revision stays, because what may have been taken is looked for.
 */

import { expect, test } from 'vitest';
import type { Sendable } from '../../src/delivery/dialects/dialect.ts';
import { drain } from '../../src/delivery/engine/drain.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { configureEndpoint } from '../../src/setup/endpoint.ts';
import { db } from '../../src/store/db.ts';
import { asTold } from '../../src/store/kind.ts';
import { waitingCounts } from '../../src/store/outbox.ts';
import { revise } from '../../src/store/save.ts';
import { logged } from '../support/device.ts';
import { onPostgres, startCluster } from '../support/postgres.ts';
import { deliversTo, type Given, lookFor, loseAnswers } from '../support/real-endpoint.ts';
import { startServer } from '../support/real-server.ts';

const keys = { 'x-parse-application-id': 'kentta', 'x-parse-rest-api-key': 'the-rest-key' };
/** As it is set up for it in the documentation (docs/endpoints.md). */
const configAt = (url: string) => ({
  dialect: 'plain',
  url: `${url}/classes/Record`,
  headers: { 'X-Parse-Application-Id': 'kentta' },
  auth: { way: 'header', name: 'X-Parse-REST-API-Key', value: 'the-rest-key' } as const,
  options: {
    body: 'single',
    answers: 'status',
    look: `${url}/classes/Record?order=-rev&limit=1&where=%7B%22id%22%3A%22{id}%22%7D`,
    results: { id: 'results.0.id', rev: 'results.0.rev' },
  },
});

let url = '';

/** Every row of a record, the oldest revision first, as the record that was sent. */
async function rowsOf(record: { id: string }): Promise<Sendable[]> {
  const where = encodeURIComponent(JSON.stringify({ id: record.id }));
  const answer = await fetch(`${url}/classes/Record?order=rev&where=${where}`, { headers: keys });
  const { results } = (await answer.json()) as { results: Record<string, unknown>[] };
  return results.map(({ objectId, createdAt, updatedAt, ...row }) => row as unknown as Sendable);
}

async function begin(): Promise<Given> {
  const own = await startCluster();
  const server = await startServer('parse', { DATABASE: own.url });
  url = server.url;
  const stop = async () => {
    await server.stop();
    await own.stop();
  };
  return { config: configAt(url), rows: async () => [], stop };
}

onPostgres('Parse Server on PostgreSQL', () => {
  deliversTo(begin);

  test('what is saved is there once, as the device has it', async () => {
    const made = await logged(5);
    expect(await drain('saved')).toEqual({ is: 'nothing-waits' });
    for (const one of made) expect(await rowsOf(one)).toEqual([asTold(one)]);
  });

  test('F12, F33: the answers are lost after the rows were made: each is looked for and found, one row', async () => {
    const made = await logged(3);
    loseAnswers(2);
    for (let n = 0; n < 6 && (await waitingCounts()).waiting > 0; n++) await drain('button');
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
    for (const one of made) expect(await rowsOf(one)).toEqual([asTold(one)]);
  });

  test('the same without an address to look at: a second row, which is why the screen says «at least once» there', async () => {
    const { options, ...config } = configAt(url);
    await configureEndpoint('home', { ...config, options: { ...options, look: undefined } });
    const [made] = await logged(1);
    loseAnswers(1);
    await drain('saved');
    await drain('button');
    expect(await rowsOf(made!)).toEqual([asTold(made!), asTold(made!)]);
  });

  test('F28: the answer to an edit is lost: a row of each revision, and looking tells the newest', async () => {
    const [made] = await logged(1);
    await drain('saved');
    const edited = await revise(Encounter, made!, { people: '2' });
    loseAnswers(1);
    await drain('button');
    await drain('button');
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
    expect(await rowsOf(made!)).toEqual([asTold(made!), asTold(edited)]);
    expect(await lookFor(made as unknown as Sendable)).toMatchObject({ is: 'held', rev: 2 });
  });

  test('F3: a key that it does not know keeps everything', async () => {
    const made = await logged(2);
    await configureEndpoint('home', { auth: { way: 'header', name: 'X-Parse-REST-API-Key', value: 'another' } });
    await drain('saved');
    expect((await db.endpoints.get('home'))?.hold).toMatchObject({ trouble: 'sign-in', status: 403 });
    expect(await waitingCounts()).toEqual({ waiting: made.length, refused: 0 });
  });
});
