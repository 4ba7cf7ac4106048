/** Open answers: read, marked, counted for groups, and quoted without a word that tells who wrote it. */
import { describe, expect, test } from 'vitest';
import { codingKey } from '../../src/results/collection.ts';
import { answersTo, openGroups } from '../../src/results/open-answers.ts';
import { isTakenFrom, tellingWords } from '../../src/results/quote.ts';
import { batchesOf } from '../../src/results/reading-batches.ts';
import { Coding } from '../../src/survey/coding.ts';
import type { Instrument } from '../../src/survey/instrument/instrument.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { random } from '../support/random.ts';
import { response } from '../support/responses.ts';

const form: Instrument = { ...esis, id: 'oma', items: [{ id: 'open', type: 'long' }] };
const wrote = (unit: string, text: string) =>
  response({ instrument: 'oma', unit, answers: [null], texts: { open: text } });
const marked = (of: { id: string }, tags: string[], quote?: string): Coding =>
  Coding.parse({
    ...{ kind: 'coding', id: crypto.randomUUID(), rev: 1, at: '2026-11-21T10:00:00.000Z', v: Coding.version },
    ...{ unit: 'Kehittäjät', device: '7d6f0c1e-2b3a-4c5d-8e9f-0a1b2c3d4e5f' },
    ...{ response: of.id, item: 'open', tags, ...(quote ? { quote } : {}) },
  });
const codings = (...all: Coding[]) => new Map(all.map((one) => [codingKey({ ...one, instrument: 'oma' }), one]));

describe('what is counted of open answers', () => {
  const large = Array.from({ length: 12 }, (_, index) => wrote('Iso', `vastaus ${index}`));
  const larger = Array.from({ length: 15 }, (_, index) => wrote('Isompi', `sana ${index}`));
  const small = [wrote('Pieni', 'pieni vastaus')];
  const everyone = [...large, ...larger, ...small];
  const answers = answersTo(form, 'open', everyone);
  const found = codings(
    marked(large[0]!, ['stigma-experienced', 'from-services'], 'vastaus 0'),
    ...larger.map((one, index) => marked(one, index < 4 ? ['stigma-experienced'] : [], index ? undefined : 'sana 0')),
    marked(small[0]!, ['stigma-experienced'], 'pieni vastaus'),
  );

  test('tags by unit, of groups that are large enough; the one that would give a small one away stays hidden', () => {
    const groups = openGroups(everyone, answers, found, 10);
    expect(groups.map(({ unit, n, standing }) => [unit, n, standing])).toEqual([
      ['Iso', 12, 'guard'],
      ['Isompi', 15, 'shown'],
      ['Pieni', 1, 'few'],
      [undefined, 28, 'shown'],
    ]);
    expect(
      groups.flatMap(({ tags }) => tags),
      'six people have it at the most',
    ).toEqual([]);
    for (const { standing, tags, quotes } of groups) {
      if (standing !== 'shown') expect([...tags, ...quotes]).toEqual([]);
    }
  });

  test('a tag is told where enough people have it and enough have not', () => {
    const all = codings(...larger.map((one, index) => marked(one, index < 7 ? ['stigma-experienced'] : [])));
    const groups = openGroups(larger, answersTo(form, 'open', larger), all, 5);
    expect(groups[0]!.tags).toEqual([{ tag: 'stigma-experienced', count: 7 }]);
    const most = codings(...larger.map((one, index) => marked(one, index < 11 ? ['stigma-experienced'] : [])));
    expect(openGroups(larger, answersTo(form, 'open', larger), most, 5)[0]!.tags, 'four have not').toEqual([]);
  });

  test('four people in three waves are four, whatever they wrote and wherever', () => {
    const waves = ['2026-01-10', '2026-04-10', '2026-07-10'].flatMap((day, wave) =>
      ['A', 'B', 'C', 'D'].map((code) => ({
        ...wrote(wave === 2 && code === 'D' ? 'Isompi' : 'Iso', `${code} ${wave}`),
        code,
        at: `${day}T10:00:00.000Z`,
      })),
    );
    const all = codings(...waves.map((one) => marked(one, ['from-services'], one.texts!.open)));
    const groups = openGroups(waves, answersTo(form, 'open', waves), all, 10);
    expect(groups.map(({ n, standing }) => [n, standing])).toEqual([
      [9, 'few'],
      [3, 'few'],
      [12, 'few'],
    ]);
    expect(groups.flatMap(({ tags, quotes }) => [...tags, ...quotes])).toEqual([]);
  });

  test('quotes stand with their unit only, never those of a unit that is not shown', () => {
    const quotes = openGroups(everyone, answers, found, 10).flatMap((group) => group.quotes);
    expect(quotes).toEqual(['sana 0']);
  });

  test('an answer to read says nothing of where and when, and their order follows neither', () => {
    expect(Object.keys(answers[0]!).sort()).toEqual(['instrument', 'item', 'response', 'text']);
    const other = [...everyone].reverse();
    expect(answersTo(form, 'open', other)).toEqual(answers);
  });

  test('empty answers are not there to be read', () => {
    expect(answersTo(form, 'open', [wrote('Iso', '  '), response({ instrument: 'oma' })])).toEqual([]);
  });
});

describe('a quote', () => {
  const text = 'Olin Lahdessa kun Matti soitti 040 123 4567. Siellä minua katsottiin kuin roskaa.';

  test('holds the writer’s own words in their order, with gaps', () => {
    expect(isTakenFrom(text, 'Olin [paikka] kun [nimi] soitti. Siellä minua katsottiin kuin roskaa.')).toBe(true);
    expect(isTakenFrom(text, '… minua katsottiin kuin roskaa')).toBe(true);
    expect(isTakenFrom(text, 'Minua katsottiin kuin kuningasta')).toBe(false);
    expect(isTakenFrom(text, 'roskaa kuin katsottiin')).toBe(false);
    expect(isTakenFrom(text, '[nimi]')).toBe(false);
  });

  test('is read once more for names, numbers and addresses', () => {
    expect(tellingWords(text)).toEqual(['Lahdessa', 'Matti', '040 123 4567']);
    expect(tellingWords('Kirjoita a.b@c.fi tai www.oma.fi')).toEqual(['a.b@c.fi', 'www.oma.fi']);
    expect(tellingWords('Siellä [paikka] minua katsottiin. Kuin roskaa.')).toEqual([]);
  });

  test('with a personal identity code is not kept', () => {
    expect(() => marked({ id: crypto.randomUUID() }, [], 'tunnus 131052-308T tässä')).toThrow();
  });
});

describe('written answers are read in batches', () => {
  const from = (count: number) => Array.from({ length: count }, (_, index) => wrote('Iso', `sana ${index}`));
  const to = (all: ReturnType<typeof from>) => answersTo(form, 'open', all);

  test('over days of newcomers: what one look shows more than another is of nobody, or of as many people as the smallest group', () => {
    const least = 10;
    for (let seed = 1; seed <= 30; seed++) {
      const next = random(seed);
      let all: ReturnType<typeof from> = [];
      let opened: readonly string[] = [];
      for (let day = 0; day < 12; day++) {
        all = [...all, ...from(Math.floor(next() * 8))];
        const batch = batchesOf(to(all), all, opened, least, next);
        const more = batch.readable.length - opened.length;
        expect(more === 0 || more >= least, `${more} more`).toBe(true);
        expect(batch.waiting).toBe(all.length - batch.readable.length);
        expect(
          batch.readable.slice(0, opened.length).map(({ response: id }) => id),
          'what was read stays in its place',
        ).toEqual(opened);
        opened = batch.opened;
      }
    }
  });

  test('one person in three waves is one', () => {
    const nine = from(9).map((one, index) => ({ ...one, code: `K${index}` }));
    const again = from(9).map((one, index) => ({ ...one, code: `K${index}` }));
    const all = [...nine, ...again];
    expect(batchesOf(to(all), all, [], 10)).toMatchObject({ readable: [], waiting: 18 });
  });

  test('in an order that follows nothing: not the ids, not how they came', () => {
    const all = from(40);
    const orders = [1, 2].map((seed) => batchesOf(to(all), all, [], 10, random(seed)).opened.join());
    expect(orders[0]).not.toBe(orders[1]);
  });

  test('an answer that is gone meanwhile is not shown, and the others stay', () => {
    const all = from(12);
    const { opened } = batchesOf(to(all), all, [], 10);
    const left = all.slice(1);
    expect(batchesOf(to(left), left, opened, 10).readable).toHaveLength(11);
  });
});
