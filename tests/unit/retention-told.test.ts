/** What a device has told stands when the records that it was told of have left it by the organisation's days. */
import { beforeEach, expect, test, vi } from 'vitest';
import { countedHere } from '../../src/app/retention/counted-store.ts';
import { drain } from '../../src/delivery/engine/drain.ts';
import { letGoOfOld } from '../../src/delivery/engine/evict-old.ts';
import * as reading from '../../src/delivery/reading/read-endpoint.ts';
import { numbersServer } from '../../src/delivery/reading/read-logged.ts';
import { wallDate } from '../../src/i18n/wall-time.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { gather } from '../../src/outreach/numbers/facts-store.ts';
import { hoursOf, outingsIn } from '../../src/outreach/numbers/gathered.ts';
import { withKept } from '../../src/outreach/numbers/outings-kept-store.ts';
import { closeEnded, numbersReleases } from '../../src/outreach/numbers/releases-store.ts';
import { Outing } from '../../src/outreach/outing.ts';
import { lastEnded } from '../../src/periods/grid.ts';
import { periodOf } from '../../src/periods/periods.ts';
import { askedOfOwn } from '../../src/results/asked-store.ts';
import { askedForm } from '../../src/results/asked-times.ts';
import { reportChoices } from '../../src/results/choices-store.ts';
import { collected, forgetCollected } from '../../src/results/collected-store.ts';
import { releasesOf } from '../../src/results/releases-store.ts';
import { releasesFrom } from '../../src/results/use-results.ts';
import { db } from '../../src/store/db.ts';
import { forgetDevice, setSetting } from '../../src/store/device.ts';
import { create } from '../../src/store/save.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { SurveyResponse } from '../../src/survey/response.ts';
import { end, readStandings, say } from '../../src/survey/waves/codes-store.ts';
import { enrolment } from '../../src/survey/waves/plans.ts';
import { Respondent } from '../../src/survey/waves/respondent.ts';
import { standardPlans } from '../../src/survey/waves/survey-plan.ts';
import { anEncounter, freshDevice } from '../support/device.ts';
import { random as numbersFrom } from '../support/random.ts';
import { type ReceiverOfLedger, receiverOfLedger } from '../support/receiver-of-ledger.ts';
import { wholeFields } from '../support/responses.ts';
import { sayingRetention } from '../support/saying-retention.ts';

freshDevice();
const morning = Date.parse('2025-01-10T09:00:00Z');
let receiver: ReceiverOfLedger;

beforeEach(async () => {
  vi.setSystemTime(morning);
  receiver = await receiverOfLedger();
  receiver.clock.now = Date.now;
  await forgetCollected();
});

const [plan] = standardPlans;
const standing = async (code: string) => (await readStandings()).find((one) => one.code === code)!;
const nothing = () => undefined;

/** Closes what has ended, as whoever looks at numbers and results does. */
async function lookAtAll(): Promise<void> {
  await forgetCollected();
  await closeEnded({ whole: 'device', areas: new Map(), last: lastEnded(wallDate(Date.now())) }, nothing, nothing);
  await releasesFrom(await collected(), esis, reportChoices());
  await askedOfOwn('device', nothing);
  await forgetCollected();
}

/**
 * All that a device has told after fourteen months, counted by it alone. Ids are of the seed: two lives of one seed are the same but for
 * what goes.
 */
async function life(seed: number, retention: object) {
  await db.delete();
  forgetDevice();
  await db.open();
  receiver = await receiverOfLedger();
  receiver.clock.now = Date.now;
  // Of what is joint a device is named.
  await setSetting('device', '7d6f0c1e-2b3a-4c5d-8e9f-0a1b2c3d4e5f');
  sayingRetention(retention);
  vi.spyOn(reading, 'resultsEndpoint').mockResolvedValue(undefined);
  vi.spyOn(numbersServer, 'place').mockResolvedValue('device');
  const random = numbersFrom(seed);
  const upTo = (n: number) => Math.floor(random() * (n + 1));
  let made = 0;
  const id = () => `${String(++made).padStart(8, '0')}-0000-4000-8000-${String(seed).padStart(12, '0')}`;
  let gone = 0;
  for (let month = 0; month < 14; month++) {
    vi.setSystemTime(Date.UTC(2025, month, 12 + upTo(12), 9));
    const endedAt = new Date(Date.now() + 9e6).toISOString();
    const over = { state: 'debriefed' as const, places: ['Tori'], organisations: ['Yhdistys'], endedAt };
    const outing = await create(Outing, over, { id: id() });
    for (let n = upTo(9); n > 0; n--)
      await create(Encounter, anEncounter({ outingId: outing.id, depth: random() < 0.5 ? 'brief' : 'conversation' }), {
        id: id(),
      });
    for (let n = 1 + upTo(7); n > 0; n--) {
      const answers = Array.from({ length: 10 }, () => 1 + upTo(4));
      await create(SurveyResponse, wholeFields({ answers, unit: 'oma' }), { id: id() });
    }
    const today = wallDate(Date.now());
    for (let n = upTo(3); n > 0; n--) {
      const code = `K${String(++made).padStart(3, '0')}`;
      await create(Respondent, enrolment(plan!, { code, start: today, turn: 0 }), { id: id() });
      await say(await standing(code), random() < 0.6 ? 'declined' : 'asked');
      if (random() < 0.5) await end(await standing(code), 'left');
    }
    await drain('saved');
    // Some months nobody opens the app, and what is old goes later.
    vi.setSystemTime(Date.UTC(2025, month + 1, 1 + upTo(9), 9));
    if (random() < 0.3) continue;
    await forgetCollected();
    for (let went = 1; went > 0; gone += went) went = await letGoOfOld(Date.now(), countedHere(true));
  }
  const left = await db.records.count();
  vi.setSystemTime(Date.UTC(2026, 3, 1, 9));
  await lookAtAll();
  const told = {
    numbers: await numbersReleases(),
    results: await releasesOf(esis),
    asked: await releasesOf(askedForm('oma')),
    own: await Promise.all(
      ['2025-01-01', '2026-01-01'].map(async (day) => {
        const period = periodOf('year', day);
        return hoursOf(await withKept(outingsIn(await gather(period, nothing)), period));
      }),
    ),
  };
  return { told, gone, left };
}

test('numbers, results and half-years of codes of months, half-years and years are the same whether or not records went meanwhile', {
  timeout: 180_000,
}, async () => {
  const whole = await life(1, {});
  const evicted = await life(1, { days: 1, codes: 1 });
  expect(evicted.gone).toBeGreaterThan(15);
  expect(evicted.left).toBeLessThan(whole.left / 2);
  expect(whole.told.numbers.length).toBeGreaterThan(12);
  expect(whole.told.results.length).toBeGreaterThan(12);
  expect(JSON.stringify(whole.told.results)).toContain('"shown"');
  expect(whole.told.own[0]).toMatchObject({ count: 12, hours: 30 });
  expect(evicted.told).toEqual(whole.told);
});
