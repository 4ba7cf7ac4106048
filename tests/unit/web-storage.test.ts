/** What lies in the browser's small storage may be anything: it never keeps the app from opening. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { preferredLanguage } from '../../src/i18n/i18n.ts';
import { handedOver, handOver, keepToPage, release, unlock } from '../../src/vault/handed-over.ts';

/** A browser's small storage in memory. */
class Memory {
  held = new Map<string, string>();
  getItem = (key: string) => this.held.get(key) ?? null;
  setItem = (key: string, text: string) => void this.held.set(key, text);
  removeItem = (key: string) => void this.held.delete(key);
}

let local: Memory;
let session: Memory;
beforeEach(() => {
  [local, session] = [new Memory(), new Memory()];
  vi.stubGlobal('localStorage', local);
  vi.stubGlobal('sessionStorage', session);
  vi.stubGlobal('location', { search: '', pathname: '/answer/esis.fi' });
  vi.stubGlobal('navigator', { languages: ['sv-FI'] });
});
afterEach(() => vi.unstubAllGlobals());

const broken = [
  '',
  '{',
  '{"page":',
  'null',
  'undefined',
  'true',
  '7',
  '"text"',
  '[]',
  '[null]',
  '{}',
  '{"page":null,"code":null}',
  '{"page":7,"isOwn":"yes"}',
  '{"page":"https://elsewhere.example/"}',
  '{"page":"javascript:alert(1)"}',
  '{"page":"/"}',
  '{"page":"/answer/esis.fi","code":{}}',
  '{"page":"/answer/esis.fi","code":"1234"}',
  '{"code":[]}',
  '{"code":"","isOwn":true}',
  '{"code":{"code":"x"}}',
  '\u0000',
  '['.repeat(100_000),
  `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
];
/** With a name that fits on a line. */
const cases = broken.map((text) => [JSON.stringify(text.slice(0, 40)), text] as const);
/** Every key, and what the app does with it when it starts. */
const keys: [string, () => Memory, () => unknown][] = [
  ['handed-over', () => local, () => handedOver()],
  ['language', () => local, () => preferredLanguage()],
];

describe.each(keys)('%s', (key, area, start) => {
  test.each(cases)('%s is as good as nothing, and is taken away', (_, text) => {
    const untouched = start();
    session.held.clear();
    area().held.set(key, text);
    const now = start();
    expect(now).toEqual(untouched);
    expect(area().held.get(key)).not.toBe(text);
  });

  test('a browser that throws when it is asked keeps nobody out', () => {
    for (const name of ['getItem', 'setItem', 'removeItem'] as const) {
      area()[name] = () => {
        throw new DOMException('refused', 'SecurityError');
      };
      expect(start).not.toThrow();
    }
    vi.stubGlobal(area() === local ? 'localStorage' : 'sessionStorage', undefined);
    expect(start).not.toThrow();
  });
});

test.each(cases)('the tab does not practise by %s', async (_, text) => {
  session.held.set('practice', text);
  vi.resetModules();
  const { databaseName } = await import('../../src/store/practice.ts');
  expect(databaseName).toBe('kenttakirja');
});

describe('what is whole is used', () => {
  test('the lock of an earlier version, that counted no wrong codes, still opens by its code', async () => {
    await handOver('/answer/esis.fi', '1234', 12);
    const { wrong: _, waitUntil: __, ...older } = JSON.parse(local.held.get('handed-over')!);
    local.held.set('handed-over', JSON.stringify(older));
    expect(handedOver()).toMatchObject({ page: '/answer/esis.fi', wrong: 0 });
    expect(await unlock('0000')).toBe('wrong');
    expect(await unlock('1234')).toBe('open');
    expect(handedOver()).toBeUndefined();
  });

  test('a phone of one’s own stays at its page', () => {
    keepToPage('/answer/esis.fi?mode=remote');
    expect(handedOver()).toMatchObject({ page: '/answer/esis.fi?mode=remote' });
    release();
    expect(handedOver()).toBeUndefined();
  });

  test('a device is not handed over where the browser keeps no lock', async () => {
    local.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    await expect(handOver('/answer/esis.fi', '1234', 12)).rejects.toThrow();
  });
});
