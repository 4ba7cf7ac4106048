import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { eventually } from '../support/eventually.ts';

/** Web Locks as browsers have them, as far as forms use them: a line for each name, left by a signal, and stealing. */
function fakeLocks() {
  interface Waiting {
    run: () => Promise<unknown> | undefined;
    done(value: unknown): void;
    fail(error: unknown): void;
  }
  const lines = new Map<string, Waiting[]>();
  const held = new Map<string, Waiting>();
  const next = (name: string) => {
    const one = held.has(name) ? undefined : lines.get(name)?.shift();
    if (!one) return;
    held.set(name, one);
    void Promise.resolve(one.run()).then((value) => {
      if (held.get(name) !== one) return;
      held.delete(name);
      one.done(value);
      next(name);
    });
  };
  const request = (name: string, { steal, signal }: LockOptions, run: Waiting['run']) =>
    new Promise((done, fail) => {
      const one = { run, done, fail };
      const line = lines.get(name) ?? [];
      lines.set(name, steal ? [one, ...line] : [...line, one]);
      signal?.addEventListener('abort', () => {
        const left = lines.get(name)!;
        if (left.includes(one)) fail(signal.reason);
        lines.set(
          name,
          left.filter((other) => other !== one),
        );
      });
      if (steal && held.has(name)) {
        held.get(name)!.fail(new DOMException('', 'AbortError'));
        held.delete(name);
      }
      next(name);
    });
  return { request };
}

/** A tab that has the form open, and what it was told. */
async function aTab({ keeps = true } = {}) {
  vi.resetModules();
  const { openForm } = await import('../../src/store/form-turn.ts');
  const told: string[] = [];
  const turn = openForm('kysely', {
    lost: () => void told.push('lost'),
    got: () => void told.push('got'),
    settle: async () => {
      told.push('settled');
      return keeps;
    },
  })!;
  tabs.push(turn);
  return { told, ...turn };
}
const tabs: { leave(): void }[] = [];

beforeEach(() => vi.stubGlobal('navigator', { locks: fakeLocks() }));
afterEach(() => {
  for (const tab of tabs.splice(0)) tab.leave();
  vi.unstubAllGlobals();
});

test('the second tab is told that another one writes; goes on when that one is left', async () => {
  const first = await aTab();
  const second = await aTab();
  await eventually(() => expect(second.told).toEqual(['lost']));
  first.leave();
  await eventually(() => expect(second.told).toEqual(['lost', 'got']));
  expect(first.told).toEqual([]);
});

test('where a person goes on, the other keeps what was typed before it stops, and follows; and back again', async () => {
  const first = await aTab();
  const second = await aTab();
  const third = await aTab();
  await eventually(() => expect([second.told, third.told]).toEqual([['lost'], ['lost']]));
  third.take();
  await eventually(() => expect(third.told).toEqual(['lost', 'got']));
  expect(first.told).toEqual(['lost', 'settled']);
  expect(second.told, 'who stood in line before has not asked').toEqual(['lost']);
  first.take();
  await eventually(() => expect(first.told).toEqual(['lost', 'settled', 'got']));
  expect(third.told).toEqual(['lost', 'got', 'lost', 'settled']);
});

test('a tab that cannot keep what was typed in it does not give the form away', async () => {
  const first = await aTab({ keeps: false });
  const second = await aTab();
  await eventually(() => expect(second.told).toEqual(['lost']));
  second.take();
  await eventually(() => expect(first.told).toEqual(['lost', 'settled', 'got']));
  expect(second.told).toEqual(['lost']);
});

test('from a tab that stands still the form is taken; it hears of it when it wakes', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const first = await aTab();
  const second = await aTab();
  await eventually(() => expect(second.told).toEqual(['lost']));
  const { postMessage } = BroadcastChannel.prototype;
  vi.spyOn(BroadcastChannel.prototype, 'postMessage').mockImplementation(function (this: BroadcastChannel, said) {
    if (said.is !== 'wanted') postMessage.call(this, said);
  });
  second.take();
  await vi.runAllTimersAsync();
  vi.useRealTimers();
  await eventually(() => expect(second.told).toEqual(['lost', 'got']));
  expect(first.told).toEqual(['lost']);
  vi.restoreAllMocks();
});

test('a browser without locks lets every tab write', async () => {
  vi.stubGlobal('navigator', {});
  const { openForm } = await import('../../src/store/form-turn.ts');
  expect(openForm('kysely', { lost() {}, got() {}, settle: async () => true })).toBeUndefined();
});
