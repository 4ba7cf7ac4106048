/**
 * What the receiver holds: twenty devices at once, a hundred thousand records of 1 KB, on PGlite and on a PostgreSQL of the
 * machine. It prints a table, and asserts only that nothing was lost, doubled or refused.
 *
 *     npm run test:load                     # RECORDS=20000 for a shorter look
 */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RecordResult, WireRecord } from '../../src/delivery/wire.ts';
import { type Cluster, onPostgres, startCluster } from '../support/postgres.ts';
import { buildReceiver, makeRecord, type Receiver, startReceiver } from '../support/receiver.ts';

const total = Number(process.env.RECORDS ?? 100_000);
const devices = 20;
/** How long single requests are sent (ms). */
const while_ = 10_000;

const lines: string[] = [];
const say = (what: string, how: string) => lines.push(`| ${what} | ${how} |`);
const perSecond = (n: number, ms: number) => Math.round((n * 1000) / ms).toLocaleString('en');

/** An encounter of about 1 KB as JSON. */
const aRecord = (): WireRecord => makeRecord({ place: 'Kirjasto', note: 'x'.repeat(760) });

/** The time below which this share of the requests was answered (ms). */
const below = (times: number[], share: number) =>
  Math.round([...times].sort((a, b) => a - b)[Math.floor(times.length * share)] ?? 0);

function underLoad(start: () => Promise<Receiver>): void {
  let receiver: Receiver;
  const ids: string[] = [];
  beforeAll(async () => {
    await buildReceiver();
    receiver = await start();
  });
  afterAll(() => receiver?.stop());

  const headers = () => ({ authorization: `Bearer ${receiver.token}`, 'content-type': 'application/json' });
  const post = async (path: string, body: unknown) => {
    const answer = await fetch(`${receiver.url}${path}`, {
      method: 'POST',
      headers: headers(),
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(200);
    return answer.json();
  };
  const store = async (records: WireRecord[]) => {
    const { results } = (await post('/api/records', { records })) as { results: RecordResult[] };
    expect(results.every(({ status }) => status === 'stored')).toBe(true);
    for (const { id } of records) ids.push(id);
  };
  /** Every device does it again and again, at once, until there is nothing to do. */
  async function byAll(next: () => (() => Promise<unknown>) | undefined): Promise<{ ms: number; times: number[] }> {
    const times: number[] = [];
    const began = performance.now();
    const device = async () => {
      for (let work = next(); work; work = next()) {
        const at = performance.now();
        await work();
        times.push(performance.now() - at);
      }
    };
    await Promise.all(Array.from({ length: devices }, device));
    return { ms: performance.now() - began, times };
  }
  const forAWhile = (work: () => Promise<unknown>) => {
    const until = performance.now() + while_;
    return byAll(() => (performance.now() < until ? work : undefined));
  };
  const singles = async (what: string) => {
    const { ms, times } = await forAWhile(() => store([aRecord()]));
    say(
      what,
      `${perSecond(times.length, ms)} requests/s, half below ${below(times, 0.5)} ms, 95 % below ${below(times, 0.95)} ms`,
    );
  };

  test('single records into an empty database', () => singles('one record a request, empty'));

  test(`${total} records in batches`, async () => {
    for (const size of [100, 1000]) {
      let left = total / 2;
      const { ms, times } = await byAll(() => {
        if (left <= 0) return undefined;
        left -= size;
        return () => store(Array.from({ length: size }, aRecord));
      });
      say(
        `batches of ${size}, ${(total / 2).toLocaleString('en')} records`,
        `${perSecond(total / 2, ms)} records/s, half below ${below(times, 0.5)} ms, 95 % below ${below(times, 0.95)} ms`,
      );
    }
  });

  test('single records, and a batch again, where all of that is held', async () => {
    await singles(`one record a request, ${ids.length.toLocaleString('en')} held`);
    const record = aRecord();
    await store([record]);
    expect(await post('/api/records', { records: [record] })).toMatchObject({ results: [{ status: 'duplicate' }] });
  });

  test('reading back', async () => {
    const one = () => ids[Math.floor(Math.random() * ids.length)]!;
    const byId = await forAWhile(async () => {
      const answer = await fetch(`${receiver.url}/api/records/${one()}`, { headers: headers() });
      expect(answer.status).toBe(200);
      await answer.arrayBuffer();
    });
    say('one record read by its id', `${perSecond(byId.times.length, byId.ms)} requests/s`);
    const questions = Array.from({ length: Math.ceil(ids.length / 1000) }, (_, i) =>
      ids.slice(i * 1000, i * 1000 + 1000),
    );
    let held = 0;
    const asked = await byAll(() => {
      const some = questions.pop();
      if (!some) return undefined;
      return async () => {
        const answer = (await post('/api/held', { ids: some })) as { held: unknown[] };
        held += answer.held.length;
      };
    });
    expect(held).toBe(ids.length);
    say(
      `which of ${ids.length.toLocaleString('en')} are held, a thousand a question`,
      `${Math.round(asked.ms)} ms in all`,
    );
    const began = performance.now();
    const rows = await receiver.rows();
    say('all of it, page by page', `${perSecond(rows.length, performance.now() - began)} records/s`);
    expect(rows.length, 'every record that was acknowledged is there once').toBe(ids.length);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(ids.length);
    const memory = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${receiver.pid()}/status`, 'utf8'))?.[1];
    say('memory of the receiver at the end', `${Math.round(Number(memory) / 1024)} MB`);
  });
}

describe('on PGlite', () => {
  beforeAll(() => void lines.push('', '| on PGlite | |', '| --- | --- |'));
  underLoad(() => startReceiver());
});

onPostgres('on PostgreSQL', () => {
  let own: Cluster;
  beforeAll(() => void lines.push('', '| on PostgreSQL | |', '| --- | --- |'));
  afterAll(() => own?.stop());
  underLoad(async () => {
    own = await startCluster({ isDurable: true });
    return startReceiver({ env: { DATABASE_URL: own.url } });
  });
});

afterAll(() => {
  console.log(`${devices} devices at once, records of 1 KB, ${cpus().length} cores\n${lines.join('\n')}\n`);
});
