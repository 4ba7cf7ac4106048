import { describe, expect, test } from 'vitest';
import finnish from '../../locales/fi.json';
import { type Around, readInstrument, readInstrumentText } from '../../src/survey/instrument/file.ts';
import { joined } from '../../src/survey/instrument/languages.ts';
import { instruments } from '../../src/survey/instruments/all.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { aFile } from '../support/instruments.ts';

const around: Around = {
  shipped: instruments,
  pageLanguages: ['fi', 'sv', 'en'],
  pageWords: Object.keys(finnish.answer),
};

const file = (change: (file: ReturnType<typeof aFile> & Record<string, unknown>) => unknown = () => undefined) => {
  const made = aFile();
  change(made);
  return made;
};
const wrongIn = async (value: unknown) => {
  const read = await readInstrument(value, around);
  return read.is === 'wrong' ? read.wrong : [];
};

describe('an instrument that an organisation writes', () => {
  test('is taken whole, with its checksums worked out', async () => {
    const read = await readInstrument(file(), around);
    expect(read).toMatchObject({ is: 'read', instrument: { id: 'arki' } });
    const { instrument } = read as { instrument: { checksums: Record<string, string> } };
    expect(Object.keys(instrument.checksums)).toEqual(['fi', 'sv', 'ar']);
  });

  test('every instrument of the app is itself such a file', async () => {
    for (const one of instruments)
      expect(await readInstrument(one, { ...around, shipped: [] })).toMatchObject({ is: 'read' });
  });

  test.each<[string, unknown, object]>([
    [
      'two questions of one id',
      file(({ items }) => Object.assign(items[3]!, { id: 'safe' })),
      { why: 'duplicateId', values: { id: 'safe', first: 2, second: 4 } },
    ],
    [
      'a language with a question missing',
      file(({ texts }) => texts.sv.items.pop()),
      { why: 'missingText', values: { language: 'sv', count: 6, items: 7 } },
    ],
    [
      'a language with a choice missing',
      file(({ texts }) => delete (texts.sv.responses as Record<string, string>)['2']),
      { why: 'missingLabel', values: { language: 'sv', code: 2, id: 'safe' } },
    ],
    ['no language at all', file((made) => Object.assign(made, { texts: {} })), { why: 'noLanguage' }],
    [
      'show rules in a circle',
      file(({ items }) =>
        Object.assign(items[3]!, { showWhen: { match: 'all', rules: [{ item: 'hours', is: '=', value: 1 }] } }),
      ),
      { why: 'circular', values: { path: 'work → hours → work' } },
    ],
    [
      'a rule that looks at itself',
      file(({ items }) =>
        Object.assign(items[3]!, { showWhen: { match: 'all', rules: [{ item: 'work', is: '=', value: 1 }] } }),
      ),
      { why: 'circular', values: { path: 'work → work' } },
    ],
    [
      'a rule that looks ahead',
      file(({ items }) =>
        Object.assign(items[1]!, { showWhen: { match: 'all', rules: [{ item: 'work', is: '=', value: 1 }] } }),
      ),
      { why: 'laterItem', values: { id: 'safe', other: 'work' } },
    ],
    [
      'a rule on a question that is not there',
      file(({ items }) =>
        Object.assign(items[3]!, { showWhen: { match: 'all', rules: [{ item: 'gone', is: '=', value: 1 }] } }),
      ),
      { why: 'unknownItem', values: { id: 'work', other: 'gone' } },
    ],
    [
      'a rule on a text',
      file(({ items }) =>
        Object.assign(items[6]!, { showWhen: { match: 'all', rules: [{ item: 'where', is: '=', value: 1 }] } }),
      ),
      { why: 'ruleOnText', values: { id: 'more', other: 'where' } },
    ],
    [
      '2,000 questions',
      file((made) =>
        Object.assign(made, { items: Array.from({ length: 2000 }, (_, n) => ({ id: `q${n}`, type: 'scale' })) }),
      ),
      { why: 'tooMany', values: { count: 2000, limit: 200 } },
    ],
    [
      'a type that does not exist',
      file(({ items }) => Object.assign(items[1]!, { type: 'skale' })),
      { why: 'notOneOf', values: { at: 'items › 2 › type' } },
    ],
    [
      'a field that nobody knows',
      file(({ items }) => Object.assign(items[1]!, { colour: 'red' })),
      { why: 'unknownField', values: { at: 'items › 2', name: 'colour' } },
    ],
    [
      'a list of choices that is not there',
      file(({ items }) => Object.assign(items[1]!, { scale: 'gone' })),
      { why: 'noScale', values: { id: 'safe', scale: 'gone' } },
    ],
    [
      'a number that no answer can be',
      file(({ items }) => Object.assign(items.find(({ id }) => id === 'hours')!, { min: 81 })),
      { why: 'boundsTurned', values: { id: 'hours', min: 81, max: 80 } },
    ],
    [
      'a code twice',
      file((made) => Object.assign(made, { order: [3, 3, 1] })),
      { why: 'codeTwice', values: { id: 'safe' } },
    ],
    [
      'a score of a question that has no number',
      file(({ scorings }) => Object.assign(scorings[0]!, { items: ['more'] })),
      { why: 'scoreItem', values: { name: 'safety', id: 'more' } },
    ],
    [
      'a text that is not what its checksum says',
      file((made) => Object.assign(made, { checksums: { fi: 'a'.repeat(64) } })),
      { why: 'checksum', values: { language: 'fi' } },
    ],
    [
      'a language without the words of its page',
      file(({ texts }) => Object.assign(texts.ar, { page: { title: 'x' } })),
      { why: 'noPageWords', values: { language: 'ar' } },
    ],
    [
      'a language that is none',
      file(({ texts }) => Object.assign(texts, { suomi_1: texts.fi })),
      { why: 'badLanguage' },
    ],
    [
      'no licence',
      file((made) => Object.assign(made, { licence: undefined })),
      { why: 'badType', values: { at: 'licence' } },
    ],
    [
      'an empty text',
      file(({ texts }) => texts.fi.items.splice(1, 1, ' ')),
      { why: 'tooSmall', values: { at: 'texts › fi › items › 2' } },
    ],
    [
      'a list that is called as something that every object has',
      file(({ items }) => Object.assign(items[2]!, { scale: 'constructor' })),
      { why: 'noScale', values: { id: 'travel', scale: 'constructor' } },
    ],
    ['nothing that is a file', 7, { why: 'badType' }],
  ])('is refused with its reason: %s', async (_, value, wrong) => {
    expect(await wrongIn(value)).toEqual(expect.arrayContaining([expect.objectContaining(nested(wrong))]));
  });

  const nested = ({ why, values }: { why?: string; values?: object }) => ({
    why,
    ...(values ? { values: expect.objectContaining(values) } : {}),
  });

  test('half a file is told from a wrong one', async () => {
    const half = JSON.stringify(file()).slice(0, 700);
    expect(await readInstrumentText(half, around)).toEqual({ is: 'wrong', wrong: [{ why: 'notJson' }] });
  });

  test('every reason has a sentence', async () => {
    const { readFileSync, readdirSync } = await import('node:fs');
    const code = readdirSync('src/survey/instrument')
      .filter((name) => /^instrument-.*ts$/.test(name))
      .map((name) => readFileSync(`src/survey/${name}`, 'utf8'));
    const reasons = code.join('\n').matchAll(/why: '(\w+)'/g);
    for (const [, why] of reasons) expect(finnish.instruments.wrong, why).toHaveProperty(why!);
  });
});

describe('a language for an instrument of the app', () => {
  const swedish = (some: object = {}) => ({
    id: 'esis',
    texts: { sv: { ...esis.texts.fi!, source: 'THL', permission: 'THL 2026', ...some } },
  });

  test('is added beside the app’s own texts, which stay word for word', async () => {
    const read = await readInstrument(swedish(), around);
    expect(read.is).toBe('read');
    const [one] = joined([esis], [(read as { instrument: typeof esis }).instrument]);
    expect(Object.keys(one!.texts).sort()).toEqual(['fi', 'sv']);
    expect(one!.texts.fi).toBe(esis.texts.fi);
    expect(one!.checksums.fi).toBe(esis.checksums.fi);
  });

  test('needs the owner’s permission', async () => {
    expect(await wrongIn(swedish({ permission: undefined }))).toEqual([
      { why: 'noPermission', values: { language: 'sv' } },
    ]);
  });

  test('never stands in place of a text of the app, and never changes what is asked', async () => {
    const other = { ...esis.texts.fi!, items: [...esis.texts.fi!.items.slice(0, 9), 'Muutettu väittämä.'] };
    expect(await wrongIn({ id: 'esis', texts: { fi: other } })).toEqual([
      { why: 'ownText', values: { id: 'esis', language: 'fi' } },
    ]);
    expect(await wrongIn({ ...swedish(), order: [1, 2, 3, 4, 5] })).toEqual([
      { why: 'otherShape', values: { id: 'esis', version: '1' } },
    ]);
  });
});
