/** An app that did not start, because somebody else's answers lie in the browser's HTTP cache: its files are fetched past it. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fetchAnew, untilAllCome } from '../../src/app/fetch-anew.ts';

const files = ['/assets/index-a.js', '/assets/app-b.js', '/assets/keep-ready-c.js', '/assets/app-d.css'];
const genuine = (url: string): string => (url.endsWith('css') ? 'text/css' : 'text/javascript');
const portal = 'text/html';

/** What the HTTP cache holds, by address, and what the network gives. Undefined: nothing comes. */
let held: Map<string, string>;
let given: (url: string) => string | undefined;
let past: string[];
let page: EventTarget;
let screen: EventTarget;

beforeEach(() => {
  vi.useFakeTimers();
  held = new Map(files.map((url) => [url, genuine(url)]));
  given = genuine;
  past = [];
  page = new EventTarget();
  screen = new EventTarget();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  const tags = [{ src: files[0] }, { href: files[3] }, { href: '/icons/icon.svg' }];
  vi.stubGlobal(
    'document',
    Object.assign(screen, { visibilityState: 'visible', querySelectorAll: (): unknown => tags }),
  );
  const seen = [...files.slice(1), '/api/hello'].map((name) => ({ name }));
  vi.spyOn(performance, 'getEntriesByType').mockReturnValue(seen as never);
  vi.stubGlobal('fetch', async (url: string, { cache }: RequestInit): Promise<Response> => {
    if (cache === 'reload') past.push(url);
    const type: string | undefined = (cache === 'force-cache' ? held.get(url) : undefined) ?? given(url);
    if (!type) throw new TypeError('Failed to fetch');
    held.set(url, type);
    return new Response('…', { headers: { 'content-type': type } });
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const minutes = (count: number) => vi.advanceTimersByTimeAsync(count * 60_000);

test('a sign-in page that the HTTP cache holds in place of some is replaced at once, and the app may start', async () => {
  for (const url of files.slice(1, 3)) held.set(url, portal);
  const done = vi.fn();
  untilAllCome(done);
  await minutes(0);
  expect(done.mock.calls).toEqual([[true]]);
  expect([...held]).toEqual(files.map((url) => [url, genuine(url)]));
  expect(past.sort()).toEqual(files.slice(1, 3).sort());
});

test('nothing is wrong with any file: that is said, so that the page is not loaded again and again', async () => {
  const done = vi.fn();
  untilAllCome(done);
  await minutes(60);
  expect(done.mock.calls).toEqual([[false]]);
});

test('a file that the page went without, and that comes at the first try: the app may start', async () => {
  const seen = [
    { name: files[1], responseStatus: 0, decodedBodySize: 0 },
    { name: files[2], responseStatus: 200, decodedBodySize: 900 },
  ];
  vi.mocked(performance.getEntriesByType).mockReturnValue(seen as never);
  const done = vi.fn();
  untilAllCome(done);
  await minutes(0);
  expect(done.mock.calls).toEqual([[true]]);
});

test.each([
  ['a portal answers', (): string | undefined => portal],
  ['nothing comes', (): string | undefined => undefined],
] as const)(
  '%s for ten minutes: few tries, however many signs of a network there are; then the app may start',
  async (_, bad) => {
    for (const url of files) held.set(url, portal);
    given = bad;
    const done = vi.fn();
    untilAllCome(done);
    for (let i = 0; i < 1_200; i++) {
      page.dispatchEvent(new Event('online'));
      screen.dispatchEvent(new Event('visibilitychange'));
      await vi.advanceTimersByTimeAsync(500);
    }
    expect(done).not.toHaveBeenCalled();
    expect(past.length / files.length).toBeGreaterThan(4);
    expect(past.length / files.length).toBeLessThanOrEqual(9);
    given = genuine;
    await minutes(11);
    expect(done.mock.calls).toEqual([[true]]);
  },
);

test('when there is a network again, it is tried at once', async () => {
  for (const url of files) held.set(url, portal);
  given = () => undefined;
  const done = vi.fn();
  untilAllCome(done);
  await minutes(3);
  given = genuine;
  page.dispatchEvent(new Event('online'));
  await minutes(0);
  expect(done).toHaveBeenCalledOnce();
});

test('the button fetches every file past the HTTP cache, and is never held up by one that does not come', async () => {
  for (const url of files) held.set(url, portal);
  given = (url): string | undefined => (url === files[1] ? undefined : genuine(url));
  await fetchAnew();
  expect(past.sort()).toEqual([...files].sort());
  expect(held.get(files[2]!)).toBe('text/javascript');
});
