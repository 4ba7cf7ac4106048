/** How long a record stays on the device once every endpoint has it: as long as the organisation says, and never less. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { contentLines } from '../../src/app/organisation/content-lines.ts';
import { drain } from '../../src/delivery/engine/drain.ts';
import { OrganisationDocument } from '../../src/organisation.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { Phenomenon } from '../../src/outreach/follow-up/phenomenon.ts';
import { Promised } from '../../src/outreach/follow-up/promise.ts';
import { Outing } from '../../src/outreach/outing.ts';
import { configureEndpoint, createEndpoint, endpointConfig } from '../../src/setup/endpoint.ts';
import { daysKept, type KeptSort } from '../../src/setup/organisation.ts';
import * as kept from '../../src/setup/organisation-store.ts';
import { db, homeEndpoint } from '../../src/store/db.ts';
import { keepDraft } from '../../src/store/drafts.ts';
import type { Fields } from '../../src/store/kind.ts';
import { countOf, waitingCounts } from '../../src/store/outbox.ts';
import { create, revise } from '../../src/store/save.ts';
import { SurveyResponse } from '../../src/survey/response.ts';
import { anEncounter, endpointThat, freshDevice, json } from '../support/device.ts';
import { random as numbersFrom } from '../support/random.ts';
import { type ReceiverOfLedger, receiverOfLedger } from '../support/receiver-of-ledger.ts';
import { wholeFields } from '../support/responses.ts';
import { letGoOfCounted } from '../support/saying-retention.ts';

freshDevice();
const day = 86_400_000;
const evening = Date.parse('2026-09-01T18:00:00Z');

let receiver: ReceiverOfLedger;
beforeEach(async () => {
  vi.setSystemTime(evening);
  vi.spyOn(kept, 'organisation').mockReturnValue(chosen(30));
  receiver = await receiverOfLedger();
  receiver.clock.now = Date.now;
});

const chosen = (days?: number) => choosing(days === undefined ? {} : { days });
const choosing = (retention: object) =>
  OrganisationDocument.parse({ kenttakirja: 1, organisation: { name: 'Etsivä työ' }, retention });

const over: Fields<Outing> = { state: 'debriefed', places: ['Tori'], organisations: [] };

/** An evening that is over: an outing and two encounters. */
async function anEvening(fields: Partial<Fields<Outing>> = {}) {
  const outing = await create(Outing, { ...over, ...fields });
  for (let i = 0; i < 2; i++) await create(Encounter, anEncounter({ outingId: outing.id }));
  return outing;
}

const later = (days: number) => vi.setSystemTime(evening + days * day);
const left = async () => (await db.records.toArray()).filter(({ deleted }) => !deleted).length;

describe('an outing that is over and held by every endpoint', () => {
  test('goes after the days with all that belongs to it; no endpoint is told, and nothing is counted any more', async () => {
    await anEvening();
    await drain('saved');
    const sent = receiver.ledger.commits.length;
    later(30);
    expect(await letGoOfCounted()).toBe(0);
    later(31);
    expect(await letGoOfCounted()).toBe(1);
    expect([await left(), await db.outbox.count()]).toEqual([0, 0]);
    expect([await countOf('outing'), await countOf('encounter')]).toEqual([0, 0]);
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
    await drain('saved');
    expect(receiver.ledger.commits).toHaveLength(sent);
  });

  test('stays where the organisation says nothing of it', async () => {
    vi.spyOn(kept, 'organisation').mockReturnValue(chosen());
    await anEvening();
    await drain('saved');
    later(3000);
    expect(await letGoOfCounted()).toBe(0);
    expect(await left()).toBe(3);
  });
});

describe('stays, however old it is', () => {
  const stays = async () => {
    later(400);
    expect(await letGoOfCounted()).toBe(0);
    expect(await left()).toBeGreaterThan(0);
  };

  test('what waits, or was changed after it was sent', async () => {
    const outing = await anEvening();
    await stays();
    await drain('saved');
    await revise(Outing, outing, { places: ['Tori', 'Asema'] });
    later(800);
    expect(await letGoOfCounted()).toBe(0);
  });

  test('what one endpoint has and another does not', async () => {
    await anEvening();
    await drain('saved');
    await createEndpoint({ ...(await endpointConfig(homeEndpoint)), url: 'https://example.org/other' }, undefined);
    await stays();
  });

  test('what does not yet even wait for an endpoint that was just added', async () => {
    await anEvening();
    await drain('saved');
    await db.endpoints.put({ id: 'other', filling: '' });
    await stays();
  });

  test('what an endpoint only took over, with a status and no word of the record', async () => {
    endpointThat(() => json({}, 202));
    await configureEndpoint(homeEndpoint, {
      dialect: 'webhook',
      url: 'https://example.org/hook',
      auth: { way: 'none' },
    });
    await anEvening();
    await drain('saved');
    expect((await db.outbox.toArray()).map(({ state }) => state)).toEqual(Array(3).fill('delivered'));
    await stays();
  });

  test('an outing that still runs, and one with an open promise', async () => {
    await anEvening({ state: 'running' });
    const { id } = await anEvening();
    const promise: Fields<Promised> = {
      outingId: id,
      what: 'bring',
      place: 'Tori',
      due: '2026-09-03',
      who: 'me',
      state: 'open',
    };
    await create(Promised, promise);
    await drain('saved');
    await stays();
  });

  test('what is open in a form', async () => {
    const outing = await anEvening();
    await drain('saved');
    await keepDraft({ kind: 'outing', id: outing.id, base: 1 }, { places: ['Tori'] });
    await stays();
  });

  test('everything, while the phone’s clock is more than a day off the endpoint’s', async () => {
    await anEvening();
    await drain('saved');
    receiver.clock.now = () => Date.now() - 2 * day;
    await stays();
  });
});

describe('leaves only what its endpoint shows just then', () => {
  const forgotten = async () => {
    const outing = await anEvening();
    await drain('saved');
    receiver.ledger.held.delete(outing.id);
    return outing;
  };

  test('what the endpoint has lost stays, and goes there again; it leaves as long after that', async () => {
    const outing = await forgotten();
    later(31);
    expect(await letGoOfCounted()).toBe(0);
    expect(await left()).toBe(3);
    await drain('saved');
    expect(receiver.ledger.held.has(outing.id)).toBe(true);
    later(60);
    expect(await letGoOfCounted()).toBe(0);
    later(62);
    expect(await letGoOfCounted()).toBe(1);
  });

  test.each([
    ['cannot be reached', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['asks for another key', () => json({}, 401)],
    ['fails', () => json({}, 500)],
    ['is a page for people', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
    ['tells of no record', () => json({ hello: 'world' })],
  ])('one that %s: nothing goes', async (_, answer) => {
    await anEvening();
    await drain('saved');
    receiver.spoil(/held|records/, answer);
    later(400);
    expect(await letGoOfCounted()).toBe(0);
    expect(await left()).toBe(3);
  });

  test('while what was delivered is being checked, after a backup was put back there, nothing goes', async () => {
    await anEvening();
    await drain('saved');
    later(31);
    await db.endpoints.update(homeEndpoint, { recheck: 'a cut' });
    expect(await letGoOfCounted()).toBe(0);
    await drain('start');
    expect(await letGoOfCounted()).toBe(1);
  });

  test('one that was edited while it was looked for stays', async () => {
    const outing = await anEvening();
    await drain('saved');
    later(31);
    receiver.spoil(/held/, async (init) => {
      await revise(Outing, outing, { places: ['Tori', 'Asema'] });
      const { ids } = JSON.parse(String(init.body)) as { ids: string[] };
      return json({ held: ids.map((id) => ({ id, rev: 1 })) }, 200, { date: new Date().toUTCString() });
    });
    expect(await letGoOfCounted()).toBe(0);
    expect(await left()).toBe(3);
  });

  test('many are asked about in one request', async () => {
    for (let i = 0; i < 10; i++) await anEvening();
    await drain('saved');
    later(31);
    receiver.asked.length = 0;
    expect(await letGoOfCounted()).toBe(10);
    expect(receiver.asked).toEqual(['POST /api/held']);
  });
});

describe('days are those that have passed', () => {
  test('the phone’s clock leaps a month ahead, without a network and then with it: nothing goes', async () => {
    await anEvening();
    await drain('saved');
    const mend = receiver.spoil(/./, () => Promise.reject(new TypeError('Failed to fetch')));
    receiver.clock.now = () => evening + 60_000;
    later(31);
    expect(await letGoOfCounted()).toBe(0);
    mend();
    expect(await letGoOfCounted()).toBe(0);
    expect(await left()).toBe(3);
  });

  test('delivered while the phone’s clock was a year behind, which was then put right: not a day early', async () => {
    receiver.clock.now = () => evening + 60_000;
    later(-365);
    await anEvening();
    await drain('saved');
    later(0);
    receiver.clock.now = Date.now;
    expect(await letGoOfCounted()).toBe(0);
    later(31);
    expect(await letGoOfCounted()).toBe(1);
  });

  test('an endpoint that tells no time: a leap counts for a day at most, a day that was lived through for a day', async () => {
    delete receiver.clock.now;
    await anEvening();
    await drain('saved');
    later(400);
    expect(await letGoOfCounted()).toBe(0);
    let passed = 0;
    for (; passed < 40 && (await letGoOfCounted()) === 0; passed++) later(401 + passed);
    expect(passed).toBe(30);
  });

  test('what an earlier version delivered, with nobody’s time but the phone’s, is counted from now on', async () => {
    delete receiver.clock.now;
    await anEvening();
    await drain('saved');
    await db.outbox.toCollection().modify((item) => {
      delete item.doneLived;
    });
    for (let passed = 0; passed < 60; passed++) {
      later(passed);
      await letGoOfCounted();
    }
    expect(await left()).toBe(3);
    for (let passed = 60; passed < 64; passed++) {
      later(passed);
      await letGoOfCounted();
    }
    expect(await left()).toBe(0);
  });
});

test('a phenomenon without an outing goes by itself', async () => {
  await create(Phenomenon, { place: 'Tori', topic: 'housing', text: 'Penkit vietiin' });
  await drain('saved');
  later(31);
  expect(await letGoOfCounted()).toBe(1);
  expect(await left()).toBe(0);
});

/** Somebody has answered. */
const answered = () => create(SurveyResponse, wholeFields());

test('a survey response goes by itself, after the days; until then, and while an endpoint lacks it, it stays', async () => {
  await answered();
  await drain('saved');
  later(20);
  const unsent = await answered();
  later(30);
  expect(await letGoOfCounted()).toBe(0);
  later(60);
  expect(await letGoOfCounted()).toBe(1);
  expect((await db.records.toArray()).map(({ id }) => id)).toEqual([unsent.id]);
  expect(await countOf(SurveyResponse.name)).toBe(1);
});

describe('each sort has its own days', () => {
  const phenomenon = () => create(Phenomenon, { place: 'Tori', topic: 'housing', text: 'Penkit vietiin' });
  const kinds = async () => [...new Set((await db.records.toArray()).map(({ kind }) => kind))].sort();

  test('what has none of its own goes by those of all; what has neither stays', async () => {
    vi.spyOn(kept, 'organisation').mockReturnValue(choosing({ days: 90, phenomena: 10 }));
    await anEvening();
    await phenomenon();
    await drain('saved');
    later(11);
    expect(await letGoOfCounted()).toBe(1);
    expect(await kinds()).toEqual(['encounter', 'outing']);
    later(91);
    expect(await letGoOfCounted()).toBe(1);
    expect(await kinds()).toEqual([]);

    vi.spyOn(kept, 'organisation').mockReturnValue(choosing({ outings: 10 }));
    await phenomenon();
    await anEvening();
    await drain('saved');
    later(3000);
    expect(await letGoOfCounted()).toBe(1);
    expect(await kinds()).toEqual(['phenomenon']);
  });

  /** What a person who takes a document into use is told to leave within so many days, by the sentences that say it. */
  function toldToLeave(document: ReturnType<typeof choosing>, within: number): string[] {
    const t = (key: string, { count }: { count?: number } = {}) => `${key} ${count ?? ''}`;
    const lines = contentLines(document, undefined, t as never, 'fi');
    const said = lines.find(({ label }) => label.startsWith('setup.part.retention'))!.now.split('\n');
    expect(said.at(-1)).toBe('setup.daysElse ');
    return said.flatMap((sentence) => {
      const [, of = 'days', days] = /^setup\.(?:days|daysOf\.(\w+)) (\d+)$/.exec(sentence) ?? [];
      if (!days || Number(days) > within) return [];
      return of === 'days' ? ['outings', 'phenomena', 'responses'] : [of];
    });
  }

  test.each([
    [{ days: 30 }],
    [{ outings: 30 }],
    [{ days: 30, responses: 300 }],
    [{ days: 300, phenomena: 30 }],
    [{ phenomena: 30, responses: 30 }],
  ])('what %j is said to let go of goes after these days, and nothing else', async (retention) => {
    const document = choosing(retention);
    vi.spyOn(kept, 'organisation').mockReturnValue(document);
    await anEvening();
    await phenomenon();
    await answered();
    await drain('saved');
    const sorts = { outings: Outing.name, phenomena: Phenomenon.name, responses: SurveyResponse.name };
    const gone = async () => {
      const here = await kinds();
      return Object.entries(sorts).flatMap(([sort, kind]) => (here.includes(kind) ? [] : [sort]));
    };
    later(29);
    await letGoOfCounted();
    expect(await gone(), 'not a day early').toEqual([]);
    later(31);
    await letGoOfCounted();
    expect(await gone()).toEqual(toldToLeave(document, 31).sort());
  });

  test('days of random sorts, endpoints that forget, clocks that leap: what an endpoint lacks is here, and nothing goes early', async () => {
    const random = numbersFrom(19);
    const days = (most: number) => (random() < 0.3 ? undefined : 1 + Math.floor(random() * most));
    const logged = new Map<string, { sort: KeptSort; at: number }>();
    let gone = 0;
    for (let life = 0, now = 0; life < 12; life++) {
      const rules = choosing(
        Object.fromEntries(
          Object.entries({ days: days(60), outings: days(60), phenomena: days(60) }).filter(([, n]) => n),
        ),
      );
      vi.spyOn(kept, 'organisation').mockReturnValue(rules);
      for (let step = 0; step < 12; step++) {
        now += random() * 12;
        later(now);
        if (random() < 0.4) logged.set((await anEvening()).id, { sort: 'outings', at: now });
        if (random() < 0.4) logged.set((await phenomenon()).id, { sort: 'phenomena', at: now });
        if (random() < 0.6) await drain('saved');
        const forgotten = [...receiver.ledger.held.keys()].filter(() => random() < 0.1);
        // What was let go of is the endpoint's to keep.
        const here = new Set((await db.records.toArray()).map(({ id }) => id));
        for (const id of forgotten) if (here.has(id)) receiver.ledger.held.delete(id);
        // The phone's own clock leaps for a moment; the endpoint's does not.
        receiver.clock.now = () => evening + now * day;
        if (random() < 0.3) later(now + random() * 400);
        await letGoOfCounted();
        later(now);
        receiver.clock.now = Date.now;
        const left = new Set((await db.records.toArray()).map(({ id }) => id));
        for (const [id, { sort, at }] of logged) {
          if (left.has(id)) continue;
          expect(receiver.ledger.held.has(id), id).toBe(true);
          const kept = daysKept(rules, sort);
          expect(kept, sort).toBeDefined();
          expect(now - at).toBeGreaterThan(kept!);
          logged.delete(id);
          gone++;
        }
      }
    }
    expect(gone).toBeGreaterThan(10);
  });
});
