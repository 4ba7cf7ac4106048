/** An address is what the browser will use: what reads otherwise to a person than to the browser is refused. */

import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Address, asUsed, isHere, originOf, urlOf, WebAddress } from '../../src/setup/address.ts';
import { textFrom } from '../../src/setup/fetch-document.ts';
import { anyCharacter } from '../support/any-character.ts';
import { fc } from '../support/property.ts';
import { aDocument, atOrigin, refusalsIn } from '../support/setup.ts';

const app = 'https://app.example.org';
beforeEach(() => atOrigin(app));

const read = (text: string) => {
  const { data, error } = Address.safeParse(text);
  return data ?? error!.issues.map(({ message }) => message).join();
};

describe('an address that can be used', () => {
  test.each([
    ['https://data.example.org/records', 'https://data.example.org/records'],
    ['  https://data.example.org/records ', 'https://data.example.org/records'],
    ['HTTPS://Data.Example.ORG:443/Records', 'https://data.example.org/Records'],
    ['https://data.example.org:8443/x', 'https://data.example.org:8443/x'],
    ['https://data.example.org/a/../b', 'https://data.example.org/b'],
    ['https://data.example.org/{kind}/{id}?rev={rev}', 'https://data.example.org/{kind}/{id}?rev={rev}'],
    ['https://lähiö.example.org/ä', 'https://xn--lhi-qla6g.example.org/%C3%A4'],
    ['https://my_host.example.org/', 'https://my_host.example.org/'],
    ['/api/records', '/api/records'],
    ['/api/../api/records?a=b', '/api/records?a=b'],
    ['https://ｄａｔａ.example.org/', 'https://data.example.org/'],
  ])('%s is kept as %s', (text, kept) => expect(read(text)).toBe(kept));

  test.each([
    // A Cyrillic a, a dotless i, an l that is a digit: shown as what they are.
    ['https://dаta.example.org/', 'https://xn--dta-6cd.example.org'],
    ['https://kırjasto.fi/', 'https://xn--krjasto-rfb.fi'],
    ['https://ехample.org/', 'https://xn--ample-ywe6i.org'],
  ])('%s, which only looks like the organisation’s, is shown as %s', (text, origin) => {
    expect(originOf(read(text))).toBe(origin);
    expect(read(text).startsWith(`${origin}/`)).toBe(true);
  });

  test('however often it is asked: letters such as ä stay letters', () => {
    const all = Array.from({ length: 20_000 }, () => read('https://lähiö.example.org/ä'));
    expect(new Set(all)).toEqual(new Set(['https://xn--lhi-qla6g.example.org/%C3%A4']));
  });

  test('the server that the app comes from is one origin, by a path or by its whole address', () => {
    expect(originOf('/api')).toBe(originOf(`${app}/other`));
    expect(isHere('/api') && isHere(`${app}:443/x`)).toBe(true);
    for (const other of [`${app}:8443/`, 'http://app.example.org/', 'https://app.example.org.evil.org/'])
      expect(isHere(other), other).toBe(false);
  });
});

const signs = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, n) => String.fromCodePoint(from + n));

/** What is refused, and the word for it. */
const decodesToNothing = 'https://xn--zzzzzzzzzzzz.org:1/';
/** Whether a name that decodes to nothing is one at all is for the platform to say: newer ones take it, and no server has it. */
const noName: [string, string][] = urlOf(decodesToNothing) ? [] : [[decodesToNothing, 'bad-address']];

const refused: [string, string][] = [
  ['https://data.example.org@evil.org/', 'user-in-address'],
  ['https://a:b@evil.org/', 'user-in-address'],
  ['https://@evil.org/', 'user-in-address'],
  ['https://data.example.org%2F@evil.org/', 'user-in-address'],
  ['https://data.example.org\\@evil.org/', 'backslash'],
  ['https:\\\\evil.org/', 'backslash'],
  ['/\\evil.org/', 'backslash'],
  ['https://data.example.org/a\\b', 'backslash'],
  ['https://data.example.org/?a=\\', 'backslash'],
  ['https://data.example.org./', 'dot-at-end'],
  ['https://data.example.org.:443/', 'dot-at-end'],
  ['https://data.example.org。/', 'dot-at-end'],
  ['http://localhost./', 'dot-at-end'],
  // The app's own policy lets no page ask them.
  ['http://localhost:4173/api', 'not-https'],
  ['http://127.0.0.1/', 'not-https'],
  ['http://[::1]:80/x', 'not-https'],
  ['http://2130706433/', 'not-https'],
  ['//evil.org/', 'other-server'],
  ['///evil.org/', 'other-server'],
  ['/..//evil.org/', 'other-server'],
  ['/.//evil.org/', 'other-server'],
  ['/%2e//evil.org/', 'other-server'],
  ['/a/../..//evil.org', 'other-server'],
  ['http://data.example.org/', 'not-https'],
  ['http://localhost.evil.org/', 'not-https'],
  ['http://127.0.0.1.evil.org/', 'not-https'],
  ['http://127.0.0.2/', 'not-https'],
  ['http://192.168.1.5/', 'not-https'],
  ['http://[::2]/', 'not-https'],
  ['', 'bad-address'],
  ['data.example.org', 'bad-address'],
  ['https:', 'bad-address'],
  ['https://', 'bad-address'],
  ['https:///evil.org', 'bad-address'],
  ['https:evil.org', 'bad-address'],
  ['https:/evil.org', 'bad-address'],
  ['ftp://data.example.org/', 'bad-address'],
  ['javascript:alert(1)', 'bad-address'],
  ['data:,x', 'bad-address'],
  ['blob:https://data.example.org/x', 'bad-address'],
  ['https://{id}.evil.org/', 'bad-address'],
  ['https://data.example.org{id}/', 'bad-address'],
  ['https://data.example.org:{id}/', 'bad-address'],
  ['https://data..example.org/', 'bad-address'],
  ...noName,
  ['https://data.example.org:99999/', 'bad-address'],
  ['https://da ta.example.org/', 'bad-address'],
  ...[...signs(0, 0x1f), ...signs(0x7f, 0x9f)].map((sign): [string, string] => [
    `https://a${sign}b.org/`,
    'control-sign',
  ]),
  ...[
    ...signs(0x200b, 0x200f), // Zero width, direction.
    ...signs(0x202a, 0x202e), // Embedding and override.
    ...signs(0x2060, 0x2069), // Joiners, isolates.
    ...['\u00a0', '\u00ad', '\u034f', '\u061c', '\u115f', '\u1680', '\u180e', '\u2000', '\u2028', '\u2029', '\u202f'],
    ...['\u3000', '\u3164', '\ufe0f', '\ufeff', '\uffa0', '\ud800', '\u{e0061}', '\ue000'],
  ].map((sign): [string, string] => [`https://a.org/b${sign}c`, 'hidden-sign']),
];

const named = (text: string) => text.replace(/[^!-~]/gu, (sign) => `⟨${sign.codePointAt(0)!.toString(16)}⟩`);

test.each([
  ['http://localhost:4173', 'http://localhost:4173/api'],
  ['http://127.0.0.1', 'http://2130706433:80/api'],
])('plain http: an app that %s serves may send to %s, and to no other server there', (origin, own) => {
  atOrigin(origin);
  expect(read(own)).toBe(`${origin}/api`);
  expect(read('http://localhost:5000/api')).toBe('not-https');
});

describe('an address that is not what it looks like is refused with a word for it', () => {
  test.each(refused.map(([text, word]) => [named(text), word, text]))('%s: %s', (_, word, text) => {
    expect(read(text)).toBe(word);
  });

  test('also with blanks around it, but not where they are no blanks', () => {
    expect(read(' https://a@evil.org ')).toBe('user-in-address');
    expect(read('\thttps://data.example.org')).toBe('control-sign');
    expect(read('https://data.example.org\n')).toBe('control-sign');
    expect(read('\u00a0https://data.example.org')).toBe('hidden-sign');
  });

  test('one that is too long is refused before anything looks at it', () => {
    expect(Address.safeParse(`/${' '.repeat(300_000)}x`).error!.issues).toMatchObject([{ code: 'too_big' }]);
  });

  test('a link to a long row of blanks is refused in a moment', async () => {
    const url = `https://a${' '.repeat(1_000_000)}b`;
    await expect(textFrom({ is: 'address', url, sum: undefined })).rejects.toMatchObject({ fault: 'bad-address' });
  });

  const endpoint = (changes: Record<string, unknown>) =>
    aDocument({ endpoints: [{ id: 'a', name: 'A', url: 'https://data.example.org/x', ...changes }] });
  const bad = 'https://data.example.org@evil.org/';
  test.each<[string, unknown, string]>([
    ['url', endpoint({ url: bad }), 'endpoints › 1 (A) › url'],
    [
      'the login',
      endpoint({ signIn: { way: 'login', url: bad, fields: {}, tokenAt: 't' } }),
      'endpoints › 1 (A) › signIn › url',
    ],
    ['reading back', endpoint({ options: { look: bad } }), 'endpoints › 1 (A) › options › look'],
    ['asking about many', endpoint({ options: { held: bad } }), 'endpoints › 1 (A) › options › held'],
    [
      'KoboToolbox’s data',
      endpoint({ dialect: 'kobotoolbox', options: { form: 'f', data: bad } }),
      'endpoints › 1 (A) › options › data',
    ],
    ['the form of an incident', aDocument({ outreach: { incidentUrl: bad } }), 'outreach › incidentUrl'],
    ['the form of a notice', aDocument({ outreach: { noticeUrl: bad } }), 'outreach › noticeUrl'],
  ])('at its place: %s', async (_, document, place) => {
    expect(await refusalsIn(document)).toEqual([`${place}: user-in-address`]);
  });

  test('a document is fetched from no such address, and the word is said', async () => {
    const fetch = vi.fn();
    vi.stubGlobal('fetch', fetch);
    for (const [text, word] of refused) {
      await expect(textFrom({ is: 'address', url: text, sum: undefined })).rejects.toMatchObject({
        why: 'bad-address',
        fault: word,
      });
    }
    expect(fetch).not.toHaveBeenCalled();
  });
});

test('a link for people is an https address', () => {
  expect(WebAddress.safeParse('https://forms.example.org/x#y').data).toBe('https://forms.example.org/x#y');
  for (const text of ['/own', 'http://localhost/', 'javascript:alert(1)', 'mailto:a@b.fi'])
    expect(WebAddress.safeParse(text).success, text).toBe(false);
});

test('what an earlier version kept and would be refused today is used as the browser has used it', () => {
  expect(asUsed('https://data.example.org./x/{id}')).toBe('https://data.example.org/x/{id}');
  expect(asUsed('https:\\\\data.example.org\\x')).toBe('https://data.example.org/x');
  expect(asUsed('/api/rec\tords')).toBe('/api/records');
  expect(asUsed('/\\[no')).toBe('/\\[no');
  expect(asUsed('https://a:b@data.example.org/x')).toBe('https://data.example.org/x');
});

describe('whatever is written', () => {
  const host = fc.oneof(
    fc.constantFrom('data.example.org', 'evil.org', 'localhost', '127.0.0.1', '[::1]', '0x7f.1', 'xn--a', 'dаta.fi'),
    fc.domain(),
    fc.webAuthority({ withUserInfo: true, withPort: true, withIPv4Extended: true, withIPv6: true }),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  );
  const sign = fc.oneof(
    fc.constantFrom(
      '@',
      '\\',
      '/',
      '//',
      '.',
      '..',
      ':',
      '?',
      '#',
      '%',
      '%2f',
      '%40',
      '{id}',
      '\t',
      '\n',
      ' ',
      '。',
      '／',
    ),
    fc.constantFrom('\u202e', '\u200b', '\u00ad', '\ufeff', '\u2066', '\u3000'),
    fc.string({ unit: anyCharacter, maxLength: 2 }),
  );
  const piece = fc.oneof(host, sign, fc.webPath(), fc.constantFrom('{kind}', ':443', ':80', ':8443', 'user:pw@'));
  const written = fc
    .tuple(
      fc.constantFrom('https://', 'http://', 'HTTPS://', 'https:', 'https:/', 'https:///', '/', '//', '/.', '', ' /'),
      fc.array(piece, { maxLength: 6 }),
    )
    .map(([begin, pieces]) => begin + pieces.join(''));
  const settings = { numRuns: 20_000 };

  test('what is taken leads where the browser goes: the same origin, nobody’s name in it, and again the same when read again', () => {
    let taken = 0;
    fc.assert(
      fc.property(written, (text) => {
        const { data } = Address.safeParse(text);
        if (data === undefined) return;
        taken += 1;
        const ofText = new URL(text, `${app}/some/page?x=y`);
        const url = new URL(data, `${app}/some/page?x=y`);
        expect(url.origin).toBe(ofText.origin);
        expect(url.href.replace(/%7B([a-z]+)%7D/g, '{$1}')).toBe(ofText.href.replace(/%7B([a-z]+)%7D/g, '{$1}'));
        expect(originOf(data)).toBe(url.origin === app ? '/' : url.origin);
        expect([url.username, url.password]).toEqual(['', '']);
        expect(url.hostname).toMatch(/^(\[[0-9a-f:.]+\]|[a-z0-9_-]+(\.[a-z0-9_-]+)*)$/);
        // What is shown is what is asked: the host in ASCII, and no sign that a person does not see.
        expect(data).toMatch(/^(\/(?!\/)|https?:\/\/[a-z0-9_.:[\]-]+(\/|$))/);
        expect(data).not.toMatch(/[\p{C}\p{Z}\p{DI}\\]/u);
        if (data.startsWith('/')) expect(url.origin).toBe(app);
        else if (url.protocol === 'http:') expect(url.origin).toBe(app);
        else expect(url.protocol).toBe('https:');
        expect(Address.parse(data)).toBe(data);
      }),
      settings,
    );
    expect(taken, 'enough of them are addresses').toBeGreaterThan(500);
  });

  test('what an id or a kind fills in never changes the origin', () => {
    fc.assert(
      fc.property(written, fc.string({ unit: anyCharacter, minLength: 1 }), (text, id) => {
        const { data } = Address.safeParse(text);
        if (data === undefined) return;
        expect(originOf(data.replaceAll('{id}', encodeURIComponent(id.toWellFormed())))).toBe(originOf(data));
      }),
      settings,
    );
  });
});
