/** Answers that are meant to harm, or come from a server that is not well: nothing hangs, throws, or is believed. */
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { dialects } from '../../src/delivery/dialects/all.ts';
import { dhis2Uid } from '../../src/delivery/dialects/dhis2.ts';
import type { Sendable } from '../../src/delivery/dialects/dialect.ts';
import { drain } from '../../src/delivery/engine/drain.ts';
import { responseLimit, send } from '../../src/delivery/engine/send.ts';
import { itemsOf, waitingCounts } from '../../src/store/outbox.ts';
import { freshDevice, logged } from '../support/device.ts';
import { fc } from '../support/property.ts';
import { answer, endpoint, one, response, two } from './dialect-support.ts';

freshDevice();

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A real server that answers every request in this way. */
async function serverThat(answers: (response: ServerResponse) => void): Promise<string> {
  server = createServer((_, response) => answers(response));
  await new Promise<void>((done) => server!.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const asked = (url: string, timeout?: number) => send({ url, method: 'GET', headers: {} }, Date.now, timeout);

describe('an answer that does not end', () => {
  test('50 MB are not read to their end, and take no time', async () => {
    let sent = 0;
    const url = await serverThat((response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const chunk = '[0,0,0,0],'.repeat(10_000);
      const more = (): void => {
        if (sent > 50_000_000 || response.destroyed) return void response.end();
        sent += chunk.length;
        if (response.write(chunk)) setImmediate(more);
        else response.once('drain', more);
      };
      more();
    });
    expect(await asked(url)).toEqual({ is: 'none', isTooLong: true });
    expect(sent).toBeLessThan(responseLimit * 4);
  });

  test('a stream that never ends, drop by drop, is given up in time', async () => {
    const url = await serverThat((response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const drip = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(drip));
    });
    expect(await asked(url, 300)).toEqual({ is: 'none' });
  });

  test('headers without a body, and a body that is cut', async () => {
    const silent = await serverThat((response) => void response.writeHead(200).flushHeaders());
    expect(await asked(silent, 300)).toEqual({ is: 'none' });
    server?.closeAllConnections();
    const cut = await serverThat((response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"results":[', () => response.destroy());
    });
    expect(await asked(cut)).toEqual({ is: 'none' });
  });
});

const uids = {
  program: 'IpHINAT79UW',
  programStage: 'A03MvHHogjR',
  orgUnit: 'DiszpKrYNg8',
  dataElements: { rev: 'qrur9Dvnyt5' },
};
const options: Record<string, object> = { dhis2: uids, kobotoolbox: { form: 'aForm' } };
const at = endpoint('https://example.org/records');
const foreign = '01939a5e-7c00-7009-8000-00000000000f';
const sent = [one, two, response];

/** Results in the form that each kind of endpoint uses, for any id, revision and word. */
const anyResult = fc
  .record({
    id: fc.constantFrom(foreign, one.id, two.id, '', '__proto__'),
    rev: fc.constantFrom<unknown>(1, 2, 3, '1', 1e308, -1, 0.5, null, true),
    says: fc.constantFrom<unknown>('stored', 'rejected', 'duplicate', 'ok', true, 200, 201, '201 Created', null),
    words: fc.constantFrom<unknown>('<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', {}, [], 7),
  })
  .map(({ id, rev, says, words }) => ({
    id,
    rev,
    status: says,
    ok: says === 'ok' || says === true ? true : undefined,
    message: words,
    error: says === 'rejected' ? words : undefined,
    index: { _id: id, status: says, error: says === 'rejected' ? { type: words } : undefined },
    response: { status: says, location: `Basic/${id}`, outcome: words },
    uid: id.length > 30 ? dhis2Uid({ id }) : id,
    attributes: { rev },
    instanceID: `uuid:${id}`,
  }));

/** What an answer says in all: lists of such results under every name that some dialect reads, or anything at all. */
const anyBody = fc
  .array(anyResult, { maxLength: 12 })
  .chain((list) =>
    fc.oneof(
      fc.constantFrom<unknown>(
        list,
        { results: list },
        { data: list },
        { data: list[0] },
        { items: list },
        { resourceType: 'Bundle', type: 'batch-response', entry: list },
        { validationReport: { errorReports: [] }, bundleReport: { typeReportMap: { EVENT: { objectReports: list } } } },
        list[0] ?? {},
      ),
      fc.jsonValue(),
    ),
  );

describe.each([...dialects.values()])('$name', (dialect) => {
  const chosen = dialect.options.parse(options[dialect.name] ?? {});
  const outcomes = (text: string, status: number, records: Sendable[]) => {
    const reading = dialect.readResponse(answer(status, text), records, at, chosen);
    return 'each' in reading ? reading.each : records.map(() => reading.whole);
  };

  test('whatever an answer says of others, no record is called stored that it does not name', () => {
    fc.assert(
      fc.property(anyBody, fc.constantFrom(200, 201, 202, 207, 409), fc.boolean(), (body, status, isOne) => {
        const text = JSON.stringify(body) ?? '';
        const records = isOne ? [one] : sent;
        for (const [index, outcome] of outcomes(text, status, records).entries()) {
          if (outcome.is !== 'delivered' || outcome.proof === 'accepted') continue;
          // KoboToolbox says by its status alone that the very same submission is there.
          if (dialect.name === 'kobotoolbox' && status === 202) continue;
          const { id } = records[index]!;
          expect([id, dhis2Uid({ id })].some((name) => text.includes(name))).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('ten thousand results for one record, one of which contradicts: not stored', () => {
    const said = (status: string, ok: boolean) => ({
      id: one.id,
      _id: one.id,
      rev: ok ? 1 : 2,
      ok: ok || undefined,
      error: ok ? undefined : 'forbidden',
      status,
    });
    const list = [said('rejected', false), ...Array.from({ length: 10_000 }, () => said('stored', true))];
    for (const body of [list, { results: list }, { data: list }, { items: list.map((index) => ({ index })) }]) {
      for (const outcome of outcomes(JSON.stringify(body), 200, [one])) {
        if (outcome.is === 'delivered') expect(outcome.proof).toBe('accepted');
      }
    }
  });

  test.each([
    ['NaN', '{"results":[{"id":NaN}]}'],
    ['a number beyond all', `{"results":[{"id":"${one.id}","rev":1e999,"status":"stored"}],"rev":1e999}`],
    ['keys that stand twice', `{"results":[],"results":[{"id":"${foreign}","rev":1,"status":"stored"}]}`],
    ['a very long number', `{"id":"${one.id}","rev":${'9'.repeat(100_000)}}`],
    ['an array of arrays', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['objects in objects', `${'{"results":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
  ])('%s: nothing is stored, nothing throws', (_, text) => {
    for (const status of [200, 201, 409, 422, 500]) {
      for (const outcome of outcomes(text, status, [one])) {
        if (outcome.is === 'delivered') expect(outcome.proof).toBe('accepted');
        if ('words' in outcome) expect(outcome.words?.length).toBeLessThanOrEqual(500);
      }
      const held = dialect.readLookup?.(answer(status, text), one, at, chosen);
      expect(held?.is).not.toBe('held');
    }
  });
});

test('a hostile answer to a real drain: everything still waits, and the next good answer delivers it', async () => {
  const [made] = await logged(3);
  const bodies = [
    `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
    JSON.stringify({ results: Array.from({ length: 10_000 }, () => ({ id: made!.id, rev: 7, status: 'stored' })) }),
    JSON.stringify({ results: [{ id: foreign, rev: 1, status: 'stored' }] }),
    JSON.stringify({ results: { length: 1e9 } }),
    `{"results":[{"id":${JSON.stringify(made!.id)},"rev":1,"status":{"toString":"stored"}}]}`,
  ];
  for (const body of bodies) {
    vi.stubGlobal('fetch', async () => new Response(body, { headers: { 'content-type': 'application/json' } }));
    await drain('button');
    expect(await waitingCounts()).toEqual({ waiting: 3, refused: 0 });
  }
  expect((await itemsOf(made!.id))[0]).toMatchObject({ state: 'waiting', rev: 1 });
});
