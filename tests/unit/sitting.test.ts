/** A device that goes from person to person: who answered is counted once, and what one has answered no other one sees. */

import type { VNode } from 'preact';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { plusMonths } from '../../src/periods/days.ts';
import { everyOf } from '../../src/store/copies.ts';
import { db } from '../../src/store/db.ts';
import { localNames } from '../../src/store/local-only.ts';
import { create } from '../../src/store/save.ts';
import * as cardDialog from '../../src/survey/hand-over/card-dialog-dom.ts';
import { joinSitting } from '../../src/survey/hand-over/sitting.tsx';
import { beginSitting, readSitting } from '../../src/survey/hand-over/sitting-store.ts';
import { newAnswerCode } from '../../src/survey/respondent/answer-code.ts';
import { keeperOf, type PageKeeper } from '../../src/survey/respondent/answer-keeper-store.ts';
import type { Answering } from '../../src/survey/respondent/answers.ts';
import { isBegunWith, settleAnswers, tellWave } from '../../src/survey/respondent/answers-store.ts';
import { type CardRead, newCardQr, opensCard, readCard } from '../../src/survey/respondent/card-qr.ts';
import { giveCode } from '../../src/survey/respondent/given-code-store.ts';
import { responseParts, SurveyResponse } from '../../src/survey/response.ts';
import { askedNow, keepRespondent, say, standingOf, todayInFinland } from '../../src/survey/waves/codes-store.ts';
import { enrolment } from '../../src/survey/waves/plans.ts';
import { Respondent } from '../../src/survey/waves/respondent.ts';
import { standardPlans } from '../../src/survey/waves/survey-plan.ts';
import { freshDevice } from '../support/device.ts';
import { esisForm } from '../support/drawn-forms.ts';
import { eventually } from '../support/eventually.ts';
import { fc } from '../support/property.ts';

freshDevice();
// A camera and a dialog: what is asked of them here is what becomes of a card.
const cardAsked = () => vi.spyOn(cardDialog, 'askForCard');

const on = '2026-11-28';
let given = '';

beforeEach(() => {
  given = '';
  const area = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };
  vi.stubGlobal('localStorage', area);
  vi.stubGlobal('sessionStorage', area);
  vi.stubGlobal('history', { state: null, replaceState: () => undefined });
  // The derivation is slow by design; here only its sameness matters.
  const derive = crypto.subtle.deriveKey.bind(crypto.subtle);
  vi.spyOn(crypto.subtle, 'deriveKey').mockImplementation(((how: Pbkdf2Params, ...rest: [never, never, never, never]) =>
    derive({ ...how, iterations: 1 }, ...rest)) as never);
});

/** The page as it is loaded for the next one, or after the browser was killed. */
function load(more: Partial<Parameters<typeof keeperOf>[0]> = {}): PageKeeper {
  vi.stubGlobal('location', { pathname: '/answer/esis.fi', search: given ? `?for=${given}` : '', hash: '' });
  return keeperOf({
    form: () => esisForm,
    mode: 'self',
    isHandedOver: true,
    store: import('../../src/survey/respondent/answers-store.ts'),
    ready: Promise.resolve(),
    ...more,
  });
}

const newCard = (): CardRead => readCard(newCardQr(newAnswerCode()))!;
const answering = (step: number, mode: Answering['mode'] = 'self'): Answering => ({
  bundle: 'esis',
  language: 'fi',
  mode,
  startedAt: '2026-11-28T10:00:00.000Z',
  at: 2,
  answers: [step, ...Array(9).fill(null)],
});

async function begin(keeper: PageKeeper, step: number): Promise<void> {
  await keeper.resume();
  expect(await new Promise((ended) => keeper.keep(answering(step), ended))).toBe(true);
  await settleAnswers();
  await keeper.ended();
}

async function answerWhole(step: number, card?: CardRead): Promise<PageKeeper> {
  const keeper = load();
  if (card) keeper.card(card);
  await begin(keeper, step);
  await keeper.finish(answering(step));
  await keeper.ended();
  return keeper;
}

const answered = async () => (await readSitting())?.answered;
const kept = async () =>
  (await everyOf(SurveyResponse)).flatMap(responseParts).map(({ code, answers }) => [code, answers[0]]);

describe('who has answered', () => {
  test('is counted as the worker has said how many there are, and begins anew when the device is handed over again', async () => {
    await beginSitting(on, 10);
    for (let person = 1; person <= 3; person++) await answerWhole(person);
    expect(await readSitting()).toEqual({ on, expected: 10, answered: 3, isCutOff: false });
    await beginSitting(on);
    expect(await readSitting()).toEqual({ on, answered: 0, isCutOff: false });
    expect(await localNames('sitting:')).toEqual([]);
  });

  test('does not count who stopped, or goes on later; who comes back is counted then', async () => {
    await beginSitting(on, 10);
    const stopping = load();
    await begin(stopping, 1);
    await stopping.forget();
    const leaving = load();
    await begin(leaving, 2);
    const told = leaving.code()!;
    await leaving.putAside();
    await leaving.ended();
    expect(await readSitting()).toEqual({ on, expected: 10, answered: 0, isCutOff: false });
    await answerWhole(3);
    const back = load();
    expect(await back.reopen(told)).toMatchObject({ answers: answering(2).answers });
    await back.finish(answering(2));
    await back.ended();
    expect(await answered()).toBe(2);
  });

  test('is counted, once, where the browser dies between their response and the counting', async () => {
    await beginSitting(on, 10);
    await answerWhole(1);
    const dying = load({
      seats: async () => ({
        ...(await import('../../src/survey/hand-over/sitting-store.ts')),
        countSeat: () => new Promise<never>(() => undefined),
      }),
    });
    await begin(dying, 2);
    void dying.finish(answering(2));
    await eventually(async () => expect(await kept()).toHaveLength(2));
    expect(await readSitting()).toEqual({ on, expected: 10, answered: 2, isCutOff: false });
    await answerWhole(3);
    expect(await answered()).toBe(3);
    // What every endpoint has may leave the device: who answered stays counted.
    await db.records.clear();
    expect(await answered()).toBe(3);
  });

  test('nothing is kept of where no device was handed over', async () => {
    await answerWhole(1);
    expect(await readSitting()).toBeUndefined();
    expect(await localNames('')).toEqual([]);
  });
});

describe('the browser is killed at the seventh', () => {
  const cards = Array.from({ length: 10 }, newCard);
  const killedAtTheSeventh = async () => {
    await beginSitting(on, 10);
    for (let person = 0; person < 6; person++) await answerWhole((person % 5) + 1, cards[person]);
    const seventh = load();
    seventh.card(cards[6]);
    await begin(seventh, 4);
  };

  test('six of ten are counted, it is said that somebody was cut off, and the page that comes shows nothing', async () => {
    await killedAtTheSeventh();
    expect(await readSitting()).toEqual({ on, expected: 10, answered: 6, isCutOff: true });
    expect(await kept()).toHaveLength(6);
    expect(await load().resume()).toBeUndefined();
  });

  test('the card opens what was begun with it; the code from a list, a card that is printed anew, and any other card open nothing', async () => {
    await killedAtTheSeventh();
    const [sixth, seventh] = [cards[5]!, cards[6]!];
    const page = load();
    expect(await page.reopen(seventh.code)).toBeUndefined();
    expect(await page.reopen(seventh.code, { card: { code: seventh.code } })).toBeUndefined();
    const anew = readCard(newCardQr(seventh.code))!;
    expect(await page.reopen(opensCard(anew)!, { card: anew })).toBeUndefined();
    expect(await page.reopen(opensCard(sixth)!, { card: sixth })).toBeUndefined();
    expect(await isBegunWith(seventh.code, 'esis'), 'that something is there is told').toBe(true);
    expect(await isBegunWith(sixth.code, 'esis')).toBe(false);
    expect(await page.reopen(opensCard(seventh)!, { card: seventh })).toMatchObject({ answers: answering(4).answers });
    expect(page.code(), 'who has a card is told no other code').toBeUndefined();
    await page.finish(answering(4));
    await page.ended();
    expect(await readSitting()).toEqual({ on, expected: 10, answered: 7, isCutOff: false });
    expect(await kept()).toContainEqual([seventh.code, 4]);
  });

  test('the eighth begins, with nothing of the seventh; who comes back is not lost', async () => {
    await killedAtTheSeventh();
    await answerWhole(2, cards[7]);
    expect(await readSitting()).toMatchObject({ answered: 7, isCutOff: false });
    expect(await kept()).toContainEqual([cards[7]!.code, 2]);
    const back = load();
    expect(await back.reopen(opensCard(cards[6]!)!, { card: cards[6]! })).toMatchObject({
      answers: answering(4).answers,
    });
  });
});

test('whoever leaves while a code is looked up leaves the page as it was: nobody goes on with what it opens', async () => {
  const page = load();
  await begin(page, 3);
  await settleAnswers();
  const told = page.code()!;
  await page.putAside();
  const next = load();
  const own = next.code();
  expect(await next.reopen(told, { isWanted: () => false })).toBeUndefined();
  expect(next.code()).toBe(own);
  await begin(next, 5);
  expect(await load().reopen(told), 'what was put away is as it was').toMatchObject({ answers: answering(3).answers });
});

test('whoever leaves while their card is looked up answers without it', async () => {
  const looked: { check: Parameters<typeof cardDialog.askForCard>[1] }[] = [];
  cardAsked().mockImplementation(async (_, check) => {
    looked.push({ check });
    return false;
  });
  const keeper = load();
  const page = { open() {}, putAside: async () => {}, changed() {}, afresh() {} };
  const here = await joinSitting({ ...page, keeper, isBegunWith, isHandedOver: true, survey: 'esis' }, 'fi');
  const info = here.handedOver().info as VNode<{ children: VNode<{ onCard(): void }> }>;
  info.props.children.props.onCard();
  const { check } = looked[0]!;
  const card = newCard();
  let isOpen = true;
  const ended = check(card, () => isOpen);
  isOpen = false;
  await ended;
  expect(keeper.cardRead()).toBeUndefined();
  expect(here.handedOver().hasCard).toBe(false);
  await begin(keeper, 2);
  await keeper.finish(answering(2));
  expect((await everyOf(SurveyResponse)).at(-1)).not.toHaveProperty('code');

  await check(card, () => true);
  expect(keeper.cardRead(), 'of one that is wanted it is taken').toEqual(card);
});

test('a card that was read and is not theirs leaves nothing of it on the page', async () => {
  await beginSitting(on);
  const card = newCard();
  const keeper = load();
  keeper.card(card, { plan: 'new', number: 0, due: on, turn: 1 });
  expect(keeper.cardRead()).toEqual(card);
  keeper.card(undefined);
  expect(keeper.cardRead()).toBeUndefined();
  await begin(keeper, 3);
  await keeper.finish(answering(3));
  expect(await kept()).toEqual([[undefined, 3]]);
});

test('of a card of an earlier version, or one that was typed, the person is told a code that opens what they answer', async () => {
  await beginSitting(on);
  const card = { code: newAnswerCode() };
  const keeper = load();
  keeper.card(card);
  const told = keeper.code()!;
  expect(told).toMatch(/^[0-9A-Z]{8}$/);
  expect(told).not.toBe(card.code);
  await begin(keeper, 3);
  expect(await load().reopen(card.code)).toBeUndefined();
  const back = load();
  expect(await back.reopen(told)).toMatchObject({ code: card.code });
  await begin(back, 4);
  expect(await isBegunWith(card.code, 'esis'), 'it is still known which card it was').toBe(true);
});

test('the code that a worker gives to the first of a group opens nothing after the browser was killed', async () => {
  await beginSitting(on, 10);
  given = await giveCode(newAnswerCode(), undefined, true);
  const first = load();
  await begin(first, 5);
  const told = first.code()!;
  await eventually(async () => expect(await localNames('code:')).toEqual([]));
  const next = load();
  expect(await next.resume(), 'whoever holds the device now sees nothing').toBeUndefined();
  expect(next.code()).not.toBe(told);
  expect(await next.reopen(told)).toMatchObject({ answers: answering(5).answers });
});

test('nothing of a card lies in the clear, nor under the key of the device what opens it', async () => {
  await beginSitting(on, 10);
  const card = newCard();
  const keeper = load();
  keeper.card(card);
  await begin(keeper, 3);
  const rows = await Promise.all(db.tables.map((table) => table.toArray()));
  const text = JSON.stringify(rows, (_, value) =>
    value instanceof Uint8Array || value instanceof ArrayBuffer
      ? Buffer.from(value as Uint8Array).toString('latin1')
      : value,
  );
  expect(text).not.toContain(card.code);
  expect(text).not.toContain(card.key);
});

test('whatever ten people and a browser do, each response is of one person, counted once, and opened by nobody else', async () => {
  const step = fc.constantFrom('finish', 'stop', 'later', 'kill', 'back');
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      await Promise.all([db.records.clear(), db.drafts.clear(), db.outbox.clear()]);
      await beginSitting(on, 10);
      const away: { card: CardRead; mark: number }[] = [];
      const whole: [string | undefined, number | null][] = [];
      for (const [person, does] of steps.entries()) {
        const mark = (person % 5) + 1;
        const keeper = load();
        const comes = does === 'back' ? away.shift() : undefined;
        const card = comes?.card ?? newCard();
        if (comes) {
          const found = await keeper.reopen(opensCard(card)!, { card });
          expect(found?.answers[0]).toBe(comes.mark);
        } else {
          for (const other of away) expect(await keeper.reopen(opensCard(card)!, { card: other.card })).toBeUndefined();
          keeper.card(card);
          await begin(keeper, mark);
        }
        if (does === 'finish' || comes) {
          await keeper.finish(answering(comes?.mark ?? mark));
          whole.push([card.code, comes?.mark ?? mark]);
        } else if (does === 'stop') await keeper.forget();
        else {
          if (does !== 'kill') await keeper.putAside();
          away.push({ card, mark });
        }
        if (does !== 'kill') await keeper.ended();
      }
      expect(await answered()).toBe(whole.length);
      expect((await kept()).sort()).toEqual(whole.sort());
    }),
    { numRuns: 12 },
  );
});

describe('where a worker and the person answer together', () => {
  const together = (isSamePerson: (code: string) => Promise<boolean>) =>
    load({ mode: 'assisted', isHandedOver: false, isSamePerson });

  test('answers that were begun are gone on with by who has the code, and by nobody else', async () => {
    const code = newAnswerCode();
    given = await giveCode(code);
    const keeper = together(async () => true);
    await keeper.known;
    await keeper.resume();
    await new Promise((ended) => keeper.keep(answering(3, 'assisted'), ended));
    const [draft] = await db.drafts.toCollection().primaryKeys();
    vi.stubGlobal('location', { pathname: '/answer/esis.fi', search: `?draft=${draft}`, hash: '' });
    const asked: string[] = [];
    const open = (isSame: boolean) =>
      keeperOf({
        form: () => esisForm,
        mode: 'assisted',
        isHandedOver: false,
        store: import('../../src/survey/respondent/answers-store.ts'),
        ready: Promise.resolve(),
        async isSamePerson(of) {
          asked.push(of);
          return isSame;
        },
      });
    const other = open(false);
    let shown = false;
    void other.resume().then(() => {
      shown = true;
    });
    await eventually(() => expect(asked).toEqual([code]));
    await new Promise((next) => setTimeout(next));
    expect(shown, 'nothing is shown, and nothing can be answered over it').toBe(false);
    expect(other.code()).toBeUndefined();
    const same = open(true);
    expect(await same.resume()).toMatchObject({ answers: answering(3).answers });
    expect(same.code()).toBe(code);
    expect(await same.resumed).toBe('2026-11-28T10:00:00.000Z');
  });
});

describe('a card that is read on the device and', () => {
  /** What is said of a card that was read for the scale, and what becomes of who answers after that. */
  async function read(make: (code: string) => Promise<unknown>) {
    let check: Parameters<typeof cardDialog.askForCard>[1] | undefined;
    cardAsked().mockImplementation(async (_, looks) => {
      check = looks;
      return false;
    });
    const card = newCard();
    await make(card.code);
    const keeper = load();
    const page = { open() {}, putAside: async () => {}, changed() {}, afresh() {} };
    const here = await joinSitting({ ...page, keeper, isBegunWith, isHandedOver: true, survey: 'esis' }, 'fi');
    const info = here.handedOver().info as VNode<{ children: VNode<{ onCard(): void }> }>;
    info.props.children.props.onCard();
    const said = await check!(card, () => true);
    await begin(keeper, 4);
    await keeper.finish(answering(4));
    const response = (await everyOf(SurveyResponse)).at(-1)!;
    return { said, code: response.code, plan: response.plan, own: card.code };
  }
  const plan = standardPlans.find(({ id }) => id === 'new')!;
  const take = (code: string, more: object = {}) =>
    keepRespondent({ ...enrolment(plan, { code, start: todayInFinland(), turn: 0 }), ...more });

  test('whose turn it is: the answers are of that time', async () => {
    const { said, code, plan: asked, own } = await read((of) => take(of));
    expect([said, code, asked]).toEqual([undefined, own, 'new']);
  });

  test.each<[string, (code: string) => Promise<unknown>]>([
    ['is not known here', async () => undefined],
    [
      'is of another unit',
      (code) => create(Respondent, enrolment(plan, { code, start: todayInFinland(), turn: 0 }), { unit: 'Trio' }),
    ],
    ['whose turn is in another survey', (code) => take(code, { bundle: 'eurohis-qol-8' })],
    ['comes before its time', (code) => take(code, { start: plusMonths(todayInFinland(), 2) })],
  ])('%s: the answers are kept under it, and are no time of a plan', async (_, make) => {
    const { said, code, plan: asked, own } = await read(make);
    expect([said, code, asked]).toEqual([undefined, own, undefined]);
  });

  test.each<[string, RegExp, (code: string) => Promise<unknown>]>([
    ['was ended', /ei enää kysytä/, (code) => take(code, { ended: 'left' })],
    [
      'was answered with a moment ago',
      /on jo vastattu/,
      async (code) => {
        await take(code);
        await say((await standingOf(code))!, 'asked');
        await tellWave({ code, asked: await askedNow(code, 'esis') });
      },
    ],
  ])('%s: it is said why, and who answers all the same answers without it', async (_, words, make) => {
    const { said, code } = await read(make);
    expect(said).toMatch(words);
    expect(code).toBeUndefined();
  });
});
