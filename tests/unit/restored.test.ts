/**
 * A receiver that was restored from a backup has forgotten what came after it. Devices notice, give back what is gone, read
 * from the beginning; and what is old leaves a device only while its endpoint shows it.
 */

import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { checkAt } from '../../src/delivery/check/check.ts';
import { drain } from '../../src/delivery/engine/drain.ts';
import { pullPlans } from '../../src/delivery/reading/pull-plans.ts';
import { pullWaves } from '../../src/delivery/reading/pull-waves.ts';
import { readEndpoint } from '../../src/delivery/reading/read-endpoint.ts';
import type { WireRecord } from '../../src/delivery/wire.ts';
import { OrganisationDocument } from '../../src/organisation.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { Phenomenon } from '../../src/outreach/follow-up/phenomenon.ts';
import { Outing } from '../../src/outreach/outing.ts';
import { configureEndpoint } from '../../src/setup/endpoint.ts';
import { exchangeKey, linkedAuth } from '../../src/setup/link-key.ts';
import * as kept from '../../src/setup/organisation-store.ts';
import { db, homeEndpoint } from '../../src/store/db.ts';
import { forgetDevice, setSetting } from '../../src/store/device.ts';
import { keepLocal } from '../../src/store/local-only.ts';
import { waitingCounts } from '../../src/store/outbox.ts';
import { create, remove, revise } from '../../src/store/save.ts';
import { newAnswerCode } from '../../src/survey/respondent/answer-code.ts';
import { SurveyResponse } from '../../src/survey/response.ts';
import { readEntries, todayInFinland } from '../../src/survey/waves/codes-store.ts';
import { entryKinds } from '../../src/survey/waves/wanted.ts';
import { anEncounter, freshDevice, logged, loggedAtOnce } from '../support/device.ts';
import { onPostgres } from '../support/postgres.ts';
import { fc } from '../support/property.ts';
import { formKeyHere, makeRecord, tokenHere } from '../support/receiver.ts';
import {
  heldAt,
  type Network,
  networkTo,
  type Restorable,
  restorableCluster,
  restorableFolder,
  restorableMemory,
} from '../support/restorable.ts';
import { letGoOfCounted } from '../support/saying-retention.ts';
import { Device } from '../support/waves.ts';

freshDevice();
const day = 86_400_000;
const evening = Date.parse('2026-09-01T18:00:00Z');
const days = 30;

let place: Restorable;
let network: Network;

/** A device with its key at an empty receiver, whose organisation keeps records for thirty days. */
async function begin(): Promise<void> {
  await place.clear();
  vi.setSystemTime(evening);
  const organisation = { kenttakirja: 1, organisation: { name: 'Etsivä työ' }, retention: { days } };
  vi.spyOn(kept, 'organisation').mockReturnValue(OrganisationDocument.parse(organisation));
  network = networkTo(place);
  await configureEndpoint(homeEndpoint, { auth: { way: 'bearer', token: tokenHere } });
  await setSetting('unit', 'trio');
}

function at(open: () => Promise<Restorable>): void {
  beforeAll(async () => {
    place = await open();
  });
  afterAll(() => place.stop());
  beforeEach(begin, 60_000);
}

/** An evening that is over: an outing and two encounters. */
async function anEvening(): Promise<Outing> {
  const outing = await create(Outing, { state: 'debriefed', places: ['Tori'], organisations: [] });
  for (let i = 0; i < 2; i++) await create(Encounter, anEncounter({ outingId: outing.id }));
  return outing;
}

const onDevice = async () => new Map((await db.records.toArray()).map((row) => [row.id, row]));
const held = () => heldAt(place.receiver());

/** What a device signs in with that opens a new set-up link, before the receiver has heard of it. */
async function invited() {
  const made = await place.receiver().ask('/api/devices', { method: 'POST', body: '{}' });
  return linkedAuth((await made.json()).linkKey);
}

/** Codes that another phone of the unit has made. */
function codes(n: number): WireRecord[] {
  const phone = new Device('trio');
  phone.now = Date.now();
  return Array.from({ length: n }, () =>
    phone.take(newAnswerCode(), 'new', todayInFinland()),
  ) as unknown as WireRecord[];
}

function isNoticed(): void {
  test('an evening that it forgot is on one side at every moment of the month after, and back when the device has looked', async () => {
    await logged(1);
    await drain('saved');
    await place.backup();
    await anEvening();
    await drain('saved');
    const all = (await db.records.toArray()).map(({ id }) => id);
    await place.restore();
    for (let passed = 1; passed <= 40; passed++) {
      vi.setSystemTime(evening + passed * day);
      await letGoOfCounted();
      const [here, there] = [await onDevice(), await held()];
      expect(all.filter((id) => !here.has(id) && !there.has(id))).toEqual([]);
    }
    await drain('start');
    expect([...(await held()).keys()].sort()).toEqual(all.sort());
    vi.setSystemTime(evening);
  });

  test('a device that only reads hears of it too, and gives back what is gone', async () => {
    await place.backup();
    const made = await logged(3);
    await drain('saved');
    await place.restore();
    expect((await held()).size).toBe(0);
    await pullPlans();
    expect([...(await held()).keys()].sort()).toEqual(made.map(({ id }) => id).sort());
    expect((await checkAt('home'))?.state).toBe('done');
    expect((await db.endpoints.get('home'))?.recheck).toBeUndefined();
  });

  test('who had read up to 90 gets all of the 60 that others send afterwards', async () => {
    const [before, lost, after] = [codes(50), codes(40), codes(60)];
    await place.receiver().post(before);
    await place.backup();
    await place.receiver().post(lost);
    expect(await pullWaves()).toBeUndefined();
    expect((await readEntries()).respondents).toHaveLength(90);
    await place.restore();
    await place.receiver().post(after);
    expect(await pullWaves()).toBeUndefined();
    const known = new Set((await readEntries()).respondents.map(({ id }) => id));
    expect(after.filter(({ id }) => !known.has(id))).toEqual([]);
  });

  test('what was deleted on the device and there does not come back', async () => {
    const [gone, stays] = await logged(2);
    await drain('saved');
    await place.backup();
    await remove(gone!);
    await drain('saved');
    await place.restore();
    expect((await held()).get(gone!.id)?.deleted).toBeUndefined();
    await pullPlans();
    expect((await held()).get(gone!.id)).toMatchObject({ rev: 2, deleted: true });
    expect((await held()).get(stays!.id)).toMatchObject({ rev: 1 });
  });

  test('who was told of nothing that is lost asks nothing twice', async () => {
    await logged(2);
    await drain('saved');
    await pullPlans();
    await place.backup();
    await place.receiver().post([makeRecord()]);
    await place.restore();
    network.asked.length = 0;
    await pullPlans();
    expect(network.asked).toHaveLength(1);
    expect((await db.endpoints.get('home'))?.recheck).toBeUndefined();
  });
}

function forgetsKeys(): void {
  test('a device whose key it forgot is let in again by the link that it came by, and its records arrive', async () => {
    const auth = await invited();
    await place.backup();
    expect(await exchangeKey(auth)).toBe(auth);
    await configureEndpoint(homeEndpoint, { auth });
    const [made] = await logged(1);
    await drain('saved');
    await place.restore();
    await logged(1);
    await drain('saved');
    await drain('start');
    expect((await held()).size).toBe(2);
    expect([...(await held()).keys()]).toContain(made!.id);
  });

  test('where it forgot the link too, the records wait for a new one', async () => {
    await place.backup();
    const auth = await invited();
    await exchangeKey(auth);
    await configureEndpoint(homeEndpoint, { auth });
    await place.restore();
    await logged(1);
    await drain('saved');
    expect((await db.endpoints.get(homeEndpoint))?.hold?.trouble).toBe('sign-in');
    expect(await waitingCounts()).toEqual({ waiting: 1, refused: 0 });
    const again = await invited();
    await exchangeKey(again);
    await configureEndpoint(homeEndpoint, { auth: again });
    await drain('saved');
    expect((await held()).size).toBe(1);
  });

  test('a key that was ended after the backup is good again, until it is ended again', async () => {
    const auth = await invited();
    await exchangeKey(auth);
    const { devices } = await (await place.receiver().ask('/api/devices')).json();
    const [{ id }] = devices as [{ id: string }];
    const opens = async () =>
      (await place.receiver().ask('/api/records', { headers: { authorization: `Bearer ${auth.token}` } })).status;
    const end = () => place.receiver().ask(`/api/devices/${id}`, { method: 'DELETE' });
    await place.backup();
    await end();
    expect(await opens()).toBe(401);
    await place.restore();
    expect(await opens(), 'docs/restore.md says it').toBe(200);
    await end();
    expect(await opens()).toBe(401);
  });
}

describe('the embedded receiver, whose data folder was copied back', () => {
  at(restorableFolder);
  isNoticed();
});

onPostgres('receivers on a PostgreSQL that was restored under them', () => {
  at(restorableCluster);
  isNoticed();
  forgetsKeys();

  test('the other receiver of the two answers the same', async () => {
    const { receiver, second } = place;
    const head = async (who: typeof receiver, known?: string) => {
      const answer = await who().ask('/api/records', known ? { headers: { 'kenttakirja-history': known } } : {});
      return [answer.headers.get('kenttakirja-history')!, answer.headers.get('kenttakirja-history-cut')];
    };
    await place.backup();
    await receiver().post([makeRecord()]);
    const [told] = await head(receiver);
    expect(await head(second!, told!)).toEqual([told, null]);
    await place.restore();
    await second!().post([makeRecord()]);
    const [now] = await head(second!);
    expect(now, 'the same number, another history').not.toBe(told);
    for (const who of [receiver, second!]) expect(await head(who, told!)).toEqual([now, 'true']);
  });
});

describe('a receiver whose tables were put back', () => {
  at(restorableMemory);
  isNoticed();
  forgetsKeys();

  test('a record that it forgot a second time goes once more: the history says why it is not there', async () => {
    await place.backup();
    const [made] = await logged(1);
    for (let i = 0; i < 3; i++) {
      await drain('start');
      await place.restore();
      await pullPlans();
      expect((await held()).has(made!.id)).toBe(true);
    }
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
  });

  test('codes were given new places after the backup, when their day was over: who had read up to there gets what comes later', async () => {
    await place.receiver().post(codes(1));
    await place.backup();
    vi.setSystemTime(evening + 60 * day);
    expect(await pullWaves()).toBeUndefined();
    expect((await readEntries()).respondents).toHaveLength(1);
    await place.restore();
    const [later] = codes(1);
    await place.receiver().post([later!]);
    expect(await pullWaves()).toBeUndefined();
    expect((await readEntries()).respondents.map(({ id }) => id)).toContain(later!.id);
  });

  test('restored again while the check is under way: the check begins anew', async () => {
    await place.backup();
    const made = await loggedAtOnce(1200);
    await drain('saved');
    await place.restore();
    const real = fetch;
    let looks = 0;
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      // After the first page all is there again for a moment, and forgotten once more.
      if (url.includes('held') && ++looks === 2) await place.restore();
      return real(url, init);
    });
    await pullPlans();
    await drain('start');
    expect((await held()).size).toBe(made.length);
  });

  test('a tab that dies after it heard, before it has checked: the next one checks', async () => {
    await place.backup();
    const [made] = await logged(1);
    await drain('saved');
    await place.restore();
    const real = fetch;
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      if (url.includes('held')) throw new TypeError('Failed to fetch');
      return real(url, init);
    });
    await pullPlans();
    expect((await held()).size).toBe(0);
    vi.stubGlobal('fetch', real);
    await drain('start');
    expect((await held()).has(made!.id)).toBe(true);
  });

  test('a check that cannot end keeps asking nobody: one question a drain', async () => {
    await place.backup();
    await logged(1);
    await drain('saved');
    await place.restore();
    const real = fetch;
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) =>
      url.includes('held') ? new Response('{}', { status: 500 }) : real(url, init),
    );
    await pullPlans();
    network.asked.length = 0;
    const spy = vi.fn(fetch);
    vi.stubGlobal('fetch', spy);
    for (let i = 0; i < 3; i++) expect(await drain('start')).toEqual({ is: 'nothing-waits' });
    expect(spy).toHaveBeenCalledTimes(3);
  });

  test('a phone with a form’s key, which may read nothing, sends again what it had sent', async () => {
    await place.backup();
    await configureEndpoint(homeEndpoint, { auth: { way: 'bearer', token: formKeyHere } });
    const answer = (person: number) =>
      create(SurveyResponse, {
        bundle: 'esis',
        bundleVersion: '1',
        language: 'fi',
        mode: 'remote',
        agreed: true,
        parts: [
          {
            instrument: 'esis',
            instrumentVersion: '1',
            language: 'fi',
            checksum: 'a'.repeat(64),
            answers: [person, 2, 3],
          },
        ],
      });
    const first = await answer(1);
    await drain('saved');
    await place.restore();
    const second = await answer(2);
    await drain('saved');
    expect([...(await held()).keys()].sort()).toEqual([first.id, second.id].sort());
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
  });

  test('an address of another server gets no word of this one’s history', async () => {
    await logged(1);
    await drain('saved');
    await configureEndpoint(homeEndpoint, { url: 'https://other.example/records', auth: { way: 'none' } });
    let said: string | null | undefined;
    vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
      said = new Headers(init.headers).get('kenttakirja-history');
      return new Response('{}', { status: 500 });
    });
    await logged(1);
    await drain('saved');
    expect(said).toBeNull();
  });

  test('a reading of many pages that is cut in the middle begins again and gives all that is there', async () => {
    const [before, after] = [codes(300), codes(300)];
    await place.receiver().post(before);
    await place.backup();
    await place.receiver().post(codes(300));
    const real = fetch;
    let pages = 0;
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      if (++pages === 3) {
        await place.restore();
        await place.receiver().post(after);
      }
      return real(url, init);
    });
    const read = new Set<string>();
    const failed = await readEndpoint(
      homeEndpoint,
      (record) => void read.add((record as WireRecord).id),
      () => undefined,
    );
    expect(failed).toBeUndefined();
    expect([...before, ...after].filter(({ id }) => !read.has(id))).toEqual([]);
  });

  test('a history that is cut at every page is not read without end', async () => {
    await place.receiver().post(codes(600));
    const real = fetch;
    let asked = 0;
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      asked += 1;
      const answer = await real(url, init);
      answer.headers.set('kenttakirja-history-cut', 'true');
      return answer;
    });
    const failed = await readEndpoint(
      homeEndpoint,
      () => undefined,
      () => undefined,
    );
    expect(failed).toBe('unclear');
    expect(asked).toBeLessThan(10);
  });

  test('what an earlier version had read without a word of the history is read once more, from the beginning', async () => {
    await place.receiver().post(codes(3));
    await keepLocal('read-copies', Object.fromEntries(entryKinds.map(({ name }) => [`/api/records trio ${name}`, 90])));
    expect(await pullWaves()).toBeUndefined();
    expect((await readEntries()).respondents).toHaveLength(3);
  });
});

describe('random orders of sending, restoring, letting go and clocks that leap', () => {
  beforeAll(async () => {
    place = await restorableMemory();
  });
  afterAll(() => place.stop());

  const step = fc.oneof(
    { arbitrary: fc.constantFrom('log', 'send', 'restore', 'let go', 'others', 'read'), weight: 8 },
    { arbitrary: fc.constantFrom('edit', 'delete', 'backup', 'a day', 'a month'), weight: 4 },
    { arbitrary: fc.constantFrom('cut off', 'in the network', 'ahead', 'behind', 'right', 'says no time'), weight: 2 },
  );
  type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

  /** What has really passed, and what the phone's clock is off by. */
  interface World {
    now: number;
    off: number;
    /** When the last backup was made. */
    backup: number;
    /** The records of this device that are not deleted, by id, in the newest revision. */
    mine: Map<string, Phenomenon>;
    deleted: Map<string, number>;
    others: Map<string, WireRecord>;
  }

  /** Who lets go is the first to hear that the endpoint was set back once more. */
  const restoredTwice: Step[] = ['log', 'send', 'restore', 'log', 'send', 'restore', 'log', 'a month', 'let go', 'log'];

  const setClock = ({ now, off }: World) => vi.setSystemTime(now + off);

  async function take(one: Step, world: World): Promise<void> {
    const some = [...world.mine.values()];
    switch (one) {
      case 'log': {
        const made = await create(Phenomenon, { place: 'Tori', topic: 'housing', text: 'Penkit vietiin' });
        return void world.mine.set(made.id, made);
      }
      case 'edit': {
        const last = some.at(-1);
        if (!last || !(await db.records.get(last.id))) return;
        const text = `Penkit vietiin ${last.rev}`;
        return void world.mine.set(last.id, await revise(Phenomenon, last, { text }));
      }
      case 'delete': {
        const [first] = some;
        if (!first || !(await db.records.get(first.id))) return;
        await remove(first);
        world.mine.delete(first.id);
        return void world.deleted.set(first.id, first.rev + 1);
      }
      case 'send':
        return void (await drain('button'));
      case 'others': {
        const made = codes(1);
        for (const code of made) world.others.set(code.id, code);
        return void (await place.receiver().post(made));
      }
      case 'read':
        await pullWaves();
        return pullPlans();
      case 'backup':
        world.backup = world.now;
        return place.backup();
      case 'restore':
        return place.restore();
      case 'let go':
        return void (await letGoOfCounted());
      case 'a day':
      case 'a month':
        world.now += one === 'a day' ? day : 31 * day;
        // Who restores a backup that is older than what the devices keep has lost what they let go.
        if (world.now - world.backup > 20 * day) {
          world.backup = world.now;
          await place.backup();
        }
        return;
      case 'cut off':
      case 'in the network':
        network.isDown = one === 'cut off';
        return;
      case 'ahead':
      case 'behind':
      case 'right':
        world.off = one === 'right' ? 0 : one === 'ahead' ? 400 * day : -400 * day;
        return;
      case 'says no time':
        network.timeThere = undefined;
    }
  }

  /** Each record of this device is here or there, in its newest revision. */
  async function expectNothingLost(world: World, after: string): Promise<void> {
    const [here, there] = [await onDevice(), await held()];
    const lost = [...world.mine.values()].filter(
      ({ id, rev }) => (here.get(id)?.rev ?? 0) < rev && ((there.get(id)?.rev ?? 0) < rev || there.get(id)?.deleted),
    );
    expect(
      lost.map(({ id }) => id),
      `lost after ${after}`,
    ).toEqual([]);
  }

  test('each record is on one side at every moment; in the end all is there, what was deleted is not, and readers know all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 40, size: 'max' }), async (steps) => {
        await Promise.all(db.tables.map((table) => table.clear()));
        await db.endpoints.add({ id: homeEndpoint });
        forgetDevice();
        await begin();
        await place.backup();
        const world: World = {
          now: evening,
          off: 0,
          backup: evening,
          mine: new Map(),
          deleted: new Map(),
          others: new Map(),
        };
        network.timeThere = () => world.now;
        for (const [index, one] of steps.entries()) {
          await take(one, world);
          setClock(world);
          await expectNothingLost(world, steps.slice(0, index + 1).join(', '));
        }
        network.isDown = false;
        world.off = 0;
        setClock(world);
        for (let i = 0; i < 3; i++) {
          // Who reads by itself waits for as long as the endpoint has held it back.
          world.now += day;
          setClock(world);
          await drain('button');
          await pullPlans();
        }
        await pullWaves();
        const there = await held();
        for (const { id, rev } of world.mine.values()) expect(there.get(id)).toMatchObject({ id, rev });
        for (const [id] of world.deleted)
          expect(there.has(id) && !there.get(id)!.deleted, 'what was deleted').toBe(false);
        const known = new Set((await readEntries()).respondents.map(({ id }) => id));
        const unread = [...there.keys()].filter((id) => world.others.has(id) && !known.has(id));
        expect(unread, 'what others sent and is there').toEqual([]);
        expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
      }),
      { numRuns: 25, examples: [[restoredTwice]], ...(process.env.SEED ? { seed: Number(process.env.SEED) } : {}) },
    );
  }, 180_000);
});
