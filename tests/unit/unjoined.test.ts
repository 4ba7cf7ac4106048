/**
 * What is sent of a response cannot be joined by time, device or id with an encounter, a code's record or a log: over random
 * evenings everything that went to an endpoint is read as somebody would read it who has all of it and looks for who said what.
 */

import { describe, expect, test, vi } from 'vitest';
import { drain } from '../../src/delivery/engine/drain.ts';
import { untimedKinds } from '../../src/delivery/wire.ts';
import { wallDate } from '../../src/i18n/wall-time.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { Outing } from '../../src/outreach/outing.ts';
import { openStorage } from '../../src/receiver/storage.ts';
import { records } from '../../src/records.ts';
import { db } from '../../src/store/db.ts';
import { deviceKey } from '../../src/store/device.ts';
import { idFor, unnamedDevice } from '../../src/store/kind.ts';
import { waitingItem } from '../../src/store/outbox.ts';
import { create, openStored, remove } from '../../src/store/save.ts';
import { background } from '../../src/survey/instruments/background.ts';
import { finished } from '../../src/survey/respondent/answers.ts';
import { finishAnswers } from '../../src/survey/respondent/answers-store.ts';
import { SurveyResponse } from '../../src/survey/response.ts';
import { WaveEvent } from '../../src/survey/waves/wave-event.ts';
import { seal } from '../../src/vault/seal.ts';
import { allStored, anEncounter, endpointThat, freshDevice } from '../support/device.ts';
import { esisForm } from '../support/drawn-forms.ts';
import { openMemoryDatabase } from '../support/memory-database.ts';
import { fc } from '../support/property.ts';
import { makeRecord } from '../support/receiver.ts';

freshDevice();

type Sent = Record<string, unknown> & { kind: string; id: string; at: string; device: string };

const answering = (mode: 'self' | 'assisted' | 'paper' | 'remote', startedAt: string) => ({
  ...{ bundle: 'esis', language: 'fi', mode, startedAt, at: 10, answers: Array(10).fill(3) },
});
const asked = { plan: 'new', number: 0, due: '2026-11-21', turn: 1 };

/** Every text and number in a record, however deep it lies, without the names of its fields. */
function leaves(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [value];
}

const step = fc.record({
  minutes: fc.integer({ min: 0, max: 90 }),
  seconds: fc.integer({ min: 1, max: 59_999 }),
  what: fc.constantFrom('encounter', 'alone', 'coded', 'paper', 'remote'),
});

test('over random evenings no response has a moment, a device or an id that another record has', async () => {
  let joinable = 0;
  const evening = fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 8 }), async (steps) => {
    await Promise.all([db.records.clear(), db.outbox.clear(), db.counts.clear()]);
    const { sent } = endpointThat(allStored);
    vi.setSystemTime('2026-11-21T14:00:00.000Z');
    const outing = await create(Outing, { state: 'running', places: ['Asema'], organisations: [] });
    for (const { minutes, seconds, what } of steps) {
      const startedAt = new Date().toISOString();
      vi.setSystemTime(Date.now() + minutes * 60_000 + seconds);
      if (what === 'encounter') await create(Encounter, anEncounter({ outingId: outing.id }));
      else if (what === 'coded')
        await finishAnswers(idFor('response'), esisForm, { ...answering('self', startedAt), code: 'K7M4PX27', asked });
      else
        await finishAnswers(
          idFor('response'),
          esisForm,
          answering(what === 'alone' ? 'assisted' : (what as 'paper'), startedAt),
        );
    }
    await drain('saved');
    const all = sent() as unknown as Sent[];
    const responses = all.filter(({ kind }) => kind === 'response');
    const others = all.filter(({ kind }) => kind !== 'response');
    expect(all).toHaveLength(steps.length + 1 + steps.filter(({ what }) => what === 'coded').length);
    const day = wallDate('2026-11-21T14:00:00.000Z');
    const known = new Set(others.flatMap(({ id, device, at }) => [id, device, at]));
    for (const response of responses) {
      joinable += 1;
      expect(response.id[14], 'an id in which there is no time').toBe('4');
      for (const leaf of leaves(response)) {
        if (typeof leaf === 'string' && /\dT\d/.test(leaf))
          expect(leaf, 'a day, and no time of it').toMatch(/T12:00:00\.000Z$/);
        // The wave of a code is of a day too.
        if (leaf !== response.at) expect(known.has(leaf as string), `${leaf} is found elsewhere`).toBe(false);
      }
      expect([day, wallDate('2026-11-22T10:00:00Z')]).toContain(wallDate(response.at));
    }
    const ids = new Set(responses.map(({ id }) => id));
    for (const other of others) for (const leaf of leaves(other)) expect(ids.has(leaf as string)).toBe(false);
    // What lies on the device is what was sent.
    const rows = (await db.records.toArray()).filter(({ kind }) => kind === 'response');
    const kept = await Promise.all(rows.map(openStored));
    expect(kept).toEqual(expect.arrayContaining(responses));
    expect(rows).toHaveLength(responses.length);
  });
  await fc.assert(evening, { numRuns: 15, seed: 14 });
  expect(joinable).toBeGreaterThan(10);
});

test('that a wave was answered, and that a code was deleted, are of a day as well', async () => {
  vi.setSystemTime('2026-11-21T22:30:15.123Z');
  const { sent } = endpointThat(allStored);
  const event = await create(WaveEvent, { ...asked, code: 'K7M4PX27', what: 'asked' });
  await remove(event);
  await drain('saved');
  // Half past midnight in Finland.
  expect(sent().map((record) => (record as unknown as Sent).at)).toEqual(['2026-11-22T12:00:00.000Z']);
});

test('the kinds of which a day is told are the same for the device and the receiver', () => {
  const isDay = (kind: string) => idFor(kind)[14] === '4';
  expect(records.map(({ name }) => name).filter(isDay)).toEqual(untimedKinds);
});

describe('what an earlier version of the app has queued', () => {
  const device = crypto.randomUUID();
  const envelope = { rev: 1, at: '2026-11-21T15:59:41.123Z', unit: 'oma', device };
  const given = { ...answering('self', '2026-11-21T15:52:00.000Z'), code: 'K7M4PX27', asked };
  const { took: _, parts, bundle, bundleVersion, ...about } = finished(esisForm, given);
  const [part] = parts;
  const response = {
    ...{ ...about, ...part!, ...envelope },
    kind: 'response',
    id: crypto.randomUUID(),
    v: 3,
    startedAt: '2026-11-21T15:52:00.000Z',
    background: { 'age-band': 3 },
  };
  const wave = {
    ...asked,
    ...envelope,
    kind: 'wave',
    id: crypto.randomUUID(),
    v: 1,
    code: 'K7M4PX27',
    what: 'answered',
    response: response.id,
  };

  async function queue(record: typeof response | typeof wave) {
    const { id, kind, unit, rev } = record;
    const row = { id, kind, at: '2026-11-21', unit, rev, ...(await seal(await deviceKey(), id, record)) };
    await db.records.add(row);
    await db.outbox.add(waitingItem(row, 'home'));
  }

  test('goes with its day, its band and no device, and nothing of what was answered is lost', async () => {
    await queue(response);
    await queue(wave);
    const { sent } = endpointThat(allStored);
    await drain('start');
    const [asSent, event] = [response, wave].map(({ id }) => sent().find((one) => one.id === id)) as unknown as Sent[];
    const aboutWhom = { ...part!, instrument: 'background', instrumentVersion: '1', answers: [3, null, null, null] };
    expect(asSent).toEqual({
      ...{ ...about, bundle, bundleVersion, unit: 'oma', rev: 1, kind: 'response', id: response.id },
      parts: [part, { ...aboutWhom, checksum: background.checksums.fi }],
      v: SurveyResponse.version,
      at: '2026-11-21T12:00:00.000Z',
      device: unnamedDevice,
      took: '5-10',
    });
    expect(event).toMatchObject({ what: 'answered', at: '2026-11-21T12:00:00.000Z' });
    expect(event).not.toHaveProperty('response');
  });

  test('is the same record to the receiver that took it before the answer was lost', async () => {
    const database = await openMemoryDatabase();
    const storage = await openStorage(database);
    await storage.store([response, wave] as never);
    await queue(response);
    await queue(wave);
    const { sent } = endpointThat(allStored);
    await drain('start');
    expect((await storage.store(sent() as never)).statuses).toEqual(['duplicate', 'duplicate']);
    const other = [{ ...part!, answers: Array(10).fill(1) }];
    const another = sent().map((record) => ({ ...record, parts: other, what: 'declined' }));
    expect((await storage.store(another as never)).statuses, 'another one is').toEqual(['conflict', 'conflict']);
    await database.close();
  });
});

test('the receiver keeps of a response the day on which it came; of an encounter the time', async () => {
  const database = await openMemoryDatabase();
  const storage = await openStorage(database);
  await storage.store([makeRecord({ kind: 'response' }), makeRecord({ kind: 'wave' }), makeRecord()]);
  const rows = await database.query<{ kind: string; whole: boolean }>(
    `select content->>'kind' as kind, received_at = date_trunc('day', received_at) as whole from records order by seq`,
  );
  expect(rows).toEqual([
    { kind: 'response', whole: true },
    { kind: 'wave', whole: true },
    { kind: 'encounter', whole: false },
  ]);
  await database.close();
});

test('between which encounters a response came is not told by the order of the receiver, once its day is over', async () => {
  const database = await openMemoryDatabase();
  const before = await openStorage(database);
  const kindsOf = (all: readonly unknown[]) => all.map((one) => (one as Sent).kind);
  const came: Sent[] = [];
  for (let turn = 0; turn < 12; turn++)
    for (const kind of ['encounter', 'response', 'release'] as const) {
      const record = makeRecord({ kind });
      came.push(record as unknown as Sent);
      await before.store([record]);
    }
  const ofDay = await before.read(0, 100);
  expect(kindsOf(ofDay.records), 'while it runs').toEqual(kindsOf(came));
  await database.query(`update records set received_at = received_at - interval '1 day'`);
  const storage = await openStorage(database);
  const { records: all, next } = await storage.read(0, 100);
  const inOrder = (kind: string, of: readonly unknown[]) =>
    of.filter((one) => (one as Sent).kind === kind).map((one) => (one as Sent).id);
  expect(kindsOf(all).lastIndexOf('encounter')).toBeLessThan(kindsOf(all).indexOf('response'));
  for (const kind of ['encounter', 'release']) expect(inOrder(kind, all)).toEqual(inOrder(kind, came));
  expect(inOrder('response', all)).not.toEqual(inOrder('response', came));
  expect(inOrder('response', all).sort()).toEqual(inOrder('response', came).sort());
  // Who had read on finds them once more, and then nothing.
  expect(kindsOf((await storage.read(ofDay.next, 100)).records)).toEqual(Array(12).fill('response'));
  expect((await (await openStorage(database)).read(next, 100)).records).toEqual([]);
  expect(
    await database.query(`select 1 from records where date_trunc('day', received_at) >= date_trunc('day', now())`),
  ).toEqual([]);
  await database.close();
});
