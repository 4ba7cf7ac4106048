/** What other devices of a unit made: read from an endpoint or a file, kept beside one's own, never sent. */
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { pullWaves } from '../../src/delivery/reading/pull-waves.ts';
import type { Storage } from '../../src/receiver/storage.ts';
import { codesFromFile, fileOfCodes } from '../../src/results/codes-file-store.ts';
import { configureEndpoint } from '../../src/setup/endpoint.ts';
import { keepCopies, mostCopies } from '../../src/store/copies.ts';
import { db, homeEndpoint } from '../../src/store/db.ts';
import { setSetting } from '../../src/store/device.ts';
import { create, remove } from '../../src/store/save.ts';
import { newAnswerCode } from '../../src/survey/respondent/answer-code.ts';
import { finished } from '../../src/survey/respondent/answers.ts';
import { SurveyResponse } from '../../src/survey/response.ts';
import {
  end,
  keepRespondent,
  mendWaves,
  readEntries,
  readStandings,
  say,
  standingOf,
  todayInFinland,
} from '../../src/survey/waves/codes-store.ts';
import { enrolment } from '../../src/survey/waves/plans.ts';
import { standardPlans } from '../../src/survey/waves/survey-plan.ts';
import { freshDevice } from '../support/device.ts';
import { esisForm } from '../support/drawn-forms.ts';
import { openMemory, receiverHere, tokenHere } from '../support/receiver.ts';
import { Device } from '../support/waves.ts';

freshDevice();

let storage: Storage;
let clear: () => Promise<void>;
beforeAll(async () => {
  ({ storage, clear } = await openMemory());
});
afterAll(() => storage.close());

/** The receiver, in the place of the network. */
async function aReceiver() {
  const receiver = await receiverHere(storage);
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const { pathname, search } = new URL(url, 'https://receiver.example');
    asked.push(search);
    return receiver.ask(pathname + search, init);
  });
  await configureEndpoint(homeEndpoint, { auth: { way: 'bearer', token: tokenHere } });
  return { ...receiver, asked };
}

beforeEach(async () => {
  await clear();
  await setSetting('unit', 'trio');
});

const makeOwn = () =>
  keepRespondent(enrolment(standardPlans[0]!, { code: newAnswerCode(), start: todayInFinland(), turn: 0 }));

const others = () => {
  const phone = new Device('trio');
  phone.now = Date.now();
  return phone;
};

describe('codes that other devices made', () => {
  test('are read from the receiver, those of the unit only, and from where the last reading ended', async () => {
    const receiver = await aReceiver();
    const [phone, strangers] = [others(), new Device('arki')];
    strangers.now = Date.now();
    phone.take('A0000TE1', 'new', todayInFinland());
    strangers.take('W9R5K3H7', 'new', todayInFinland());
    phone.say(phone.standing('A0000TE1', todayInFinland())!, 'asked');
    await receiver.post([...phone.respondents, ...strangers.respondents, ...phone.events]);
    expect(await pullWaves()).toBeUndefined();
    expect((await readStandings()).map(({ code, open }) => [code, open?.said])).toEqual([['A0000TE1', 'asked']]);
    receiver.asked.length = 0;
    phone.say(phone.standing('A0000TE1', todayInFinland())!, 'declined');
    await receiver.post(phone.events);
    expect(await pullWaves()).toBeUndefined();
    expect((await standingOf('A0000TE1'))?.status).toBe('rest');
    expect(
      receiver.asked.every((search) => !search.includes('since=0&')),
      'nothing is read twice',
    ).toBe(true);
    expect(await db.outbox.count(), 'a copy is in no outbox').toBe(0);
    expect(await db.records.count()).toBe(0);
  });

  test('a code that came from another unit brings what that unit knew of it', async () => {
    const receiver = await aReceiver();
    const [before, here] = [new Device('arki'), others()];
    before.now = Date.now() - 30 * 86_400_000;
    before.take('A0000TE1', 'assisted', todayInFinland());
    before.say(before.standing('A0000TE1', todayInFinland())!, 'answered', crypto.randomUUID());
    await receiver.post([...before.respondents, ...before.events]);
    await pullWaves();
    expect(await readStandings(), 'another unit’s so far').toEqual([]);
    here.take('A0000TE1', 'assisted', todayInFinland(), { moved: true, turn: 1 });
    await receiver.post(here.respondents);
    await pullWaves();
    expect((await standingOf('A0000TE1'))?.waves[0]?.state, 'answered there, so not asked here').toBe('answered');
  });

  test('what cannot be read is told; what is here stays', async () => {
    const own = await makeOwn();
    vi.stubGlobal('fetch', async () => new Response('<html>', { headers: { 'content-type': 'text/html' } }));
    await configureEndpoint(homeEndpoint, { auth: { way: 'bearer', token: tokenHere } });
    expect(await pullWaves()).toBe('web-page');
    expect((await readStandings()).map(({ code }) => code)).toEqual([own.code]);
  });

  test('a copy never takes the place of one’s own record, nor an older revision of a newer', async () => {
    const own = await makeOwn();
    await keepCopies([{ ...own, code: 'W9R5K3H7', rev: 9 } as never]);
    expect((await readEntries()).respondents.map(({ code }) => code)).toEqual([own.code]);
    const phone = others();
    const { kind: ownKind, id: ownId, at: ownAt, v: ownV, unit: ownUnit } = own;
    const ended = {
      kind: ownKind,
      id: ownId,
      rev: 10,
      at: ownAt,
      v: ownV,
      unit: ownUnit,
      device: crypto.randomUUID(),
      deleted: true,
    };
    await keepCopies([ended as never]);
    expect(
      (await readEntries()).respondents.map(({ code }) => code),
      'nor does a tombstone of another’s',
    ).toEqual([own.code]);
    expect(await db.records.get(own.id)).toMatchObject({ rev: own.rev });
    const copy = phone.take('A0000TE1', 'new', todayInFinland());
    await keepCopies([{ ...copy, rev: 2, plan: 'old' } as never]);
    await keepCopies([copy]);
    expect((await standingOf('A0000TE1'))?.respondent.plan).toBe('old');
    const { kind, id, at, v, unit, device } = copy;
    await keepCopies([{ kind, id, rev: 3, at, v, unit, device, deleted: true }]);
    expect(await standingOf('A0000TE1')).toBeUndefined();
  });

  test('of an endpoint that always has another do not fill the device; what is known of those here goes on', async () => {
    const usual = mostCopies.kept;
    mostCopies.kept = 20;
    try {
      const phone = others();
      const [first, ...rest] = Array.from({ length: 60 }, () => phone.take(newAnswerCode(), 'new', todayInFinland()));
      expect(await keepCopies([first!])).toBe(0);
      expect(await keepCopies([...rest, { ...first!, rev: 2, plan: 'old' }] as never)).toBe(40);
      expect(await db.copies.count()).toBe(20);
      expect((await standingOf(first!.code))?.respondent.plan).toBe('old');
      const receiver = await aReceiver();
      await receiver.post(rest);
      expect(await pullWaves(), 'it is told that not all is here').toBe('unclear');
      expect(await db.copies.count()).toBe(20);
      const own = await makeOwn();
      expect((await standingOf(own.code))?.code, 'and one’s own is kept').toBe(own.code);
    } finally {
      mostCopies.kept = usual;
    }
  });

  test('are sealed on the disk', async () => {
    await keepCopies([others().take('A0000TE1', 'new', todayInFinland())]);
    const [row] = await db.copies.toArray();
    expect(new TextDecoder().decode(row!.body)).not.toContain('A0000TE1');
    expect(Object.keys(row!).sort()).toEqual(['at', 'body', 'id', 'iv', 'kind', 'rev', 'unit']);
  });

  test('go from device to device in a sealed file, where there is no endpoint', async () => {
    const phone = others();
    phone.take('A0000TE1', 'new', todayInFinland());
    await keepCopies(phone.respondents);
    const own = await makeOwn();
    await say((await standingOf(own.code))!, 'not-reached');
    const file = new File([await fileOfCodes('K7M4P-X2K7M-4PX2K-7M4PX')], 'a.kenttakirja');
    await db.records.clear();
    await db.copies.clear();
    const { tally, end: ended } = await codesFromFile(file, 'k7m4p x2k7m 4px2k 7m4px');
    expect([tally.new, ended]).toEqual([3, 'read']);
    expect((await readStandings()).map(({ code }) => code).sort()).toEqual(['A0000TE1', own.code].sort());
    expect((await codesFromFile(file, 'K7M4PX2K7M4PX2K7M4PX')).tally).toMatchObject({ new: 0, known: 3 });
    await expect(codesFromFile(file, 'wrong')).rejects.toThrow();
  });
});

describe('a device’s own codes', () => {
  test('a code that was ended is taken up again by a later record; both wait to be sent', async () => {
    const own = await makeOwn();
    await end((await standingOf(own.code))!, 'lost');
    expect((await standingOf(own.code))?.status).toBe('ended');
    await end((await standingOf(own.code))!, undefined);
    expect((await standingOf(own.code))?.status).toBe('due');
    expect(await db.outbox.count()).toBe(3);
  });

  test('a response whose tab died before its wave was told of is told of later, once', async () => {
    const own = await makeOwn();
    const standing = (await standingOf(own.code))!;
    const asked = { plan: 'new', number: 0, due: standing.open!.due, turn: standing.turn };
    const answering = {
      bundle: 'esis',
      language: 'fi',
      mode: 'self',
      startedAt: new Date().toISOString(),
      at: 1,
    } as const;
    const fields = finished(esisForm, { ...answering, answers: Array(10).fill(3), code: own.code, asked });
    expect(fields).toMatchObject({ code: own.code, plan: 'new', wave: 0 });
    await create(SurveyResponse, fields);
    expect((await standingOf(own.code))?.status).toBe('due');
    await mendWaves();
    await mendWaves();
    const told = (await readEntries()).events;
    expect(told.map(({ what, number }) => [what, number])).toEqual([['answered', 0]]);
    await remove(told[0]!);
    expect((await readEntries()).events).toEqual([]);
  });
});
