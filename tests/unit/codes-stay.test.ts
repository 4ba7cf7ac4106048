/** Where a respondent's code is while they answer: in memory, or sealed; never in an address or in what a browser keeps in the clear. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { db } from '../../src/store/db.ts';
import { keepLocal, localNames } from '../../src/store/local-only.ts';
import { newAnswerCode } from '../../src/survey/respondent/answer-code.ts';
import { keeperOf } from '../../src/survey/respondent/answer-keeper-store.ts';
import type { Answering } from '../../src/survey/respondent/answers.ts';
import { settleAnswers } from '../../src/survey/respondent/answers-store.ts';
import { giveCode } from '../../src/survey/respondent/given-code-store.ts';
import { freshDevice } from '../support/device.ts';
import { esisForm } from '../support/drawn-forms.ts';
import { eventually } from '../support/eventually.ts';

freshDevice();

/** What a browser keeps beside the database. */
let small: Map<string, string>;
/** Every address that this tab has had: they are in the history and in session restore. */
let addresses: string[];

beforeEach(() => {
  small = new Map();
  const area = {
    getItem: (key: string) => small.get(key) ?? null,
    setItem: (key: string, text: string) => void small.set(key, text),
    removeItem: (key: string) => void small.delete(key),
  };
  vi.stubGlobal('localStorage', area);
  vi.stubGlobal('sessionStorage', area);
  addresses = [];
  open('/answer/esis.fi');
  vi.stubGlobal('history', {
    state: null,
    replaceState: (_: unknown, __: string, address: string) => open(address),
  });
});

function open(address: string): void {
  addresses.push(address);
  const { pathname, search, hash } = new URL(address, 'https://app.example');
  vi.stubGlobal('location', { pathname, search, hash });
}

/** The page as it is loaded at the address. */
const load = (isHandedOver: boolean, mode: Answering['mode'] = 'self') =>
  keeperOf({
    form: () => esisForm,
    mode,
    isHandedOver,
    store: import('../../src/survey/respondent/answers-store.ts'),
    ready: Promise.resolve(),
  });

const answering = (mode: Answering['mode'] = 'self'): Answering => ({
  bundle: 'esis',
  language: 'fi',
  mode,
  startedAt: '2026-11-21T10:00:00.000Z',
  at: 2,
  answers: [5, ...Array(9).fill(null)],
});

const keep = async (keeper: ReturnType<typeof load>, given = answering()) => {
  expect(await new Promise((ended) => keeper.keep(given, ended))).toBe(true);
  await settleAnswers();
};

/** Everything that lies on the device and can be read without a key. */
async function inTheClear(): Promise<string> {
  const rows = await Promise.all(db.tables.map((table) => table.toArray()));
  const text = JSON.stringify(rows, (_, value) =>
    value instanceof Uint8Array || value instanceof ArrayBuffer
      ? Buffer.from(value as Uint8Array).toString('latin1')
      : value,
  );
  return [text, ...small.entries(), ...addresses].join('\n');
}

describe('a code that was made for the person who answers', () => {
  test('is in the memory of the page alone, before, meanwhile and after', async () => {
    const keeper = load(true);
    const code = keeper.code()!;
    expect(code).toMatch(/^[0-9A-Z]{8}$/);
    await keep(keeper);
    expect(await inTheClear()).not.toContain(code);
    await keeper.putAside();
    expect(await inTheClear()).not.toContain(code);
    expect(await localNames(''), 'nor sealed under the device’s own key').toEqual([]);
  });

  test('is another one when the page is loaded anew; only who has the first one goes on', async () => {
    const first = load(true);
    const code = first.code()!;
    await keep(first);
    const again = load(true);
    expect(again.code()).not.toBe(code);
    expect(await again.resume()).toBeUndefined();
    expect(await again.reopen(newAnswerCode())).toBeUndefined();
    expect(await again.reopen(code)).toMatchObject({ answers: answering().answers });
  });

  test('what an earlier version of the app has left of one in the browser’s small storage is taken away', () => {
    small.set('respondent', JSON.stringify({ code: 'K7M4PX27', isOwn: true }));
    load(true);
    expect(small.size).toBe(0);
  });
});

describe('a code that a worker gives', () => {
  const asked = { plan: 'new', number: 2, due: '2026-11-22', turn: 7 };

  test.each([
    ['to a device that is handed over', true, 'self'],
    ['where two answer together', false, 'assisted'],
  ] as const)(
    '%s comes to the page and goes with the answers, and is nowhere in the clear',
    async (_, isHandedOver, mode) => {
      const code = newAnswerCode();
      open(`/answer/esis.fi?mode=${mode}&for=${await giveCode(code, asked)}`);
      const keeper = load(isHandedOver, mode);
      await keeper.known;
      const shown = keeper.code();
      // What opens answers that were put away is told to who answers, and is not what workers see in their list.
      if (isHandedOver) expect(shown).not.toBe(code);
      else expect(shown).toBe(code);
      await keeper.resume();
      await keep(keeper, answering(mode));
      expect(await inTheClear()).not.toContain(code);
      // The tab dies; it goes on where it was.
      const again = load(isHandedOver, mode);
      expect(await again.resume()).toMatchObject({ answers: answering(mode).answers });
      expect(again.code()).toBe(shown);
      await again.finish(answering(mode));
      expect(await inTheClear()).not.toContain(code);
      await eventually(async () => expect(await localNames('code:')).toEqual([]));
    },
  );

  test('does not open what was put away under it; what the person was told does, and the code goes with the answers', async () => {
    const code = newAnswerCode();
    open(`/answer/esis.fi?for=${await giveCode(code, asked)}`);
    const keeper = load(true);
    await keeper.resume();
    const told = keeper.code()!;
    await keep(keeper);
    await keeper.putAside();
    await eventually(async () => expect(await localNames(''), 'the device knows it no more').toEqual([]));
    const next = load(true);
    expect(await next.reopen(code)).toBeUndefined();
    expect(await next.reopen(told)).toMatchObject({ answers: answering().answers, code, asked });
    expect(next.code()).toBe(told);
  });

  test('is not the next person’s: after the end the same address gives another', async () => {
    const code = newAnswerCode();
    open(`/answer/esis.fi?for=${await giveCode(code)}`);
    const keeper = load(true);
    await keeper.resume();
    await keeper.forget();
    await eventually(async () => expect(await localNames('code:')).toEqual([]));
    const next = load(true);
    await next.known;
    expect(next.code()).toMatch(/^[0-9A-Z]{8}$/);
    expect(next.code()).not.toBe(code);
  });

  test('that nobody answered under is forgotten after three days', async () => {
    await giveCode(newAnswerCode());
    vi.setSystemTime(Date.now() + 71 * 3_600_000);
    await giveCode(newAnswerCode());
    expect(await localNames('code:')).toHaveLength(2);
    vi.setSystemTime(Date.now() + 2 * 3_600_000);
    await giveCode(newAnswerCode());
    expect(await localNames('code:')).toHaveLength(2);
  });

  test.each([
    ['nothing', undefined],
    ['no code', { code: 'K7M4PX28' }],
    ['another shape', ['K7M4PX27']],
  ])('of which there is %s any more: a new one is made', async (_, kept) => {
    await keepLocal('code:x', kept);
    open('/answer/esis.fi?for=x');
    const keeper = load(true);
    await keeper.known;
    expect(keeper.code()).toMatch(/^[0-9A-Z]{8}$/);
  });
});
