/** How it went with those who were asked by code: told of half-years that have ended, the same on every day and device, and of no few. */
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { daysOn } from '../../src/i18n/wall-time.ts';
import { askedOfOwn } from '../../src/results/asked-store.ts';
import { type AskedHalf, askedEnds, askedForm, askedHalves, askedTimes } from '../../src/results/asked-times.ts';
import { askedRow } from '../../src/results/asked-words.ts';
import { collectFromEndpoint, forgetCollected } from '../../src/results/collected-store.ts';
import type { Release } from '../../src/results/release.ts';
import { releasesOf } from '../../src/results/releases-store.ts';
import { closeMonths, resultsOf } from '../../src/results/results.ts';
import { configureEndpoint } from '../../src/setup/endpoint.ts';
import { everyOf, keepCopies } from '../../src/store/copies.ts';
import { fieldsOf } from '../../src/store/kind.ts';
import { create } from '../../src/store/save.ts';
import { withoutYielding } from '../../src/store/yield-to-main.ts';
import { Respondent } from '../../src/survey/waves/respondent.ts';
import type { CodeStanding } from '../../src/survey/waves/standing.ts';
import { WaveEvent } from '../../src/survey/waves/wave-event.ts';
import { freshDevice } from '../support/device.ts';
import { devices } from '../support/devices.ts';
import { random } from '../support/random.ts';
import { openMemory, type ReceiverHere, receiverHere, tokenHere } from '../support/receiver.ts';
import { aResponse, Device } from '../support/waves.ts';
import { documentWords } from '../support/written-documents.ts';

freshDevice();

const least = 10;
const form = askedForm('trio');
const days = Array.from(
  { length: 18 },
  (_, at) => `${2025 + Math.floor(at / 12)}-${`${1 + (at % 12)}`.padStart(2, '0')}`,
);

/** Closes what has ended by a day with what a phone knows then. */
async function close(phone: Device, earlier: readonly Release[], today: string): Promise<Release[]> {
  const times = await askedTimes(phone.standings(today), 'trio');
  return [...earlier, ...(await closeMonths(form, times, earlier, { least, today }))];
}
const toldBy = (releases: readonly Release[]): AskedHalf[] =>
  askedHalves(resultsOf(form, releases, [], { least, period: 'half' }));
const say = (phone: Device, code: string, what: WaveEvent['what'], day: string) => {
  phone.now = Date.parse(`${day}T10:00:00.000Z`);
  const standing = phone.standing(code, day);
  if (standing?.waves.length) phone.say(standing, what, what === 'answered' ? aResponse() : undefined);
};

describe('how it went with those who were asked', () => {
  test('over days on which people are asked: of two looks one tells all that the other does, and whole half-years more', async () => {
    let told = 0;
    for (let seed = 1; seed <= 6; seed++) {
      const next = random(seed);
      const people = 20 + Math.floor(next() * 60);
      // Three times of each, three months apart; when it is known here how each went, and how: late ones too.
      const times = Array.from({ length: people * 3 }, (_, at) => {
        const begins = Math.floor(((at % people) * 6) / people);
        const due = `${days[begins + 3 * Math.floor(at / people)]}-10`;
        const known = daysOn(due, Math.floor(next() * next() * 120));
        const went = next() < 0.55 ? 'answered' : next() < 0.5 ? 'declined' : 'open';
        return { code: `k${at % people}`, number: Math.floor(at / people), due, known, went };
      });
      const standings = (today: string) =>
        times
          .filter(({ due }) => due <= today)
          .map(({ code, number, due, known, went }) => {
            const state = known <= today ? went : 'open';
            const wave = {
              number,
              due,
              opens: due,
              closes: daysOn(due, 14),
              extra: 0,
              state,
              wasAsked: state !== 'open',
            };
            return { code, unit: 'trio', waves: [{ ...wave, said: 'asked' }] } as unknown as CodeStanding;
          });
      let releases: Release[] = [];
      let before: AskedHalf[] = [];
      for (let today = '2025-02-01'; today < '2026-08-01'; today = daysOn(today, 1 + Math.floor(next() * 45))) {
        const given = await askedTimes(standings(today), 'trio');
        releases = [...releases, ...(await closeMonths(form, given, releases, { least, today }))];
        const now = toldBy(releases);
        const key = ({ half, number }: AskedHalf) => `${half.from} ${number}`;
        expect(now.filter((one) => before.some((old) => key(old) === key(one)))).toEqual(before);
        before = now;
      }
      for (const { tried = 0, parts, others } of before) {
        expect(tried === 0 || tried >= least).toBe(true);
        if (tried === 0) expect([parts, others]).toEqual([[], 0]);
        for (const { count } of parts) expect(count).toBeGreaterThanOrEqual(least);
        expect(others === 0 || others >= least).toBe(true);
        if (parts.length > 0) expect(parts.reduce((sum, { count }) => sum + count, others)).toBe(tried);
        told += parts.length;
      }
    }
    expect(told).toBeGreaterThan(10);
  });

  test('each time is in one half-year and one row: no two rows add up or subtract to few', async () => {
    const phone = new Device('trio');
    for (let at = 0; at < 20; at++) phone.take(`k${at}`, 'new', `2025-0${1 + (at % 3)}-10`);
    for (const month of days)
      for (let at = 0; at < 40; at++) say(phone, `k${at}`, at % 2 ? 'answered' : 'declined', `${month}-12`);
    let releases: Release[] = [];
    for (const month of ['2025-07', '2026-01', '2026-07']) releases = await close(phone, releases, `${month}-01`);
    const rows = toldBy(releases);
    expect(new Set(rows.map(({ half, number }) => `${half.from} ${number}`)).size).toBe(rows.length);
    const members = releases.flatMap((one) => one.members.map(({ id }) => id));
    expect(new Set(members).size).toBe(members.length);
    expect(rows.filter(({ parts }) => parts.length > 1).length).toBeGreaterThan(1);
  });

  test('of a unit of three, and of the fourth who declined the next day, nothing is told', async () => {
    const phone = new Device('trio');
    for (const code of ['a', 'b', 'c', 'd']) phone.take(code, 'old', '2025-02-10');
    for (const code of ['a', 'b', 'c']) say(phone, code, 'answered', '2025-02-12');
    const one = toldBy(await close(phone, [], '2025-07-02'));
    say(phone, 'd', 'declined', '2025-02-13');
    const two = toldBy(await close(phone, [], '2025-07-02'));
    expect(two).toEqual(one);
    expect(askedRow(one[0]!, documentWords())).toEqual(['1–6/2025 · 1. mittauskerta', 'ei kerrota', '–']);
  });

  test('of those who answered and those who did not, with a part too small among the others', async () => {
    const phone = new Device('trio');
    const went: WaveEvent['what'][] = [
      ...Array(14).fill('answered'),
      ...Array(9).fill('declined'),
      ...Array(4).fill('asked'),
    ];
    for (const [at, what] of went.entries()) {
      phone.take(`k${at}`, 'old', '2025-02-10');
      say(phone, `k${at}`, what, '2025-02-12');
    }
    const [row] = toldBy(await close(phone, [], '2025-07-02'));
    expect(row).toMatchObject({ tried: 27, parts: [{ outcome: 'answered', count: 14 }], others: 13 });
    expect(askedRow(row!, documentWords())[2]).toMatch(/^vastasi 14 \(52\s%\) · muut 13$/);
  });

  test('a time counts a month after its last day, however it went: its month tells nothing of it', async () => {
    const phone = new Device('trio');
    for (const [at, what] of askedEnds.entries()) {
      phone.take(`k${at}`, 'old', '2025-02-10');
      say(phone, `k${at}`, (['answered', 'declined', 'asked', 'not-reached'] as const)[at]!, `2025-02-1${at}`);
      expect(what).toBe(askedEnds[at]);
    }
    const times = await askedTimes(phone.standings('2025-07-01'), 'trio');
    expect(new Set(times.map(({ at }) => at)).size).toBe(1);
    expect(times.map(({ answers }) => answers[0])).toEqual([1, 2, 3, 4]);
  });

  test('has the same ids on two devices, and no code in what is released', async () => {
    const phone = new Device('trio');
    phone.take('kaksi-neljä', 'old', '2025-02-10');
    say(phone, 'kaksi-neljä', 'answered', '2025-02-12');
    const ids = async () => (await askedTimes(phone.standings('2025-05-01'), 'trio')).map(({ id }) => id);
    expect(await ids()).toEqual(await ids());
    expect(JSON.stringify(await close(phone, [], '2025-07-02'))).not.toContain('kaksi');
  });
});

describe('at a server', () => {
  let memory: Awaited<ReturnType<typeof openMemory>>;
  let receiver: ReceiverHere;
  let there: Awaited<ReturnType<typeof devices>>;
  const today = (day: string) => vi.setSystemTime(Date.parse(`${day}T10:00:00.000Z`));

  beforeAll(async () => {
    memory = await openMemory();
    receiver = await receiverHere(memory.storage);
  });
  afterAll(() => memory.storage.close());
  beforeEach(async () => {
    today('2025-02-10');
    await forgetCollected();
    await memory.clear();
    await configureEndpoint('home', { auth: { way: 'bearer', token: tokenHere } });
    vi.stubGlobal('fetch', async (url: string, { method = 'GET', headers, body }: RequestInit = {}) => {
      const { pathname, search } = new URL(url, 'https://receiver.example');
      return receiver.ask(pathname + search, { method, headers: headers!, ...(body ? { body } : {}) });
    });
    there = await devices();
  });

  /** So many were asked and answered as one device knows them. */
  async function asked(device: string, count: number, answered: number) {
    await there.use(device);
    today('2025-02-10');
    const phone = new Device('oma');
    for (let at = 0; at < count; at++) {
      phone.take(`k${at}`, 'old', '2025-02-10');
      say(phone, `k${at}`, at < answered ? 'answered' : 'declined', '2025-02-10');
    }
    for (const one of phone.respondents) await create(Respondent, fieldsOf(Respondent, one));
    for (const one of phone.events) await create(WaveEvent, fieldsOf(WaveEvent, one));
  }
  async function told(device: string, day: string) {
    await there.use(device);
    today(day);
    await forgetCollected();
    await collectFromEndpoint('home', () => undefined);
    return (await askedOfOwn('server', withoutYielding)).told;
  }

  test('two devices tell the same, though one knows of another answer; nothing is told before the server was read', async () => {
    await asked('one', 24, 12);
    await asked('other', 25, 13);
    today('2025-07-02');
    expect((await askedOfOwn('server', withoutYielding)).told).toEqual([]);
    const first = await told('one', '2025-07-02');
    expect(first).toMatchObject([{ tried: 24, parts: [{ count: 12 }, { count: 12 }] }]);
    expect(await told('other', '2025-07-05')).toEqual(first);
    expect(await told('one', '2025-08-05')).toEqual(first);
  });
});

describe('two devices without a server that pass codes on by a file', () => {
  test('tell of different codes: of the same ones, one tells what the other lacks', async () => {
    await configureEndpoint('home', { auth: { way: 'none' } });
    const there = await devices();
    const today = (day: string) => vi.setSystemTime(Date.parse(`${day}T10:00:00.000Z`));
    const membersOn = async (device: string) => {
      await there.use(device);
      today('2025-07-02');
      await askedOfOwn('device', withoutYielding);
      return (await releasesOf(askedForm('oma'))).flatMap(({ members }) => members.map(({ id }) => id));
    };
    today('2025-02-10');
    const phone = new Device('oma');
    const take = (name: string) => {
      phone.take(name, 'old', '2025-02-10');
      say(phone, name, 'answered', '2025-02-10');
    };
    for (let at = 0; at < 12; at++) take(`k${at}`);
    await there.use('one');
    for (const one of phone.respondents) await create(Respondent, fieldsOf(Respondent, one));
    for (const one of phone.events) await create(WaveEvent, fieldsOf(WaveEvent, one));
    const given = [...(await everyOf(Respondent)), ...(await everyOf(WaveEvent))];
    await there.use('other');
    await keepCopies(given);
    const before = phone.respondents.length;
    const eventsBefore = phone.events.length;
    for (let at = 12; at < 15; at++) take(`k${at}`);
    for (const one of phone.respondents.slice(before)) await create(Respondent, fieldsOf(Respondent, one));
    for (const one of phone.events.slice(eventsBefore)) await create(WaveEvent, fieldsOf(WaveEvent, one));
    const [one, other] = [await membersOn('one'), await membersOn('other')];
    expect([one.length, other.length]).toEqual([12, 3]);
    expect(one.filter((id) => other.includes(id))).toEqual([]);
  });
});
