import { describe, expect, test, vi } from 'vitest';
import { drain } from '../../src/delivery/engine/drain.ts';
import { longestWait } from '../../src/delivery/engine/settle.ts';
import { configureEndpoint } from '../../src/setup/endpoint.ts';
import { db } from '../../src/store/db.ts';
import { itemsOf, waitingCounts } from '../../src/store/outbox.ts';
import { allStored, endpointThat, freshDevice, json, loggedAtOnce, type Sent } from '../support/device.ts';

freshDevice();

/** Lets a wait pass, and tries as the timer does. */
async function later() {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + longestWait });
  await drain('timer');
}

const has = (records: Sent[], bad: Set<string>) => records.some(({ id }) => bad.has(id));

describe('an endpoint that refuses every batch as a whole', () => {
  test('is asked a bounded number of times; the others wait unjudged, with the word for it', async () => {
    await loggedAtOnce(300);
    const { batches } = endpointThat(() => json({ message: 'no such column' }, 400));
    await drain('saved');
    expect(batches.length).toBeLessThan(30);
    expect(await waitingCounts()).toEqual({ waiting: 292, refused: 8 });
    expect((await db.endpoints.get('home'))?.hold).toMatchObject({ trouble: 'refuses-all', status: 400 });
  });

  test('all that waited goes by itself when it has been mended', async () => {
    await loggedAtOnce(100);
    endpointThat(() => json({}, 400));
    await drain('saved');
    const { batches } = endpointThat(allStored);
    await later();
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 8 });
    expect(batches.length, 'the batches grow again').toBeLessThan(12);
  });

  test('is not asked again before its wait is over, and then for a few more each time: at last each is judged', async () => {
    await loggedAtOnce(60);
    const { batches } = endpointThat(() => json({}, 422));
    await drain('saved');
    const first = batches.length;
    await drain('timer');
    expect(batches).toHaveLength(first);
    const counts: number[] = [];
    for (let i = 0; i < 5; i++) {
      await later();
      counts.push((await waitingCounts()).refused);
    }
    expect(counts).toEqual([24, 48, 60, 60, 60]);
    expect(batches.length, 'one by one after the first halving').toBeLessThan(first + 55);
  });

  test('F23: what is good behind many that are bad arrives', async () => {
    const made = await loggedAtOnce(200);
    const bad = new Set(made.slice(0, 30).map(({ id }) => id));
    endpointThat((records) => (has(records, bad) ? json({}, 400) : allStored(records)));
    await drain('saved');
    for (let i = 0; i < 3; i++) await later();
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 30 });
  });

  test('F23: bad ones here and there among good ones are found in the same run', async () => {
    const made = await loggedAtOnce(300);
    const bad = new Set(made.filter((_, index) => index % 20 === 7).map(({ id }) => id));
    endpointThat((records) => (has(records, bad) ? json({}, 400) : allStored(records)));
    expect(await drain('saved')).toEqual({ is: 'nothing-waits' });
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 15 });
    for (const id of bad) expect((await itemsOf(id))[0]).toMatchObject({ state: 'refused' });
  });

  test('one that takes a record at a time is not asked for each of them either', async () => {
    await configureEndpoint('home', { dialect: 'webhook', url: 'https://flow.example.org/x', auth: { way: 'none' } });
    await loggedAtOnce(50);
    const fetch = vi.fn(async () => json({}, 400));
    vi.stubGlobal('fetch', fetch);
    await drain('saved');
    expect(fetch).toHaveBeenCalledTimes(8);
    expect(await waitingCounts()).toEqual({ waiting: 42, refused: 8 });
  });
});

describe('F10: a server error that one record of many causes', () => {
  test('twice the same: the record is found and the others arrive, in the second run', async () => {
    const made = await loggedAtOnce(200);
    const bad = new Set([made[77]!.id]);
    const { batches } = endpointThat((records) => (has(records, bad) ? json({}, 500) : allStored(records)));
    await drain('saved');
    expect(await waitingCounts(), 'once may be the endpoint').toEqual({ waiting: 200, refused: 0 });
    await later();
    expect(await waitingCounts()).toEqual({ waiting: 1, refused: 0 });
    expect(batches.length).toBeLessThan(20);
  });

  test('an endpoint that breaks in the middle of a run is left alone soon', async () => {
    await loggedAtOnce(900);
    let answered = 0;
    await configureEndpoint('home', { options: { records: 300 } });
    const { batches } = endpointThat((records) => (answered++ === 0 ? allStored(records) : json({}, 500)));
    await drain('saved');
    expect(batches.length).toBeLessThan(14);
    expect(await waitingCounts()).toEqual({ waiting: 600, refused: 0 });
  });
});
