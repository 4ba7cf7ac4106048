/** Taking a file into use beside what is there: no version ever means two surveys. */
import { expect, test } from 'vitest';
import { newSurvey } from '../../src/survey/builder/begun.ts';
import * as does from '../../src/survey/builder/operations.ts';
import { filesOf } from '../../src/survey/builder/written.ts';
import { readForm } from '../../src/survey/bundle/bundles-store.ts';
import { readInstruments } from '../../src/survey/instrument/instruments-store.ts';
import { readInstrumentFile } from '../../src/survey/instrument/read-file-store.ts';
import { takeFile } from '../../src/survey/instrument/take-file-store.ts';
import { freshDevice } from '../support/device.ts';

freshDevice();

/** The file of a survey with one question of its own and the scale; alone, of the question. */
function aFile(words = 'Miten voit?', title = 'Osallisuuskysely', alone = false) {
  const begun = does.setSurvey(newSurvey('kysely-abc', 'fi', 'Päiväkeskus'), 'titles', 'fi', title);
  const { survey, key } = does.addQuestion(begun, 'long');
  const worded = does.setQuestion(survey, key, 'words', 'fi', words);
  const { bundle, instruments } = filesOf(
    alone ? { ...worded, alone: 'kysely-abc-1' } : does.placeInstrument(worded, 'esis'),
  );
  return { ...bundle, ...(alone ? instruments[0]! : { instruments }) };
}
async function sound(file: object) {
  const read = await readInstrumentFile(new File([JSON.stringify(file)], 'a.json'));
  if (read.is === 'wrong') throw new Error(JSON.stringify(read.wrong));
  return read;
}
const later = (file: ReturnType<typeof aFile>) => ({
  ...file,
  version: '2',
  instruments: 'instruments' in file ? file.instruments.map((one) => ({ ...one, version: '2' })) : [],
});
const refused = (title = 'Osallisuuskysely') => [{ why: 'sameVersion', values: { title, version: '1' } }];

test.each([
  ['another question of its own', aFile(), aFile('Jotain muuta?'), refused()],
  ['another name', aFile(), aFile('Miten voit?', 'Muu kysely'), refused()],
  ['a survey of one part, another question', aFile('a', 'b', true), aFile('c', 'b', true), refused('b')],
  ['the very same file', aFile(), aFile(), []],
  ['a later version', aFile(), later(aFile('Muu?')), []],
  [
    'a later version, whose changed question bears the old one',
    aFile(),
    { ...aFile('Muu?'), version: '2' },
    refused('Osallisuuskysely'),
  ],
])('a file of the version that is in use, %s', async (_, first, second, wrong) => {
  expect(await takeFile(await sound(first))).toEqual([]);
  const before = await readInstruments();
  expect(await takeFile(await sound(second))).toEqual(wrong);
  if (wrong.length > 0) expect(await readInstruments(), 'what is in use stands').toEqual(before);
});

test('what another tab took between the look and the writing is not written over', async () => {
  const [mine, theirs] = [await sound(aFile()), await sound(aFile('Heidän?'))];
  const [one, other] = await Promise.all([takeFile(theirs), takeFile(mine)]);
  expect([one, other].filter((wrong) => wrong.length > 0)).toEqual([refused()]);
  const kept = one.length === 0 ? 'Heidän?' : 'Miten voit?';
  expect((await readForm('kysely-abc'))?.texts.fi?.items[0]).toBe(kept);
});

test('another language of an own survey comes to it', async () => {
  const first = aFile('Miten voit?', 'Kysely', true) as { texts: Record<string, object> };
  await takeFile(await sound(first));
  const more = { ...first, texts: { ...first.texts, sv: { ...first.texts.fi, items: ['Hur mår du?'] } } };
  expect(await takeFile(await sound(more))).toEqual([]);
});

test.each([
  ['of several parts', aFile(), later(aFile('Muu?')), 'Osallisuuskysely'],
  ['of one part', aFile('a', 'b', true), { ...aFile('c', 'b', true), version: '2' }, 'b'],
])(
  'a file of the version before, %s, is said to be that, and the later one stays in use',
  async (_, first, next, title) => {
    await takeFile(await sound(first));
    await takeFile(await sound(next));
    const before = await readInstruments();
    const values = { title, version: '1', now: '2' };
    expect(await takeFile(await sound(first))).toEqual([{ why: 'earlierVersion', values }]);
    expect(await readInstruments()).toEqual(before);
  },
);
