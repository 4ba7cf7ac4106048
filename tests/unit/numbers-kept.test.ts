/** Numbers of a month are made once, kept, and come from one place. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { numbersServer } from '../../src/delivery/reading/read-logged.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { forgetServer, takeFromServer, type Whole } from '../../src/outreach/numbers/facts-store.ts';
import { toldOf } from '../../src/outreach/numbers/publish.ts';
import { closeEnded, numbersReleases, toldIn } from '../../src/outreach/numbers/releases-store.ts';
import { periodOf } from '../../src/periods/periods.ts';
import { configureEndpoint, createEndpoint } from '../../src/setup/endpoint.ts';
import { db } from '../../src/store/db.ts';
import { newId } from '../../src/store/id.ts';
import { create } from '../../src/store/save.ts';
import { freshDevice, outingId } from '../support/device.ts';

freshDevice();
beforeEach(forgetServer);

const january = periodOf('month', '2025-01-01');
const fields = (at: string) => ({
  at: `${at}T12:00:00.000Z`,
  outingId,
  place: 'Asema',
  people: '1' as const,
  depth: 'conversation' as const,
  topics: [],
});
async function logged(count: number, day: string): Promise<void> {
  vi.setSystemTime(Date.parse(`${day}T12:00:00.000Z`));
  for (let one = 0; one < count; one++) await create(Encounter, fields(day) as never);
}
const onServer = (count: number, day: string) => {
  for (let one = 0; one < count; one++)
    takeFromServer({
      ...fields(day),
      kind: 'encounter',
      id: newId(),
      rev: 1,
      v: Encounter.version,
      unit: 'oma',
      device: newId(),
    });
};
const close = (whole: Whole = 'device', last = '2025-01-01', now = '2025-06-01') => {
  vi.setSystemTime(Date.parse(`${now}T12:00:00.000Z`));
  return closeEnded(
    { whole, areas: new Map(), last },
    () => undefined,
    () => undefined,
  );
};
const met = async (period = january) => toldOf(toldIn(await numbersReleases(), period)?.published.all, 'met');

describe('the numbers of a month', () => {
  test('are kept as they were told, whatever is logged for it later', async () => {
    await logged(9, '2025-01-10');
    await close();
    expect(await met()).toEqual({ is: 'shown', n: 9 });
    const before = await numbersReleases();
    await logged(1, '2025-01-11');
    await close('device', '2025-02-01');
    expect((await numbersReleases())[0]).toEqual(before[0]);
    expect(await met()).toEqual({ is: 'shown', n: 9 });
  });

  test('are not made while it runs, whoever asks for them', async () => {
    await logged(9, '2025-01-10');
    await close('device', '2025-12-01', '2025-01-31');
    expect(await numbersReleases()).toEqual([]);
    await close('device', '2025-12-01', '2025-02-01');
    expect((await numbersReleases()).map(({ month }) => month)).toEqual(['2025-01-01']);
  });

  test('made in two tabs at once are those of the first', async () => {
    await logged(9, '2025-01-10');
    const [one, other] = await Promise.all([close(), close()]);
    expect(one).toEqual(other);
    expect(await numbersReleases()).toHaveLength(1);
  });

  test('made of this device do not become those of the server when that is read, which would tell of the difference', async () => {
    await logged(9, '2025-01-10');
    await close();
    onServer(11, '2025-01-10');
    await close('server');
    expect(await met()).toEqual({ is: 'shown', n: 9 });
  });

  test('made of the server hold nothing that this device alone has', async () => {
    await logged(2, '2025-01-10');
    onServer(11, '2025-01-10');
    await close('server');
    expect(await met()).toEqual({ is: 'shown', n: 11 });
  });

  test('are closed for each month in between, and a wrong clock of long ago makes no months of nothing', async () => {
    await logged(6, '1970-01-10');
    await logged(9, '2025-01-10');
    await close('device', '2025-03-01');
    const months = (await numbersReleases()).map(({ month }) => month);
    expect(months.filter((month) => month > '1971')).toEqual(['2025-01-01', '2025-02-01', '2025-03-01']);
    expect(await met(periodOf('quarter', '2025-01-01'))).toEqual({ is: 'shown', n: 9 });
  });
});

describe('numbers come from one place', () => {
  test('this device, where no server is named to be read', async () => {
    await configureEndpoint('home', { auth: { way: 'none' } });
    expect(await numbersServer.place()).toBe('device');
  });

  test('the app’s own address that is named to be read, also once its key is taken out, if it has taken anything', async () => {
    await configureEndpoint('home', { options: { read: true }, auth: { way: 'bearer', token: undefined } });
    expect(await numbersServer.place(), 'no server yet').toBe('device');
    await configureEndpoint('home', { auth: { way: 'bearer', token: 'avain' } });
    await db.endpoints.update('home', { deliveredAt: Date.now() });
    await configureEndpoint('home', { auth: { way: 'bearer', token: undefined } });
    expect(await numbersServer.place()).toBe('server');
  });

  test('the server that is named to be read, also on a device without a key to it', async () => {
    const auth = { way: 'none' } as const;
    const url = 'https://example.org/records';
    await configureEndpoint('home', { auth: { way: 'none' } });
    await createEndpoint({ dialect: 'plain', url, headers: {}, auth, options: { read: true } }, undefined);
    expect(await numbersServer.place()).toBe('server');
    expect(await numbersServer.read(['encounter'], () => undefined)).toBe(false);
  });
});
