/** Every route of the receiver × every key × what somebody who means ill sends there: a table, as it is printed and held. */
import { createHash, randomUUID } from 'node:crypto';
import { beforeAll, expect, test, vi } from 'vitest';
import type { SqlDatabase } from '../../src/receiver/database.ts';
import { newKey } from '../../src/receiver/device-keys.ts';
import type { Storage } from '../../src/receiver/storage.ts';
import { formKeyHere, makeRecord, openMemory, phoneResponse, receiverHere, tokenHere } from '../support/receiver.ts';

let storage: Storage;
let database: SqlDatabase;
let clear: () => Promise<void>;
beforeAll(async () => {
  ({ storage, database, clear } = await openMemory());
});

/** Held before each request: a worker's record, a phone's response, and one that only tried the address. */
const [worker, phone, probe, nobody] = Array.from({ length: 4 }, () => randomUUID()) as [
  string,
  string,
  string,
  string,
];
const held = [
  makeRecord({ id: worker }),
  makeRecord({ id: phone, ...phoneResponse }),
  makeRecord({ id: probe, unit: 'probe', deleted: true }),
];

/** Of the survey that is held before each request. */
const aSurvey = { instruments: [{ id: 'arki' }] };
const shared = createHash('sha256').update(JSON.stringify(aSurvey)).digest('hex').slice(0, 32);

interface Keys {
  none: string;
  wrong: string;
  /** Of a set-up link that nobody has used. */
  link: string;
  /** A device's that was ended. */
  ended: string;
  form: string;
  /** Of a link to a form, as it hangs on a wall. */
  poster: string;
  /** Of the phone that opened one. */
  phone: string;
  device: string;
  organisation: string;
}
const names = ['none', 'wrong', 'link', 'ended', 'form', 'poster', 'phone', 'device', 'organisation'] as const;

/** A body that begins and then stands still. */
const slow = () =>
  new ReadableStream({
    start: (out) => out.enqueue(new TextEncoder().encode('{"records":[')),
  });
const records = (...some: object[]) => JSON.stringify({ records: some });
const deep = records(makeRecord({ ...phoneResponse, note: 'HERE' })).replace(
  '"HERE"',
  `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
);
const nextYear = new Date(Date.now() + 366 * 86_400_000).toISOString();
const soon = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
/** The id of the link to a form. */
const formLink = randomUUID();
const huge = `{"x":"${'x'.repeat(6_000_000)}"}`;

type Body = string | ReadableStream | ((keys: Keys) => string);
const requests: [what: string, method: string, path: string, body?: Body][] = [
  ['is it well', 'GET', '/api/health'],
  ['read all', 'GET', '/api/records'],
  ['read, asked wrongly', 'GET', '/api/records?since=-1'],
  ['read one', 'GET', `/api/records/${worker}`],
  ['read none', 'GET', `/api/records/${nobody}`],
  ['take away a record', 'DELETE', `/api/records/${worker}`],
  ['take away a probe', 'DELETE', `/api/records/${probe}`],
  ['which are held', 'POST', '/api/held', JSON.stringify({ ids: [worker, nobody] })],
  ['… a huge body', 'POST', '/api/held', huge],
  ['… a slow body', 'POST', '/api/held', slow()],
  ['send a worker’s record', 'POST', '/api/records', records(makeRecord())],
  ['send a phone’s response', 'POST', '/api/records', records(makeRecord(phoneResponse))],
  ['… of a foreign unit', 'POST', '/api/records', records(makeRecord({ ...phoneResponse, unit: 'Naapuri' }))],
  ['… under a known id', 'POST', '/api/records', records(makeRecord({ ...phoneResponse, id: phone, bundle: 'own' }))],
  ['… a newer revision', 'POST', '/api/records', records(makeRecord({ ...phoneResponse, id: phone, rev: 2 }))],
  ['… a tombstone', 'POST', '/api/records', records(makeRecord({ id: worker, rev: 2, deleted: true }))],
  ['… a record of 70 kB', 'POST', '/api/records', records(makeRecord({ ...phoneResponse, note: 'x'.repeat(70_000) }))],
  ['… 10,000 levels deep', 'POST', '/api/records', deep],
  ['… from next year', 'POST', '/api/records', records(makeRecord({ ...phoneResponse, at: nextYear }))],
  [
    '… 1,001 at once',
    'POST',
    '/api/records',
    records(...Array.from({ length: 1001 }, () => makeRecord(phoneResponse))),
  ],
  ['… a huge body', 'POST', '/api/records', huge],
  ['… a slow body', 'POST', '/api/records', slow()],
  ['… no JSON', 'POST', '/api/records', '{"records":'],
  ['give a survey', 'POST', '/api/surveys', JSON.stringify({ organiser: 'Lahti', instruments: [] })],
  ['… that is none', 'POST', '/api/surveys', '{}'],
  ['… a huge body', 'POST', '/api/surveys', huge],
  ['… a slow body', 'POST', '/api/surveys', slow()],
  ['list surveys', 'GET', '/api/surveys'],
  ['take one away', 'DELETE', `/api/surveys/${shared}`],
  ['… that is nowhere', 'DELETE', `/api/surveys/${'0'.repeat(32)}`],
  ['take a survey', 'GET', `/api/surveys/${shared}`],
  ['take none', 'GET', `/api/surveys/${'0'.repeat(32)}`],
  ['… by no digest', 'GET', '/api/surveys/%27%3B'],
  ['list devices', 'GET', '/api/devices'],
  ['make a link', 'POST', '/api/devices', '{}'],
  ['… a huge body', 'POST', '/api/devices', huge],
  ['… a slow body', 'POST', '/api/devices', slow()],
  ['end a device', 'DELETE', `/api/devices/${nobody}`],
  ['exchange a link', 'POST', '/api/exchange', ({ link }) => JSON.stringify({ linkKey: link, key: newKey() })],
  ['… the wrong one', 'POST', '/api/exchange', JSON.stringify({ linkKey: newKey(), key: newKey() })],
  ['… a huge body', 'POST', '/api/exchange', huge],
  ['… a slow body', 'POST', '/api/exchange', slow()],
  ['list links to forms', 'GET', '/api/forms'],
  ['make one', 'POST', '/api/forms', JSON.stringify({ unit: 'Etsivä', until: soon })],
  ['… for a foreign unit', 'POST', '/api/forms', JSON.stringify({ unit: 'Naapuri', until: soon })],
  ['… for ten years', 'POST', '/api/forms', JSON.stringify({ unit: 'Etsivä', until: '2099-01-01' })],
  ['… a huge body', 'POST', '/api/forms', huge],
  ['… a slow body', 'POST', '/api/forms', slow()],
  ['end one', 'DELETE', `/api/forms/${formLink}`],
  ['open one', 'POST', '/api/exchange/form', ({ poster }) => JSON.stringify({ linkKey: poster, key: newKey() })],
  [
    '… with a set-up link',
    'POST',
    '/api/exchange/form',
    ({ link }) => JSON.stringify({ linkKey: link, key: newKey() }),
  ],
  ['a device by a poster', 'POST', '/api/exchange', ({ poster }) => JSON.stringify({ linkKey: poster, key: newKey() })],
  ['… a huge body', 'POST', '/api/exchange/form', huge],
  ['… a slow body', 'POST', '/api/exchange/form', slow()],
  ['another method', 'PUT', '/api/forms', '{}'],
  ['another method', 'GET', '/api/exchange/form'],
  ['another method', 'PUT', '/api/records', '{}'],
  ['another method', 'PATCH', '/api/devices', '{}'],
  ['another method', 'DELETE', '/api/exchange'],
  ['another address', 'POST', '/api/records/', records(makeRecord())],
  ['no address', 'GET', '/api/nothing'],
];

test('what each key may do, and what becomes of what is sent ill', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const rows = [];
  for (const [what, method, path, body] of requests) {
    const cells = [];
    for (const name of names)
      cells.push(await cellOf(name, method, path, body instanceof ReadableStream ? slow() : body));
    rows.push([method.padEnd(6), nameless(path).padEnd(22), what.padEnd(24), ...cells.map((cell) => cell.padEnd(12))]);
  }
  vi.useRealTimers();
  vi.restoreAllMocks();
  const head = ['method', 'path'.padEnd(22), 'what'.padEnd(24), ...names.map((name) => name.padEnd(12))];
  const table = [head, ...rows].map((cells) => cells.join(' ').trimEnd()).join('\n');
  console.log(table);
  expect(table).toMatchInlineSnapshot(`
    "method path                   what                     none         wrong        link         ended        form         poster       phone        device       organisation
    GET    /api/health            is it well               200          200          200          200          200          200          200          200          200
    GET    /api/records           read all                 401          401          401          401          401          401          401          200          200
    GET    /api/records?since=-1  read, asked wrongly      401          401          401          401          401          401          401          400          400
    GET    /api/records/<id>      read one                 401          401          401          401          401          401          401          200          200
    GET    /api/records/<id>      read none                401          401          401          401          401          401          401          404          404
    DELETE /api/records/<id>      take away a record       401          401          401          401          401          401          401          404          404
    DELETE /api/records/<id>      take away a probe        401          401          401          401          401          401          401          204 !        204 !
    POST   /api/held              which are held           401          401          401          401          401          401          401          200          200
    POST   /api/held              … a huge body            401          401          401          401          401          401          401          413          413
    POST   /api/held              … a slow body            401          401          401          401          401          401          401          408          408
    POST   /api/records           send a worker’s record   401          401          401          401          200 rejected 401          200 rejected 200 stored ! 200 stored !
    POST   /api/records           send a phone’s response  401          401          401          401          200 stored ! 401          200 stored ! 200 stored ! 200 stored !
    POST   /api/records           … of a foreign unit      401          401          401          401          200 rejected 401          200 rejected 200 stored ! 200 stored !
    POST   /api/records           … under a known id       401          401          401          401          200 rejected 401          200 rejected 200 rejected 200 rejected
    POST   /api/records           … a newer revision       401          401          401          401          200 rejected 401          200 rejected 200 stored ! 200 stored !
    POST   /api/records           … a tombstone            401          401          401          401          200 rejected 401          200 rejected 200 stored ! 200 stored !
    POST   /api/records           … a record of 70 kB      401          401          401          401          200 rejected 401          200 rejected 200 rejected 200 rejected
    POST   /api/records           … 10,000 levels deep     401          401          401          401          200 rejected 401          200 rejected 200 rejected 200 rejected
    POST   /api/records           … from next year         401          401          401          401          200 stored ! 401          200 stored ! 200 stored ! 200 stored !
    POST   /api/records           … 1,001 at once          401          401          401          401          413          401          413          400          400
    POST   /api/records           … a huge body            401          401          401          401          413          401          413          413          413
    POST   /api/records           … a slow body            401          401          401          401          408          401          408          408          408
    POST   /api/records           … no JSON                401          401          401          401          400          401          400          400          400
    POST   /api/surveys           give a survey            401          401          401          401          403          401          403          200 !        200 !
    POST   /api/surveys           … that is none           401          401          401          401          403          401          403          400          400
    POST   /api/surveys           … a huge body            401          401          401          401          403          401          403          413          413
    POST   /api/surveys           … a slow body            401          401          401          401          403          401          403          408          408
    GET    /api/surveys           list surveys             401          401          401          401          403          401          403          200          200
    DELETE /api/surveys/<digest>  take one away            401          401          401          401          403          401          403          403          204 !
    DELETE /api/surveys/<digest>  … that is nowhere        401          401          401          401          403          401          403          404          404
    GET    /api/surveys/<digest>  take a survey            200          200          200          200          200          200          200          200          200
    GET    /api/surveys/<digest>  take none                404          404          404          404          404          404          404          404          404
    GET    /api/surveys/%27%3B    … by no digest           404          404          404          404          404          404          404          404          404
    GET    /api/devices           list devices             401          401          401          401          403          401          403          403          200
    POST   /api/devices           make a link              401          401          401          401          403          401          403          403          200 !
    POST   /api/devices           … a huge body            401          401          401          401          403          401          403          403          413
    POST   /api/devices           … a slow body            401          401          401          401          403          401          403          403          408
    DELETE /api/devices/<id>      end a device             401          401          401          401          403          401          403          403          404
    POST   /api/exchange          exchange a link          200 !        200 !        200 !        200 !        200 !        200 !        200 !        200 !        200 !
    POST   /api/exchange          … the wrong one          401          401          401          401          401          401          401          401          401
    POST   /api/exchange          … a huge body            413          413          413          413          413          413          413          413          413
    POST   /api/exchange          … a slow body            408          408          408          408          408          408          408          408          408
    GET    /api/forms             list links to forms      401          401          401          401          403          401          403          200          200
    POST   /api/forms             make one                 401          401          401          401          403          401          403          200 !        200 !
    POST   /api/forms             … for a foreign unit     401          401          401          401          403          401          403          400          400
    POST   /api/forms             … for ten years          401          401          401          401          403          401          403          400          400
    POST   /api/forms             … a huge body            401          401          401          401          403          401          403          413          413
    POST   /api/forms             … a slow body            401          401          401          401          403          401          403          408          408
    DELETE /api/forms/<id>        end one                  401          401          401          401          403          401          403          204 !        204 !
    POST   /api/exchange/form     open one                 200 !        200 !        200 !        200 !        200 !        200 !        200 !        200 !        200 !
    POST   /api/exchange/form     … with a set-up link     401          401          401          401          401          401          401          401          401
    POST   /api/exchange          a device by a poster     401          401          401          401          401          401          401          401          401
    POST   /api/exchange/form     … a huge body            413          413          413          413          413          413          413          413          413
    POST   /api/exchange/form     … a slow body            408          408          408          408          408          408          408          408          408
    PUT    /api/forms             another method           401          401          401          401          403          401          403          405          405
    GET    /api/exchange/form     another method           405          405          405          405          405          405          405          405          405
    PUT    /api/records           another method           401          401          401          401          401          401          401          405          405
    PATCH  /api/devices           another method           401          401          401          401          403          401          403          403          405
    DELETE /api/exchange          another method           405          405          405          405          405          405          405          405          405
    POST   /api/records/          another address          401          401          401          401          401          401          401          404          404
    GET    /api/nothing           no address               404          404          404          404          404          404          404          404          404"
  `);
}, 300_000);

test('every address that the receiver has stands in the table', async () => {
  const { app } = await receiverHere(storage);
  const asked = (pattern: string) => new RegExp(`^${pattern.replace(/:\w+/g, '[^/?]+')}(\\?|$)`);
  const missing = app.routes
    // What stands under `/api/*` is there for every address; `ALL` is the answer to another method.
    .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/') && !path.includes('*'))
    .filter(({ method, path }) => !requests.some(([, how, where]) => how === method && asked(path).test(where)));
  expect(missing).toEqual([]);
  expect(app.routes.length).toBeGreaterThan(10);
});

const nameless = (path: string) => path.replace(/[0-9a-f-]{36}/, '<id>').replace(/[0-9a-f]{32}/, '<digest>');

/** The status, what became of the one record that was sent, and `!` where anything is held otherwise than before. */
async function cellOf(name: keyof Keys, method: string, path: string, body: Body | undefined): Promise<string> {
  fresh ??= { keys: await begin(), everything: await everything() };
  const { keys } = fresh;
  const receiver = await receiverHere(storage, undefined, { now: () => 0 });
  const answered = receiver.ask(path, {
    method,
    headers: { authorization: keys[name] === '' ? '' : `Bearer ${keys[name]}` },
    ...(body === undefined ? {} : { body: typeof body === 'function' ? body(keys) : body, duplex: 'half' }),
  } as RequestInit);
  let answer: Response | undefined;
  void answered.then((one) => {
    answer = one;
  });
  while (!answer) await vi.advanceTimersByTimeAsync(5_000);
  const said = answer.headers.get('content-type')?.includes('json') ? await answer.json() : {};
  const [result] = said.results ?? [];
  const became = result === undefined ? '' : ` ${result.status}`;
  if ((await everything()) === fresh.everything) return `${answer.status}${became}`;
  fresh = undefined;
  return `${answer.status}${became} !`;
}

/** What is held and the keys to it, until something has changed it. */
let fresh: { keys: Keys; everything: string } | undefined;

async function begin(): Promise<Keys> {
  await clear();
  await database.query('truncate surveys, devices, form_links, form_keys');
  await storage.store(held);
  await storage.surveys!.keep(aSurvey);
  const { devices } = storage;
  const [used, open, over] = await Promise.all([devices!.invite(), devices!.invite(), devices!.invite()]);
  const [device, ended] = [newKey(), newKey()];
  await devices!.exchange(used.linkKey, device);
  await devices!.exchange(over.linkKey, ended);
  await devices!.revoke(over.id);
  const poster = await storage.forms!.invite('Etsivä', soon);
  await database.query('update form_links set id = $1', [formLink]);
  const phone = newKey();
  await storage.forms!.exchange(poster.linkKey, phone);
  const forms = { form: formKeyHere, poster: poster.linkKey, phone };
  return { none: '', wrong: newKey(), link: open.linkKey, ended, ...forms, device, organisation: tokenHere };
}

/** What is held, as one text. */
const everything = async () =>
  JSON.stringify(
    await database.query(`select
      (select json_agg(json_build_array(id, rev, content) order by id) from records) as records,
      (select json_agg(json_build_array(id, rev, content) order by id, rev) from replaced) as replaced,
      (select json_agg(digest order by digest) from surveys) as surveys,
      (select json_agg(json_build_array(id, key_digest, revoked_at) order by id) from devices) as devices,
      (select json_agg(json_build_array(id, unit, ended) order by id) from form_links) as links,
      (select json_agg(key_digest order by key_digest) from form_keys) as phones`),
  );
