import { describe, expect, test, vi } from 'vitest';
import { OrganisationDocument } from '../../src/organisation.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { removeEncounter } from '../../src/outreach/encounter-store.ts';
import { letGoOfClosed } from '../../src/outreach/follow-up/closed-promises-store.ts';
import { Guidance } from '../../src/outreach/follow-up/guidance.ts';
import { moveGuidance } from '../../src/outreach/follow-up/guidance-store.ts';
import { Phenomenon } from '../../src/outreach/follow-up/phenomenon.ts';
import { dayFrom, dueSoon, Promised } from '../../src/outreach/follow-up/promise.ts';
import { keptFor, type Lived, longestStep, look } from '../../src/outreach/follow-up/retention.ts';
import { Unmet } from '../../src/outreach/follow-up/unmet.ts';
import { optionalRows } from '../../src/outreach/rows.ts';
import { settingsOf } from '../../src/outreach/settings.ts';
import { ValueLists, valueList } from '../../src/outreach/value-list.ts';
import { targets } from '../../src/outreach/values.ts';
import * as organisations from '../../src/setup/organisation-store.ts';
import { db } from '../../src/store/db.ts';
import { find } from '../../src/store/find.ts';
import { newId } from '../../src/store/id.ts';
import type { Fields } from '../../src/store/kind.ts';
import { itemsOf } from '../../src/store/outbox.ts';
import { create, revise } from '../../src/store/save.ts';
import { anEncounter, freshDevice } from '../support/device.ts';
import { fc } from '../support/property.ts';

freshDevice();

const day = 86_400_000;
const promise = (some: Partial<Fields<Promised>> = {}): Fields<Promised> => ({
  what: 'bring',
  thing: 'makuupussi',
  place: 'Asema',
  due: '2026-11-24',
  who: 'me',
  state: 'open',
  ...some,
});
const closed = { state: 'kept', closedAt: '2026-11-24T10:00:00.000Z' } as const;

describe('a promise', () => {
  test('is tied to a place and a day, and to a role of ours: there is no field for the person', async () => {
    const made = await create(Promised, promise());
    for (const field of ['name', 'person', 'phone', 'note']) {
      expect(() => Promised.parse({ ...made, [field]: 'x' })).toThrow(field);
    }
    await expect(create(Promised, promise({ who: 'Matti' as 'me' }))).rejects.toThrow('who');
    await expect(create(Promised, promise({ due: '24.11.2026' }))).rejects.toThrow('due');
    await expect(create(Promised, promise({ thing: 'pussi 000190-0001' }))).rejects.toMatchObject({
      issues: [{ path: ['thing'], message: 'identity-code' }],
    });
  });

  test('is told on Tänään while it is open and due within a week, the latest first in line', async () => {
    const now = new Date(2026, 10, 24, 23, 30);
    const made = [];
    for (const due of ['2026-12-02', '2026-12-01', '2026-11-20', '2026-11-24']) {
      made.push(await create(Promised, promise({ due })));
    }
    made.push(await create(Promised, promise({ due: '2026-11-21', ...closed })));
    expect(dueSoon(made, now).map(({ due }) => due)).toEqual(['2026-11-20', '2026-11-24', '2026-12-01']);
  });

  test('is due on calendar days: midnight and the hour that is there twice change none', () => {
    expect(dayFrom(new Date(2026, 9, 25, 0, 5))).toBe('2026-10-25');
    expect(dayFrom(new Date(2026, 9, 25, 3, 30))).toBe('2026-10-25');
    expect(dayFrom(new Date(2026, 9, 24, 23, 59), 1)).toBe('2026-10-25');
    expect(dayFrom(new Date(2026, 9, 25, 23, 59), 1)).toBe('2026-10-26');
    expect(dayFrom(new Date(2026, 11, 31), 1)).toBe('2027-01-01');
  });
});

describe('a closed promise', () => {
  /** Looks once a day over so many days by the clock. */
  const dayByDay = (days: number, id: string, from: Lived | undefined, start: number) => {
    let lived = from;
    let over: string[] = [];
    for (let d = 0; d <= days; d++) ({ lived, over } = look(lived, [id], start + d * day));
    return { lived: lived!, over };
  };

  test('goes when thirty days have passed, and not a day earlier', () => {
    expect(dayByDay(29, 'a', undefined, 0).over).toEqual([]);
    expect(dayByDay(30, 'a', undefined, 0).over).toEqual(['a']);
  });

  test('goes with a few looks also on a phone that lay in a drawer', () => {
    let lived = look(undefined, ['a'], 0).lived;
    let looks = 0;
    for (let over: string[] = []; over.length === 0; looks++) {
      ({ lived, over } = look(lived, ['a'], (looks + 1) * 90 * day));
    }
    expect(looks).toBe(Math.ceil(keptFor / longestStep));
  });

  test('does not go because a clock leapt ahead, nor because it leapt there and back', () => {
    const { lived } = dayByDay(3, 'a', undefined, 0);
    expect(look(lived, ['a'], 4000 * day).over).toEqual([]);
    const back = look(look(lived, ['a'], 4000 * day).lived, ['a'], 4 * day);
    expect(back.over).toEqual([]);
    expect(back.lived.total).toBeLessThanOrEqual(3 * day + longestStep);
  });

  test('never goes before thirty days were lived through, whatever a clock does that leaps at most twice', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 2 * day }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(steps, fc.integer({ min: -5000, max: 5000 }), fc.nat(39), (passed, leap, at) => {
        let lived: Lived | undefined;
        let truly = 0;
        let clock = 0;
        passed.forEach((ms, index) => {
          truly += ms;
          clock += ms + (index === at ? leap * day : 0) - (index === at + 2 ? leap * day : 0);
          const seen = look(lived, ['a'], clock);
          lived = seen.lived;
          // Two leaps are worth at most two of the longest steps.
          if (seen.over.length > 0) expect(truly + 2 * longestStep).toBeGreaterThanOrEqual(keptFor);
        });
      }),
    );
  });

  test('begins anew when it was opened again', () => {
    const { lived } = dayByDay(25, 'a', undefined, 0);
    const opened = look(lived, [], 26 * day).lived;
    expect(dayByDay(29, 'a', opened, 27 * day).over).toEqual([]);
  });

  const delivered = () => db.outbox.toCollection().modify({ state: 'delivered', proof: 'stored' });

  test('is gone from the device, and the endpoint is told; open ones stay', async () => {
    const kept = await create(Promised, promise(closed));
    await delivered();
    const open = await create(Promised, promise());
    const start = Date.parse(closed.closedAt);
    for (let d = 0; d < 30; d++) await letGoOfClosed(start + d * day);
    expect(await find(Promised, kept.id)).toEqual(kept);
    await letGoOfClosed(start + 30 * day);
    expect(await find(Promised, kept.id)).toBeUndefined();
    expect(await itemsOf(kept.id)).toMatchObject([{ rev: 2, state: 'waiting' }]);
    expect(await find(Promised, open.id)).toEqual(open);
  });

  test('stays until an endpoint has heard that it was closed, however long that takes', async () => {
    const kept = await create(Promised, promise(closed));
    const start = Date.parse(closed.closedAt);
    for (let d = 0; d < 60; d++) await letGoOfClosed(start + d * day);
    expect(await find(Promised, kept.id)).toEqual(kept);
    await delivered();
    await letGoOfClosed(start + 60 * day);
    expect(await find(Promised, kept.id)).toBeUndefined();
  });

  test('goes after as many days as the organisation says', async () => {
    vi.spyOn(organisations, 'organisation').mockReturnValue(
      OrganisationDocument.parse({
        kenttakirja: 1,
        organisation: { name: 'Etsivä työ' },
        retention: { promises: 7 },
      }),
    );
    const kept = await create(Promised, promise(closed));
    await delivered();
    const start = Date.parse(closed.closedAt);
    for (let d = 0; d < 7; d++) await letGoOfClosed(start + d * day);
    expect(await find(Promised, kept.id)).toEqual(kept);
    await letGoOfClosed(start + 7 * day);
    expect(await find(Promised, kept.id)).toBeUndefined();
  });

  test('stays where it was opened again in the meantime', async () => {
    const kept = await create(Promised, promise(closed));
    await delivered();
    const start = Date.parse(closed.closedAt);
    for (let d = 0; d < 30; d++) await letGoOfClosed(start + d * day);
    await revise(Promised, kept, { state: 'open', closedAt: undefined });
    await letGoOfClosed(start + 30 * day);
    expect(await find(Promised, kept.id)).toMatchObject({ state: 'open' });
  });
});

describe('what is logged beside encounters', () => {
  const outingId = newId();

  test('says where to and how, never who', async () => {
    const guidance = await create(Guidance, {
      outingId,
      place: 'Asema',
      target: 'day-centre',
      way: 'accompanied',
      outcome: 'unknown',
    });
    const unmet = await create(Unmet, { outingId, place: 'Asema', topic: 'housing' });
    for (const field of ['name', 'person', 'phone']) {
      expect(() => Guidance.parse({ ...guidance, [field]: 'x' })).toThrow(field);
      expect(() => Unmet.parse({ ...unmet, [field]: 'x' })).toThrow(field);
    }
    expect((await revise(Guidance, guidance, { outcome: 'arrived' })).outcome).toBe('arrived');
  });

  test('the guidance of an encounter goes with it, and no other', async () => {
    const guidance = {
      outingId,
      place: 'Asema',
      target: 'day-centre',
      way: 'accompanied',
      outcome: 'unknown',
    } as const;
    const encounter = await create(Encounter, anEncounter({ outingId, guidance: 'accompanied' }));
    const own = await create(Guidance, { ...guidance, encounterId: encounter.id });
    const other = await create(Guidance, guidance);
    await removeEncounter(encounter);
    expect(await find(Encounter, encounter.id)).toBeUndefined();
    expect(await find(Guidance, own.id)).toBeUndefined();
    expect(await find(Guidance, other.id)).toEqual(other);
  });

  test('a phenomenon takes no personal identity code and no endless text', async () => {
    const phenomenon = { place: 'Keskusta', topic: 'housing', text: 'Käymälät suljetaan kuudelta.' } as const;
    expect((await create(Phenomenon, phenomenon)).text).toBe('Käymälät suljetaan kuudelta.');
    await expect(create(Phenomenon, { ...phenomenon, text: '000190-0001' })).rejects.toMatchObject({
      issues: [{ path: ['text'], message: 'identity-code' }],
    });
    await expect(create(Phenomenon, { ...phenomenon, text: 'a'.repeat(501) })).rejects.toThrow('text');
  });
});

describe('what an organisation chooses', () => {
  const chosen = (some: Record<string, unknown> = {}) =>
    settingsOf(OrganisationDocument.parse({ kenttakirja: 1, organisation: { name: 'Etsivä työ' }, ...some }));

  test('no note and no gender before it says so', () => {
    const { rows, splits } = chosen();
    expect(rows).not.toContain('note');
    expect(rows).not.toContain('gender');
    expect(splits).toEqual(['age']);
  });

  test('every row that the form knows can be switched on', () => {
    const rows = optionalRows.filter((row) => row !== 'note');
    expect(chosen({ outreach: { rows, note: true } }).rows).toEqual([...rows, 'note']);
  });

  test('its services are there to guide to, and its own place for incidents is https', () => {
    expect(chosen({ services: [{ name: 'Torppa' }] }).services).toEqual(['Torppa']);
    const incidentUrl = 'https://ilmoitus.example.org/';
    expect(chosen({ outreach: { incidentUrl } }).incidentUrl).toBe(incidentUrl);
    expect(() => chosen({ outreach: { incidentUrl: 'javascript:alert(1)' } })).toThrow('bad-address');
  });

  test('codes it hides are not offered, its own are, and what was chosen before stays in its words', async () => {
    const lists = { topics: { hide: ['money'], add: [{ code: 'own-pets', words: { sv: 'husdjur' } }] } };
    const list = valueList('topics', ValueLists.parse(lists), ((key: string) => key) as never, 'fi');
    expect(list.codes).not.toContain('money');
    expect(list.codes.at(-1)).toBe('own-pets');
    expect(list.with(['money', 'housing', undefined])).toEqual([...list.codes, 'money']);
    expect(list.say('own-pets'), 'in another language where it has no Finnish').toBe('husdjur');
    expect(list.say('money')).toBe('outreach.topic.money');
    expect(list.say('own-unknown')).toBe('own-unknown');
  });

  test('records take its codes and no other words', async () => {
    expect((await create(Unmet, { outingId: newId(), place: 'Asema', topic: 'own-pets' })).topic).toBe('own-pets');
    await expect(create(Unmet, { outingId: newId(), place: 'Asema', topic: 'Matti Meikäläinen' })).rejects.toThrow();
  });
});

describe('guidance in an encounter', () => {
  test('goes along when the encounter is moved, unless a person put it elsewhere', async () => {
    const encounter = await create(Encounter, anEncounter({ place: 'Kirjasto', guidance: 'accompanied' }));
    const { outingId } = encounter;
    const guided = (place: string, encounterId?: string) =>
      create(Guidance, { outingId, encounterId, place, target: targets[0], way: 'accompanied', outcome: 'unknown' });
    const [along, elsewhere, another] = [
      await guided('Kirjasto', encounter.id),
      await guided('Tori', encounter.id),
      await guided('Kirjasto'),
    ];
    await moveGuidance(await revise(Encounter, encounter, { place: 'Asema' }), 'Kirjasto');
    const places = await Promise.all(
      [along, elsewhere, another].map(async ({ id }) => (await find(Guidance, id))!.place),
    );
    expect(places).toEqual(['Asema', 'Tori', 'Kirjasto']);
  });
});
