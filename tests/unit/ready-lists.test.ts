/** What a file may leave to the app: yes and no, and the words between the two ends of a scale. */

import { describe, expect, test } from 'vitest';
import { readInstrument } from '../../src/survey/instrument/file.ts';
import { checksumOf } from '../../src/survey/instrument/instrument.ts';
import { withReady } from '../../src/survey/instrument/ready.ts';
import { instruments } from '../../src/survey/instruments/all.ts';
import { around } from '../support/forms.ts';
import { aFile } from '../support/instruments.ts';
import { fc } from '../support/property.ts';

const text = (more: object) => ({
  ...{ title: 'Arki', stem: '', responses: {}, source: 'Oma', copyright: 'Oma' },
  ...more,
});
const file = (items: object[], fi: object, more: object = {}) => ({
  ...{ id: 'arki', version: '1', licence: 'Oma', order: [], items },
  texts: { fi: text(fi) },
  ...more,
});
const read = async (value: unknown) => {
  const one = await readInstrument(value, { ...around, shipped: [] });
  return one.is === 'read' ? one.instrument : one.wrong.map(({ why }) => why);
};

describe('yes and no', () => {
  const asks = file([{ id: 'q1', type: 'single', scale: 'yes-no' }], { items: ['Saatko apua?'] });

  test('are a list that every file has, in the languages of the app', async () => {
    const inTwo = { ...asks, texts: { fi: text({ items: ['Saatko apua?'] }), sv: text({ items: ['Får du hjälp?'] }) } };
    expect(await read(inTwo)).toMatchObject({
      scales: { 'yes-no': [1, 0] },
      texts: {
        fi: { scales: { 'yes-no': { 1: 'kyllä', 0: 'ei' } } },
        sv: { scales: { 'yes-no': { 1: 'ja', 0: 'nej' } } },
      },
    });
  });

  test('stand as the file words them where it does', async () => {
    const own = file([{ id: 'q1', type: 'single', scale: 'yes-no' }], {
      items: ['Saatko apua?'],
      scales: { 'yes-no': { 1: 'joo', 0: 'en' } },
    });
    expect(await read(own)).toMatchObject({ texts: { fi: { scales: { 'yes-no': { 1: 'joo', 0: 'en' } } } } });
    const list = { ...own, scales: { 'yes-no': [1, 2] } };
    expect(await read(list), 'a list of its own by that name').toEqual(['missingLabel']);
  });
});

describe('a scale with words for its two ends', () => {
  const steps = [0, 1, 2, 3, 4];

  test('has its numbers between them, named or the instrument’s own', async () => {
    const named = file(
      [{ id: 'q1', type: 'scale', scale: 'much' }],
      { items: ['Kuinka paljon?'], scales: { much: { 0: 'en lainkaan', 4: 'paljon' } } },
      { scales: { much: steps } },
    );
    expect(await read(named)).toMatchObject({
      texts: { fi: { scales: { much: { 0: 'en lainkaan', 1: '1', 2: '2', 3: '3', 4: 'paljon' } } } },
    });
    const own = file(
      [{ id: 'q1', type: 'scale' }],
      { items: ['Kuinka paljon?'], responses: { 0: 'en lainkaan', 4: 'paljon' } },
      { order: steps },
    );
    expect(await read(own)).toMatchObject({ texts: { fi: { responses: { 0: 'en lainkaan', 2: '2', 4: 'paljon' } } } });
  });

  test('is none where a word between is there, an end has none, or its choices are no scale', async () => {
    const withLabels = (responses: object, type = 'scale') =>
      file([{ id: 'q1', type }], { items: ['Kuinka paljon?'], responses }, { order: steps });
    expect(await read(withLabels({ 0: 'en', 2: 'vähän', 4: 'paljon' }))).toEqual(['missingLabel', 'missingLabel']);
    expect(await read(withLabels({ 0: 'en' }))).toHaveLength(4);
    expect(await read(withLabels({ 0: 'en', 4: 'paljon' }, 'single'))).toHaveLength(3);
    const both = withLabels({ 0: 'en', 4: 'paljon' });
    const sv = text({ items: ['Hur mycket?'], responses: { 0: 'a', 1: 'b', 2: 'c', 3: 'd', 4: 'e' } });
    expect(await read({ ...both, texts: { ...both.texts, sv } }), 'a language lacks what another has').toHaveLength(3);
  });
});

test('every text that was there before is as it was, with its checksum', async () => {
  for (const { checksums, ...instrument } of instruments) {
    const { texts } = withReady(instrument) as typeof instrument;
    expect(texts).toEqual(instrument.texts);
    for (const [language, sum] of Object.entries(checksums)) expect(await checksumOf(texts[language]!)).toBe(sum);
  }
  expect(withReady(aFile())).toEqual(aFile());
});

test('whatever else stands in a file is left for the checks to judge', () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), fc.anything(), (items, texts, scales) => {
      expect(() => withReady({ items, texts, scales, order: scales })).not.toThrow();
      expect(() =>
        withReady({ items: [{ type: 'scale', scale: 'yes-no' }], texts: { fi: texts }, scales }),
      ).not.toThrow();
    }),
    { numRuns: 300, seed: 15 },
  );
});
