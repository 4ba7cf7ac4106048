/** What an organisation's `retention` takes from the device, and what it never takes. */
import { describe, expect, test, vi } from 'vitest';
import { db } from '../../src/store/db.ts';
import { keepDraft } from '../../src/store/drafts.ts';
import { putEndpoint } from '../../src/store/endpoints.ts';
import { countOf } from '../../src/store/outbox.ts';
import { letGoOfOld } from '../../src/store/retention.ts';
import { create, remove } from '../../src/store/save.ts';
import { finished } from '../../src/survey/answers.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { SurveyResponse } from '../../src/survey/response.ts';
import { drain } from '../../src/sync/drain.ts';
import { allStored, endpointThat, freshDevice, json } from '../support/device.ts';

freshDevice();

const day = 86_400_000;
const kind = SurveyResponse.name;

const respond = () =>
  create(
    SurveyResponse,
    finished(esis, {
      instrument: 'esis',
      language: 'fi',
      mode: 'self',
      startedAt: new Date().toISOString(),
      at: 10,
      answers: Array.from({ length: 10 }, () => 4),
    }),
  );

/** The endpoint's clock is this phone's, and told, unless `ahead` (ms) says otherwise; null: it tells nothing. */
async function deliver(ahead: number | null = 0) {
  endpointThat((records) => {
    const date = ahead === null ? {} : { date: new Date(Date.now() + ahead).toUTCString() };
    const answer = allStored(records);
    for (const [name, value] of Object.entries(date)) answer.headers.set(name, value);
    return answer;
  });
  await drain('button');
}

const later = (days: number) => vi.setSystemTime(Date.now() + days * day);
const left = async () => (await db.records.toArray()).map(({ id }) => id);

describe('a response that every endpoint has had for longer than the organisation says', () => {
  test('goes, with what is remembered of its delivery, and the counts follow', async () => {
    await respond();
    await deliver();
    later(31);
    const young = await respond();
    await deliver();
    expect(await letGoOfOld(kind, 30)).toBe(1);
    expect(await left()).toEqual([young.id]);
    expect(await countOf(kind)).toBe(1);
    expect(await db.outbox.toArray()).toHaveLength(1);
    expect(await db.counts.get('delivered')).toEqual({ name: 'delivered', n: 1 });
  });

  test('stays until the days are over', async () => {
    await respond();
    await deliver();
    later(29);
    await respond();
    await deliver();
    expect(await letGoOfOld(kind, 30)).toBe(0);
    expect(await countOf(kind)).toBe(2);
  });

  test('goes as a tombstone too', async () => {
    await remove(await respond());
    await deliver();
    later(31);
    await respond();
    await deliver();
    expect(await letGoOfOld(kind, 30)).toBe(1);
    expect(await countOf(kind)).toBe(1);
  });

  test('goes by what the endpoint’s clock said, not by a phone’s clock that was set a year ahead', async () => {
    await respond();
    await deliver();
    later(365);
    await respond();
    await deliver(-365 * day);
    expect(await letGoOfOld(kind, 30)).toBe(0);
  });

  test('a clock set ahead takes nothing where nothing was delivered since', async () => {
    await respond();
    await deliver(null);
    later(365);
    expect(await letGoOfOld(kind, 30)).toBe(0);
  });
});

describe('what never goes', () => {
  test('what waits, was refused, or waits for a second endpoint', async () => {
    const old = await respond();
    await deliver();
    endpointThat((records) => json({ results: records.map(({ id, rev }) => ({ id, rev, status: 'rejected' })) }));
    const refused = await respond();
    await drain('button');
    await putEndpoint({ id: 'second', kinds: [kind] });
    later(31);
    const waiting = await respond();
    await deliver();
    await db.endpoints.update('home', { deliveredAt: Date.now() });
    await letGoOfOld(kind, 30);
    expect(await left()).toEqual(expect.arrayContaining([old.id, refused.id, waiting.id]));
  });

  test('what somebody is editing', async () => {
    const old = await respond();
    await deliver();
    await keepDraft({ kind, id: old.id, base: 1 }, { at: 1 });
    later(31);
    await respond();
    await deliver();
    expect(await letGoOfOld(kind, 30)).toBe(0);
  });

  test('what no endpoint takes', async () => {
    await db.endpoints.clear();
    await respond();
    later(400);
    expect(await letGoOfOld(kind, 30)).toBe(0);
    expect(await countOf(kind)).toBe(1);
  });
});
