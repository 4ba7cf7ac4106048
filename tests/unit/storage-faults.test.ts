/** A disk that is full says so in many ways; a connection that was lost is none of them. */
import { Dexie } from 'dexie';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Encounter } from '../../src/outreach/encounter.ts';
import { EncounterDrafts } from '../../src/outreach/encounter-draft.ts';
import { Tally } from '../../src/outreach/tally/tally.ts';
import { adopt } from '../../src/setup/adopt.ts';
import { configureEndpoint, createEndpoint, presentConfig } from '../../src/setup/endpoint.ts';
import { db, homeEndpoint } from '../../src/store/db.ts';
import { getReady, setSetting } from '../../src/store/device.ts';
import { draftWriter, dropDraft, findDraft, keepDraft } from '../../src/store/drafts.ts';
import { find } from '../../src/store/find.ts';
import { newId } from '../../src/store/id.ts';
import { keepLocal } from '../../src/store/local-only.ts';
import { create, remove, revise } from '../../src/store/save.ts';
import { Stalled, storageFault } from '../../src/store/storage-fault.ts';
import { NotKept, patience } from '../../src/store/writing.ts';
import type { Answering } from '../../src/survey/respondent/answers.ts';
import { finishAnswers, keepAnswers } from '../../src/survey/respondent/answers-store.ts';
import { aDocument } from '../support/a-document.ts';
import { anEncounter, freshDevice, logged, outingId } from '../support/device.ts';
import { esisForm } from '../support/drawn-forms.ts';
import { candidate } from '../support/setup.ts';

freshDevice();

const quota = () => new DOMException('The quota has been exceeded.', 'QuotaExceededError');
const hangs = Symbol('hangs');

/** How a browser has said that nothing fits any more. */
const full: Record<string, () => unknown> = {
  'by its name': quota,
  'as an abort with the cause inside': () => new Dexie.AbortError('aborted', quota()),
  'as a bulk error with the causes inside': () => new Dexie.BulkError('1 of 2 failed', [quota()] as never),
  'as a bulk error with the causes by their place': () =>
    Object.assign(new Error('failed'), { name: 'BulkError', failuresByPos: { 1: quota() } }),
  'as a cause of a cause': () => new Error('not kept', { cause: new Error('no', { cause: quota() }) }),
  'as several errors': () => new AggregateError([new Error('one'), quota()]),
  'as the event of a request': () => ({ type: 'error', target: { error: quota() } }),
};

/** How it has said that something failed, and not why: a full disk or a broken database. */
const unclear: Record<string, () => unknown> = {
  'as an abort without a cause': () => new DOMException('', 'AbortError'),
  'as an unknown error': () => new DOMException('Internal error opening backing store', 'UnknownError'),
  'as a database that cannot be opened': () =>
    new Dexie.DatabaseClosedError(new DOMException('Internal error', 'UnknownError') as never),
  'by nothing at all': () => undefined,
  'by null': () => null,
  'by a text': () => 'disk full',
  'by a number': () => 22,
  'by an object that is no error': () => ({ code: 22 }),
  'by never answering': () => hangs,
};

/** How it has said that the connection is gone. */
const lost: Record<string, () => unknown> = {
  'a closed database': () => new Dexie.DatabaseClosedError(),
  'a connection that is closing': () => new DOMException('The database connection is closing.', 'InvalidStateError'),
  'an abort because the connection was closed': () => new DOMException('Connection was closed', 'AbortError'),
  'Safari’s lost server': () =>
    new DOMException('Connection to Indexed Database server lost. Refresh the page to try again', 'UnknownError'),
};

/** Everything that a form keeps. `left` tells whether something of it is on the disk all the same. */
const paths: Record<string, () => Promise<unknown>> = {
  'a new record': () => create(Encounter, anEncounter()),
  'an edit': () => revise(Encounter, made, { people: '3' }),
  'a deletion': () => remove(made),
  'a mark of the tally': () => create(Tally, { outingId, place: 'Tori', add: { met: 1 } }),
  'a draft': () => keepDraft({ kind: 'encounter', id: newId(), base: 0 }, { people: '2' }),
  'the end of a draft': () => dropDraft(newId()),
  'a draft as it is typed': () =>
    new Promise((done, fail) => {
      const ended = (error: unknown) => (error === undefined ? done(undefined) : fail(error));
      draftWriter({ kind: 'encounter', id: newId(), base: 0 }, ended).write({ people: '2' });
    }),
  'a finished response': () => finishAnswers(newId(), esisForm, answering()),
  'a setting': () => setSetting('unit', 'itä'),
  'what stays on the device': () => keepLocal('contact:1', { phone: '112' }),
  'what stays on the device, taken away': () => keepLocal('contact:1', undefined),
  'an endpoint': () => configureEndpoint(homeEndpoint, { name: 'Koti' }),
  'a new endpoint': async () => createEndpoint({ ...(await presentConfig(homeEndpoint)), name: 'Toinen' }, undefined),
  'the organisation’s document': async () => adopt(await candidate(aDocument()), 'lahti'),
};

const answering = (): Answering => ({
  bundle: 'esis',
  language: 'fi',
  mode: 'self',
  startedAt: '2026-11-28T08:00:00.000Z',
  at: 10,
  answers: Array(10).fill(3),
});
let made: Encounter;
beforeEach(async () => {
  vi.stubGlobal('location', { origin: 'https://app.example' });
  await getReady();
  [made] = (await logged(1)) as [Encounter];
});

/** The storage was asked and does not answer: only then does the clock run. */
let waits = false;

/** Ends a promise: what it came to, and the simulated time (ms) for which it waited for a storage that does not answer. */
async function ended(work: Promise<unknown>): Promise<{ error?: unknown; waited: number }> {
  vi.useRealTimers();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  const began = Date.now();
  let end: { error?: unknown } | undefined;
  work.then(
    () => (end = {}),
    (error: unknown) => (end = { error }),
  );
  while (!end) {
    await new Promise((next) => setImmediate(next));
    // Who has given up waits for nothing: what is still done then takes none of the simulated time, however slow the machine.
    if (waits && vi.getTimerCount() > 0) await vi.advanceTimersByTimeAsync(500);
  }
  waits = false;
  const waited = Date.now() - began;
  vi.useRealTimers();
  vi.useFakeTimers({ toFake: ['Date'] });
  return { ...end, waited };
}

const failing = (how: () => unknown) =>
  vi.spyOn(db, 'transaction').mockImplementation((() => {
    const error = how();
    waits = error === hangs;
    return waits ? new Promise(() => {}) : Promise.reject(error);
  }) as never);

/** The same words within seconds on every way of keeping; then it is kept. */
const isToldOfEach = (how: () => unknown, why: NotKept['why']) =>
  test.each(Object.entries(paths))(
    'is told of %s in the same words within seconds; then it is kept',
    async (_, path) => {
      const transaction = failing(how);
      const { error, waited } = await ended(path());
      expect(error).toBeInstanceOf(NotKept);
      expect(error).toMatchObject({ why });
      expect(waited, 'seconds, and only for what does not answer').toBe(how() === hangs ? patience : 0);
      transaction.mockRestore();
      expect((await ended(path())).error, 'once it is well').toBeUndefined();
    },
  );

describe.each(Object.entries(full))('a full disk that says so %s', (_, how) => {
  isToldOfEach(how, 'disk-full');
});

describe.each(Object.entries(unclear))('a failure that is told %s is not called a full disk: it', (_, how) => {
  isToldOfEach(how, 'unclear');
});

describe.each(Object.entries({ ...full, ...unclear }))('a failure that is told %s', (_, how) => {
  test('is told of a respondent’s answers, with a code and without', async () => {
    for (const code of [undefined, 'K7M4PX27']) {
      const transaction = failing(how);
      const told = new Promise<void>((done, fail) =>
        keepAnswers(newId(), esisForm, answering(), (kept) => (kept ? fail(new Error('kept')) : done()), code),
      );
      expect((await ended(told)).error).toBeUndefined();
      transaction.mockRestore();
    }
  });
});

describe.each(Object.entries(lost))('%s', (_, how) => {
  test.each(Object.entries(paths))('is opened again, and %s is kept at once', async (_, path) => {
    const opened = vi.spyOn(db, 'open');
    const real = db.transaction.bind(db);
    let isFirst = true;
    vi.spyOn(db, 'transaction').mockImplementation(((...given: Parameters<typeof real>) => {
      const fails = isFirst;
      isFirst = false;
      return fails ? Promise.reject(how()) : real(...given);
    }) as never);
    expect((await ended(path())).error).toBeUndefined();
    expect(opened).toHaveBeenCalled();
  });

  test('is never called a full memory', async () => {
    failing(how);
    expect((await ended(create(Encounter, anEncounter()))).error).toMatchObject({ why: 'connection-lost' });
  });
});

describe('in the database itself', () => {
  /** Lets each write of the store do as `put` says, and answers how to make it well again. */
  const putting = (put: (this: IDBObjectStore) => IDBRequest) =>
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(put as never);

  test('a transaction that is aborted without a word leaves nothing behind, and the same form is kept afterwards', async () => {
    const id = newId();
    const real = IDBObjectStore.prototype.put;
    const aborted = new Set<IDBTransaction>();
    const spy = putting(function (this: IDBObjectStore, ...given: unknown[]) {
      const request = (real as (...given: unknown[]) => IDBRequest).apply(this, given);
      if (!aborted.has(this.transaction)) this.transaction.abort();
      aborted.add(this.transaction);
      return request;
    } as never);
    expect((await ended(create(Encounter, anEncounter(), { id }))).error).toMatchObject({ why: 'unclear' });
    spy.mockRestore();
    expect(await find(Encounter, id)).toBeUndefined();
    await create(Encounter, anEncounter(), { id });
    expect(await find(Encounter, id)).toMatchObject({ rev: 1 });
  });

  test('one that is aborted once is tried again at once, and nobody is told', async () => {
    const real = IDBObjectStore.prototype.put;
    let isFirst = true;
    putting(function (this: IDBObjectStore, ...given: unknown[]) {
      const request = (real as (...given: unknown[]) => IDBRequest).apply(this, given);
      if (isFirst) this.transaction.abort();
      isFirst = false;
      return request;
    } as never);
    const { id } = await create(Encounter, anEncounter());
    expect(isFirst).toBe(false);
    expect(await find(Encounter, id)).toMatchObject({ rev: 1 });
  });

  test('a request that never answers is told within seconds, and taken back', async () => {
    const id = newId();
    // Held open by another page that does not let go of the disk.
    let letGo!: () => void;
    const held = db.transaction('rw', db.records, async () => {
      await Dexie.waitFor(new Promise<void>((done) => (letGo = done)));
    });
    const real = db.transaction.bind(db);
    const transaction = vi.spyOn(db, 'transaction').mockImplementation(((...given: Parameters<typeof real>) => {
      waits = true;
      return real(...given);
    }) as never);
    const { error, waited } = await ended(create(Encounter, anEncounter(), { id }));
    transaction.mockRestore();
    expect(error).toMatchObject({ why: 'unclear', cause: expect.any(Stalled) });
    expect(waited).toBe(patience);
    letGo();
    await held;
    expect(await find(Encounter, id), 'told that it is not kept, so it is not').toBeUndefined();
    await create(Encounter, anEncounter({ people: '2' }), { id });
    expect(await find(Encounter, id)).toMatchObject({ rev: 1, people: '2' });
  });

  test('one that answers too late to be taken back is this form’s own: what was changed since is kept over it', async () => {
    const id = newId();
    const real = db.transaction.bind(db);
    const transaction = vi.spyOn(db, 'transaction').mockImplementation((async (...given: Parameters<typeof real>) => {
      await real(...given);
      waits = true;
      return new Promise(() => {});
    }) as never);
    expect((await ended(create(Encounter, anEncounter(), { id }))).error).toMatchObject({ why: 'unclear' });
    transaction.mockRestore();
    const kept = await create(Encounter, anEncounter({ people: '4' }), { id });
    expect(kept).toMatchObject({ rev: 2, people: '4' });
    expect(await find(Encounter, id)).toEqual(kept);
    await expect(create(Encounter, anEncounter({ people: '3' }), { id }), 'nobody else’s').rejects.toMatchObject({
      why: 'already-saved',
    });
  });

  test('a connection that broke after the commit doubles nothing', async () => {
    const id = newId();
    const real = db.transaction.bind(db);
    let isFirst = true;
    vi.spyOn(db, 'transaction').mockImplementation((async (...given: Parameters<typeof real>) => {
      const ended = await real(...given);
      if (isFirst) {
        isFirst = false;
        throw new Dexie.DatabaseClosedError();
      }
      return ended;
    }) as never);
    const kept = await create(Encounter, anEncounter(), { id });
    expect(kept.rev).toBe(1);
    expect(await find(Encounter, id)).toEqual(kept);
    expect(await db.outbox.where('key').startsWith(id).count()).toBe(1);
  });

  test('one that could not be opened is opened by the next save, once it can be', async () => {
    const id = newId();
    db.close({ disableAutoOpen: false });
    const open = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('Internal error opening backing store', 'UnknownError');
    });
    expect((await ended(create(Encounter, anEncounter(), { id }))).error).toMatchObject({ why: 'unclear' });
    expect((await ended(keepDraft({ kind: 'encounter', id, base: 0 }, {}))).error).toMatchObject({ why: 'unclear' });
    open.mockRestore();
    await keepDraft({ kind: 'encounter', id, base: 0 }, { people: '2' });
    expect(await findDraft(EncounterDrafts, id)).toMatchObject({ data: { people: '2' } });
  });

  test('a tab that was frozen has not waited by being away', async () => {
    vi.useRealTimers();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const { bounded } = await import('../../src/store/writing.ts');
    let answer!: (word: string) => void;
    const work = bounded(new Promise<string>((done) => (answer = done)));
    vi.setSystemTime(Date.now() + 3_600_000);
    await vi.advanceTimersByTimeAsync(1000);
    answer('kept');
    await expect(work).resolves.toBe('kept');
  });
});

test('what is wrong with a field, or with the app, is nothing of the storage', () => {
  expect(storageFault(new TypeError('x is undefined'))).toBeUndefined();
  expect(storageFault(new NotKept('changed-elsewhere'))).toBeUndefined();
  expect(storageFault(new DOMException('refused', 'SecurityError'))).toBe('refused');
  expect(storageFault(new DOMException('', 'VersionError'))).toBe('newer');
});

test('an error that holds itself is told apart all the same', () => {
  const error = new Error('round') as Error & { inner?: unknown };
  error.inner = error;
  expect(storageFault(error)).toBeUndefined();
});
