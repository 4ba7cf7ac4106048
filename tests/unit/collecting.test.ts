/** Records from several places put together: what counts once, what is told of the rest, how a file is carried. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { readEndpoint, resultsEndpoint, shownEndpoints } from '../../src/delivery/reading/read-endpoint.ts';
import { collected } from '../../src/results/collected-store.ts';
import { type Collection, responsesIn, type Taken, take } from '../../src/results/collection.ts';
import { fileOfThisDevice, readFile } from '../../src/results/records-file-store.ts';
import { configureEndpoint, createEndpoint } from '../../src/setup/endpoint.ts';
import { isAlone } from '../../src/setup/sending.ts';
import { db, homeEndpoint } from '../../src/store/db.ts';
import { forgetDevice } from '../../src/store/device.ts';
import { create, remove } from '../../src/store/save.ts';
import { withoutYielding } from '../../src/store/yield-to-main.ts';
import { SurveyResponse } from '../../src/survey/response.ts';
import { NotOpened, newCarryCode, openCarried, sealCarried } from '../../src/vault/carried.ts';
import { response as answered, wholeResponses as responses, whole, wholeFields } from '../support/responses.ts';

const response = (changes: Parameters<typeof answered>[0] = {}) => whole(answered(changes));

const takeAll = (collection: Collection, records: unknown[]): Taken[] =>
  records.map((record) => take(collection, record));
const deleted = ({ id, rev, kind, at, unit, device, v }: ReturnType<typeof response>) => ({
  ...{ id, kind, at, unit, device, v },
  rev: rev + 1,
  deleted: true,
});

describe('records from several places', () => {
  test('two files that overlap count once', () => {
    const [a, b, c] = responses(3);
    const collection: Collection = new Map();
    expect(takeAll(collection, [a, b])).toEqual(['new', 'new']);
    expect(takeAll(collection, [b, c])).toEqual(['known', 'new']);
    expect(responsesIn(collection)).toHaveLength(3);
  });

  test('the highest revision counts, whichever comes first', () => {
    const first = response();
    const second = { ...first, rev: 2, unit: 'Muu' };
    for (const order of [
      [first, second],
      [second, first],
    ]) {
      const collection: Collection = new Map();
      takeAll(collection, order);
      expect(responsesIn(collection).map(({ unit }) => unit)).toEqual(['Muu']);
    }
  });

  test('what was deleted on its device stays deleted, whichever comes first', () => {
    const one = response();
    for (const order of [
      [one, deleted(one)],
      [deleted(one), one],
    ]) {
      const collection: Collection = new Map();
      takeAll(collection, order);
      expect(responsesIn(collection)).toEqual([]);
    }
  });

  test('other kinds are passed by; a newer shape and what is no record are told of', () => {
    const records = [
      { ...response(), kind: 'encounter' },
      { ...response(), v: SurveyResponse.version + 1 },
      { ...response(), parts: 'all fine' },
      'half a li',
      null,
      {},
    ];
    const ends = takeAll(new Map(), records);
    expect(ends).toEqual(['another', 'shape', 'unreadable', 'unreadable', 'unreadable', 'unreadable']);
  });
});

describe('a file that is carried', () => {
  const asFile = (content: Blob | string, name = 'a.kenttakirja') => new File([content], name);
  async function read(file: File, code = '') {
    const collection: Collection = new Map();
    const end = await readFile(file, code, (record) => take(collection, record), withoutYielding);
    return { end, count: responsesIn(collection).length };
  }
  const lines = (count: number) => responses(count).map((one) => JSON.stringify(one));

  test('opens with its code, however it was written, and shows nothing without', async () => {
    const code = newCarryCode();
    const sealed = asFile(await sealCarried(lines(5), code));
    expect(await sealed.text()).not.toContain('answers');
    expect(await read(sealed, ` ${code.toLowerCase().replaceAll('-', ' ')} `)).toEqual({ end: 'read', count: 5 });
    await expect(read(sealed, newCarryCode())).rejects.toMatchObject({ why: 'wrong-code' });
  });

  test('cut on the way is told, not half read', async () => {
    const code = newCarryCode();
    const whole = await sealCarried(lines(50), code);
    for (const size of [whole.size - 1, 60, 25]) {
      await expect(openCarried(whole.slice(0, size), code, 1e6)).rejects.toBeInstanceOf(NotOpened);
    }
  });

  test('is opened no further than a file of records may be, however little it is packed', async () => {
    const code = newCarryCode();
    const bomb = await sealCarried([' '.repeat(4_000_000)], code);
    expect(bomb.size).toBeLessThan(10_000);
    await expect(openCarried(bomb, code, 3_999_999)).rejects.toMatchObject({ why: 'too-large' });
    await expect(openCarried(bomb, code, 4_000_001)).resolves.toHaveLength(4_000_001);
  });

  test('may also be what an endpoint answered, a list, or a record a line', async () => {
    const three = responses(3);
    expect(await read(asFile(JSON.stringify({ records: three, next: 3 })))).toEqual({ end: 'read', count: 3 });
    expect(await read(asFile(JSON.stringify(three, null, 2)))).toEqual({ end: 'read', count: 3 });
    expect(await read(asFile(lines(3).join('\n')))).toEqual({ end: 'read', count: 3 });
    expect(await read(asFile(JSON.stringify(three[0])))).toEqual({ end: 'read', count: 1 });
  });

  test('that was cut in the middle of a line loses that line only', async () => {
    const text = lines(3).join('\n');
    expect(await read(asFile(text.slice(0, -30)))).toEqual({ end: 'read', count: 2 });
    expect(await read(asFile(text.slice(30))), 'its beginning too').toEqual({ end: 'read', count: 2 });
    expect(await read(asFile(`\n\n${text}`))).toEqual({ end: 'read', count: 3 });
  });

  test('that is something else is told by what it is', async () => {
    expect((await read(asFile(''))).end).toBe('empty');
    expect((await read(asFile('Nimi;Puhelin\nMatti;040'))).end).toBe('not-records');
    expect((await read(asFile('{"records": "none"}'))).end).toBe('not-records');
    expect((await read(asFile('[1,2'))).end).toBe('not-records');
    const latin1 = Uint8Array.from(JSON.stringify(response({ unit: 'Päiväkeskus' })), (sign) => sign.charCodeAt(0));
    expect((await read(new File([latin1], 'a.json'))).end, 'letters are not guessed').toBe('not-records');
  });
});

describe('with what is on this device', () => {
  beforeEach(async () => {
    await db.delete();
    await db.open();
    forgetDevice();
  });
  const fields = wholeFields();

  test('a file of this device holds what was kept, and tombstones of what was deleted', async () => {
    await create(SurveyResponse, fields);
    await remove(await create(SurveyResponse, fields));
    const code = newCarryCode();
    const text = await openCarried(await fileOfThisDevice(code, withoutYielding), code, 1e6);
    const records = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records.map(({ deleted: is }) => Boolean(is)).sort()).toEqual([false, true]);
  });

  /** Reads an endpoint that answers so, one answer a request. */
  async function readFrom(...answers: Response[]) {
    await configureEndpoint(homeEndpoint, {
      url: 'https://example.org/api?x=1',
      auth: { way: 'bearer', token: 'avain' },
    });
    const asked: string[] = [];
    const fetching = vi.spyOn(globalThis, 'fetch').mockImplementation(async (url, init) => {
      asked.push(`${init?.method} ${url} ${new Headers(init?.headers).get('authorization')}`);
      return answers.shift() ?? Promise.reject(new TypeError('no network'));
    });
    const taken: unknown[] = [];
    const failed = await readEndpoint(homeEndpoint, (record) => taken.push(record), withoutYielding);
    fetching.mockRestore();
    return { asked, taken, failed };
  }
  const json = (content: unknown, status = 200) => Response.json(content, { status });

  test('an endpoint is read page by page, to its end, with the key', async () => {
    const { asked, taken, failed } = await readFrom(
      json({ records: [1, 2], next: 7 }),
      json({ records: [3], next: 9 }),
      json({ records: [], next: 9 }),
    );
    expect({ taken, failed }).toEqual({ taken: [1, 2, 3], failed: undefined });
    expect(asked.map((one) => /since=(\d+)/.exec(one)![1])).toEqual(['0', '7', '9']);
    expect(asked[0]).toMatch(/^GET https:\/\/example\.org\/api\?x=1&since=0&limit=\d+ Bearer avain$/);
  });

  test('an endpoint whose pages go nowhere is not read for ever', async () => {
    const { asked } = await readFrom(json({ records: [1], next: 0 }), json({ records: [1], next: 0 }));
    expect(asked).toHaveLength(1);
  });

  test.each([
    [() => json({}, 401), 'sign-in'],
    [() => json({}, 404), 'wrong-address'],
    [() => json({}, 405), 'not-readable'],
    [() => json({}, 429), 'busy'],
    [() => json({}, 500), 'server-error'],
    [() => json({ results: [] }), 'not-readable'],
    [() => new Response('<html>Kirjaudu</html>', { headers: { 'content-type': 'text/html' } }), 'web-page'],
    [() => new Response(null, { status: 302 }), 'redirected'],
    [() => new Response('{"records": [', { headers: { 'content-type': 'application/json' } }), 'not-readable'],
  ])('a fault of an endpoint is named (%#)', async (answer, why) => {
    expect((await readFrom(answer())).failed).toBe(why);
  });

  test('what came before the network broke is kept', async () => {
    const { taken, failed } = await readFrom(json({ records: [1, 2], next: 2 }));
    expect({ taken, failed }).toEqual({ taken: [1, 2], failed: 'no-answer' });
  });

  test('a key that nobody gave is told apart from one that is wrong', async () => {
    const fetching = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => json({}, 401));
    expect(await readEndpoint(homeEndpoint, () => undefined, withoutYielding)).toBe('no-key');
    fetching.mockRestore();
  });

  test('only endpoints in use that give back what they were sent are offered', async () => {
    const at = (dialect: string) =>
      createEndpoint(
        { dialect, url: `https://example.org/${dialect}`, headers: {}, auth: { way: 'none' }, options: {} },
        undefined,
      );
    await at('webhook');
    await at('fhir');
    const couch = await at('couchdb');
    const shown = (await shownEndpoints()).map(({ id }) => id);
    expect(shown.sort()).toEqual([homeEndpoint, couch].sort());
  });

  test('the app’s own address without a key is no server for what is answered; with one, or once it has taken something, it is', async () => {
    await db.endpoints.clear();
    await db.endpoints.put({ id: 'home' });
    expect(await isAlone('response')).toBe(true);
    await db.endpoints.update('home', { deliveredAt: 1 });
    expect(await isAlone('response')).toBe(false);
    await db.endpoints.put({ id: 'home' });
    await configureEndpoint('home', { auth: { way: 'bearer', token: 'avain' } });
    expect(await isAlone('response')).toBe(false);
    await db.endpoints.put({ id: 'home' });
    const url = 'https://example.org/kirjaukset';
    await createEndpoint({ dialect: 'plain', url, headers: {}, auth: { way: 'none' }, options: {} }, ['encounter']);
    expect(await isAlone('response'), 'one that takes no answers is none for them').toBe(true);
    await createEndpoint(
      { dialect: 'plain', url: `${url}/2`, headers: {}, auth: { way: 'bearer' }, options: {} },
      undefined,
    );
    expect(await isAlone('response'), 'one that waits for its key').toBe(false);
  });

  test('results come from one of them: the one that is named to be read, also where this device has no key to it', async () => {
    const at = (name: string, token: string | undefined, read: boolean) =>
      createEndpoint(
        {
          dialect: 'plain',
          url: `https://example.org/${name}`,
          headers: {},
          auth: token ? { way: 'bearer', token } : { way: 'none' },
          options: { read },
        },
        undefined,
      );
    expect(await resultsEndpoint(), 'the app’s own address without a key is no server').toMatchObject({
      isPlace: false,
    });
    const other = await at('other', 'avain', false);
    expect(await resultsEndpoint(), 'none is named').toMatchObject({ id: other, isPlace: true });
    const named = await at('named', undefined, true);
    expect(await resultsEndpoint()).toMatchObject({ id: named, isPlace: true });
    expect((await collected()).whole, 'what this device alone has is not told beside it').toBeUndefined();
    await at('x-later', 'avain', true);
    expect(await resultsEndpoint(), 'by its address, not by who has which key').toMatchObject({ id: named });
  });
});
