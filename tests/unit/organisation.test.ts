/** The organisation's configuration: what it may say, and how it is refused. */
import Ajv from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import finnish from '../../locales/fi.json' with { type: 'json' };
import { exampleDocument } from '../../src/app/organisation/example-document.ts';
import { descriptions, saidByName } from '../../src/build/organisation-descriptions.ts';
import { fieldsOfDocument, keyOfField, organisationSchema } from '../../src/build/organisation-schema.ts';
import { readDocument, shortSum, sumOf } from '../../src/setup/read-document.ts';
import { refusalWords } from '../../src/setup/refusals.ts';
import { listCodes, ownWord } from '../../src/setup/value-lists.ts';
import { fc } from '../support/property.ts';
import { aDocument, anyServer, candidate, organisationRules, refusalsIn, standardDocument } from '../support/setup.ts';

/** Words as the app finds them, without the app. */
const t = ((key: string) =>
  key.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], finnish)) as never;

describe('what a document may say', () => {
  test('a whole one is taken, and what it leaves out has its default', async () => {
    const { organisation } = await candidate(aDocument());
    expect(organisation.survey).toMatchObject({
      smallestGroup: 12,
      background: false,
      remote: false,
      quietSeconds: 120,
    });
    expect(organisation.outreach.practice).toBe(true);
    expect(organisation.endpoints?.[0]).toMatchObject({ dialect: 'plain', options: {}, headers: {} });
  });

  test('the smallest possible one is taken and leaves everything as it is', async () => {
    const { organisation } = await candidate({ kenttakirja: 1, organisation: { name: 'A' } });
    expect(organisation.endpoints).toBeUndefined();
    expect({ ...organisation, organisation: standardDocument.organisation, example: true }).toEqual(standardDocument);
  });

  test('the example that the app gives is a document of its own kind, and marked', async () => {
    const read = await readDocument(exampleDocument(t, 'https://app.example.org'), organisationRules);
    expect(read).toMatchObject({ is: 'candidate', candidate: { organisation: { example: true } } });
  });

  test('its checksum is the SHA-256 of its very text, as any other program reckons it', async () => {
    expect(await sumOf('abc')).toBe('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0');
    expect(shortSum('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0')).toBe('ungW v48B z-pB QUDe');
  });
});

describe('what is refused, and where it is said', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['an unknown field', { place: [] }, 'place: unknown-field'],
    ['a misspelt setting', { outreach: { notes: true } }, 'outreach › notes: unknown-field'],
    [
      'an unknown field in a list',
      { units: [{ id: 'a', name: 'A', colour: 1 }] },
      'units › 1 (A) › colour: unknown-field',
    ],
    ['a missing name', { units: [{ id: 'a' }] }, 'units › 1 (a) › name: missing'],
    ['an empty name', { organisation: { name: ' ' } }, 'organisation › name: empty'],
    ['a text for a number', { survey: { smallestGroup: '10' } }, 'survey › smallestGroup: wrong-type'],
    [
      'a recovery key for which nothing can be sealed',
      { lock: { recovery: 'A'.repeat(43) } },
      'lock › recovery: recovery-key',
    ],
    ['a group below five', { survey: { smallestGroup: 4 } }, 'survey › smallestGroup: too-small'],
    [
      'two units of one id',
      {
        units: [
          { id: 'a', name: 'A' },
          { id: 'a', name: 'B' },
        ],
      },
      'units › 2 (B) › id: twice',
    ],
    ['two places of one name', { places: [{ name: 'Asema' }, { name: 'asema' }] }, 'places › 2 (asema) › name: twice'],
    ['the unit of probes', { units: [{ id: 'probe', name: 'P' }] }, 'units › 1 (P) › id: reserved'],
    ['an id with a space', { units: [{ id: 'a b', name: 'A' }] }, 'units › 1 (A) › id: id-shape'],
    ['a language that the app does not have', { languages: ['fi', 'xx'] }, 'languages › 2: not-one-of'],
    [
      'a phone number with letters',
      { services: [{ name: 'S', phone: 'soita' }] },
      'services › 1 (S) › phone: phone-shape',
    ],
    [
      'a day that is none',
      { services: [{ name: 'S', checked: '1.2.2026' }] },
      'services › 1 (S) › checked: date-shape',
    ],
    [
      'a built-in code with another meaning',
      { valueLists: { topics: { add: [{ code: 'money', words: { fi: 'x' } }] } } },
      'valueLists › topics › add › 1 (money) › code: own-code-shape',
    ],
    [
      'an own code without a word',
      { valueLists: { topics: { add: [{ code: 'own-x', words: {} }] } } },
      'valueLists › topics › add › 1 (own-x) › words: no-words',
    ],
    [
      'a code to hide that is none',
      { valueLists: { topics: { hide: ['money', 'mony'] } } },
      'valueLists › topics › hide › 2: unknown-code',
    ],
    ['a list that does not exist', { valueLists: { colours: {} } }, 'valueLists › colours: unknown-field'],
    ['an identity code in a name', { places: [{ name: 'Matti 131052-308T' }] }, 'places › 1 › name: identity-code'],
    ['retention of no days', { retention: { days: 0 } }, 'retention › days: too-small'],
  ])('%s', async (_, changes, said) => {
    expect(await refusalsIn(aDocument(changes))).toEqual([said]);
  });

  const endpoint = (changes: Record<string, unknown>) => ({
    endpoints: [{ id: 'a', name: 'A', url: 'https://example.org/x', ...changes }],
  });
  test.each<[string, Record<string, unknown>, string]>([
    ['http', { url: 'http://example.org/x' }, 'url: not-https'],
    ['http on an address that only looks local', { url: 'http://localhost.example.org/' }, 'url: not-https'],
    ['another scheme', { url: 'javascript:alert(1)' }, 'url: bad-address'],
    ['two slashes', { url: '//example.org/x' }, 'url: other-server'],
    ['no address at all', { url: 'https://' }, 'url: bad-address'],
    ['a sign-in that does not exist', { signIn: { way: 'magic' } }, 'signIn › way: not-one-of'],
    ['a key with a line break', { signIn: { way: 'bearer', token: 'a\nb' } }, 'signIn › token: secret-shape'],
    [
      'a word before the key that is two',
      { signIn: { way: 'bearer', scheme: 'My Token' } },
      'signIn › scheme: scheme-shape',
    ],
    ['a header of the browser’s own', { headers: { Cookie: 'a=1' } }, 'headers › Cookie: not-free'],
    ['a header with a line break', { headers: { a: 'b\r\nc: d' } }, 'headers › a: header-value'],
    ['a server that nobody knows', { dialect: 'oracle' }, 'dialect: unknown-dialect'],
    ['a kind of record that nobody knows', { kinds: ['encounter', 'person'] }, 'kinds › 2: unknown-kind'],
    ['no kinds', { kinds: [] }, 'kinds: empty'],
    ['a setting that the server does not have', { options: { wrapp: 'a' } }, 'options › wrapp: bad-options'],
    ['a setting of another server', { dialect: 'couchdb', options: { body: 'json' } }, 'options › body: bad-options'],
    ['a required setting left out', { dialect: 'kobotoolbox' }, 'options › form: bad-options'],
  ])('an endpoint with %s', async (_, changes, said) => {
    expect(await refusalsIn(aDocument(endpoint(changes)))).toEqual([`endpoints › 1 (A) › ${said}`]);
  });

  test('a name is read without the signs that turn the text around it, and is then none where nothing is left', async () => {
    const read = await readDocument(
      JSON.stringify(aDocument({ organisation: { name: 'Lahti\u202eiteakruk\u0007' } })),
      anyServer,
    );
    expect(read).toMatchObject({ candidate: { organisation: { organisation: { name: 'Lahtiiteakruk' } } } });
    expect(await refusalsIn(aDocument({ places: [{ name: '\u202e\u2066' }] }))).toEqual(['places › 1 › name: empty']);
  });

  test('an identity code is not repeated in what is said', async () => {
    const read = await readDocument(JSON.stringify(aDocument({ places: [{ name: '131052-308T' }] })), anyServer);
    expect(JSON.stringify(read)).not.toContain('131052');
  });

  test.each<[string, string, string]>([
    ['no JSON', 'hei', ': not-json'],
    ['an empty file', ' \n', ': nothing'],
    ['a table', 'nimi;puhelin\nA;1', ': not-json'],
    ['half a file', JSON.stringify(aDocument()).slice(0, 100), ': cut-short'],
    [
      'a field that somebody wrote twice',
      '{"kenttakirja":1,"organisation":{"name":"A","name":"B"}}',
      'organisation › name: field-twice',
    ],
    [
      'a list that stands twice, behind texts with signs of JSON in them',
      '{"kenttakirja":1,"organisation":{"name":"A, \\"}{"},"places":[{"name":"a"}],"\\u0070laces":[{"name":"b"}]}',
      'places: field-twice',
    ],
    ['another file', '{"name":"package"}', ': not-ours'],
    ['a list', '[1]', ': not-ours'],
    ['nothing', 'null', ': not-ours'],
    ['a later format', JSON.stringify(aDocument({ kenttakirja: 2 })), ': newer'],
  ])('%s', async (_, text, said) => {
    expect(await refusalsIn(text)).toEqual([said]);
  });

  test('where JSON is broken, the line is named', async () => {
    const read = await readDocument('{\n  "kenttakirja": 1,\n  oops\n}', anyServer);
    expect(read).toMatchObject({ refusals: [{ word: 'not-json-at', params: { line: 3, column: 3 } }] });
  });

  test.each([
    ['nested 100,000 deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['names of the language', '{"kenttakirja":1,"__proto__":{"a":1},"constructor":{},"organisation":{"name":"A"}}'],
    [
      'deep where anything may stand',
      JSON.stringify(aDocument(endpoint({ options: 0 }))).replace(
        '"options":0',
        `"options":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
      ),
    ],
  ])('a hostile document, %s, is refused in a moment', async (_, text) => {
    expect((await refusalsIn(text)).length).toBeGreaterThan(0);
  });

  test('wherever a field too many is put, it is found there, and what may stand there is named', () =>
    fc.assert(
      fc.asyncProperty(fc.nat(), fc.stringMatching(/^x[a-z]{5,9}$/), async (at, name) => {
        const document = aDocument();
        const places = objectsIn(document).filter(
          ({ path }) => !['headers', 'words', 'options'].includes(String(path.at(-1))),
        );
        const { object, path } = places[at % places.length]!;
        object[name] = 1;
        const read = await readDocument(JSON.stringify(document), organisationRules);
        expect(read).toMatchObject({ is: 'refused', refusals: [{ path: [...path, name], word: 'unknown-field' }] });
        if (read.is === 'refused') expect(read.refusals[0]!.params.known).not.toBe('');
      }),
    ));

  test('every word of refusal has a sentence', () => {
    expect(Object.keys(finnish.setup.refusal).sort()).toEqual([...refusalWords].sort());
  });
});

/** Every object in a value, with its place. A way of signing in is refused as a whole. */
function objectsIn(
  value: unknown,
  path: (string | number)[] = [],
): { object: Record<string, unknown>; path: (string | number)[] }[] {
  if (Array.isArray(value)) return value.flatMap((inner, index) => objectsIn(inner, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  const object = value as Record<string, unknown>;
  return [{ object, path }, ...Object.entries(object).flatMap(([key, inner]) => objectsIn(inner, [...path, key]))];
}

describe('own value lists', () => {
  const list = { hide: ['money', 'no-such'], add: [{ code: 'own-pets', words: { fi: 'lemmikit', en: 'pets' } }] };
  test('hidden codes are not offered, own ones come last', () => {
    expect(listCodes(['housing', 'money', 'other'], list)).toEqual(['housing', 'other', 'own-pets']);
    expect(listCodes(['housing'], undefined)).toEqual(['housing']);
  });
  test('an own code is called by its word, in another language where one is missing', () => {
    expect(ownWord(list, 'own-pets', 'en')).toBe('pets');
    expect(ownWord(list, 'own-pets', 'sv')).toBe('lemmikit');
    expect(ownWord(list, 'own-gone', 'fi')).toBeUndefined();
  });
});

describe('the published JSON Schema', () => {
  const schema = organisationSchema();
  const ajv = new Ajv({
    strict: true,
    allErrors: true,
    validateFormats: false,
    strictTypes: false,
    strictRequired: false,
  });
  const isValid = ajv.compile(schema);

  test('is a valid JSON Schema, with a sentence for every field whose name does not say it, and none for a field that is gone', () => {
    expect(ajv.validateSchema(schema)).toBe(true);
    const fields = new Set(fieldsOfDocument().map(keyOfField));
    expect([...fields].sort()).toEqual([...Object.keys(descriptions), ...saidByName].sort());
  });

  test.each<[string, Record<string, unknown>, boolean]>([
    ['a whole document', aDocument(), true],
    ['the smallest', { kenttakirja: 1, organisation: { name: 'A' } }, true],
    ['the example', JSON.parse(exampleDocument(t, '')), true],
    ['an unknown field', aDocument({ place: [] }), false],
    ['a bad address', aDocument({ endpoints: [{ id: 'a', name: 'A', url: 'http://example.org' }] }), false],
    ['an unknown server', aDocument({ endpoints: [{ id: 'a', name: 'A', url: '/x', dialect: 'oracle' }] }), false],
    ['an unknown kind', aDocument({ endpoints: [{ id: 'a', name: 'A', url: '/x', kinds: ['person'] }] }), false],
    [
      'a setting that a server lacks',
      aDocument({ endpoints: [{ id: 'a', name: 'A', url: '/x', options: { wrapp: 1 } }] }),
      false,
    ],
    ['a missing setting', aDocument({ endpoints: [{ id: 'a', name: 'A', url: '/x', dialect: 'kobotoolbox' }] }), false],
    [
      'a setting that it has',
      aDocument({ endpoints: [{ id: 'a', name: 'A', url: '/x', dialect: 'kobotoolbox', options: { form: 'f' } }] }),
      true,
    ],
    ['a group below five', aDocument({ survey: { smallestGroup: 4 } }), false],
    ['a language that is not there', aDocument({ languages: ['xx'] }), false],
    [
      'a code that is not own',
      aDocument({ valueLists: { topics: { add: [{ code: 'money', words: { fi: 'a' } }] } } }),
      false,
    ],
  ])('and the app agree on %s', async (_, document, right) => {
    expect(isValid(document)).toBe(right);
    expect((await refusalsIn(document)).length === 0).toBe(right);
  });
});
