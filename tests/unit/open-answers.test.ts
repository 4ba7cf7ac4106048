/** Open answers: read, marked, counted for groups, and quoted without a word that tells who wrote it. */
import { describe, expect, test } from 'vitest';
import type { Answered } from '../../src/results/answered.ts';
import { codingKey } from '../../src/results/collection.ts';
import { answersTo, openGroups } from '../../src/results/open-answers.ts';
import { openToldOf } from '../../src/results/open-told.ts';
import { isTakenFrom, tellingWords } from '../../src/results/quote.ts';
import { batchesOf } from '../../src/results/reading-batches.ts';
import type { Release } from '../../src/results/release.ts';
import { closeMonths } from '../../src/results/results.ts';
import { Coding } from '../../src/survey/coding.ts';
import type { Instrument } from '../../src/survey/instrument/instrument.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { random } from '../support/random.ts';
import { response } from '../support/responses.ts';

const form: Instrument = { ...esis, id: 'oma', scorings: undefined, items: [{ id: 'open', type: 'long' }] } as never;
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

  test('units that are told as one are one here too: their answers, tags and quotes stand under that name', () => {
    const from = '2026-01-01';
    const all = [...large, ...small.flatMap(() => Array.from({ length: 12 }, (_, at) => wrote('Pieni', `p ${at}`)))];
    const written = answersTo(form, 'open', all);
    const question = {
      ...{ instrument: form, item: 'open', answers: written, atHand: new Set([from]), least: new Map([[from, 10]]) },
      half: new Map(all.map(({ id }) => [id, from])),
      unitOf: new Map(all.map(({ id, unit }) => [id, unit === 'Iso' ? 'Iso' : 'Pienet yhdessä'])),
    } as never;
    const read = codings(...all.map((one) => marked(one, [])));
    const groups = openToldOf(question, from, { responses: all, codings: read })!;
    expect(groups.map(({ unit, n }) => [unit, n])).toEqual([
      ['Iso', 12],
      ['Pienet yhdessä', 12],
      [undefined, 24],
    ]);
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
  const from = (count: number, month = '2026-03') =>
    Array.from({ length: count }, (_, index) => ({
      ...wrote('Iso', `${month} sana ${index}`),
      at: `${month}-10T12:00:00.000Z`,
      code: undefined,
    }));
  const to = (all: readonly Answered[], item = 'open') => answersTo(form, item, all);
  const months = ['01', '02', '03', '04', '05', '06', '07', '08'].map((month) => `2026-${month}`);
  const close = (all: readonly Answered[], today: string, earlier: readonly Release[] = [], least = 10) =>
    closeMonths(form, all, earlier, { least, today });
  const read = async (releases: readonly Release[], all: readonly Answered[]) =>
    (await batchesOf(to(all), releases, all)).readable.map(({ text }) => text);
  /** How many people wrote what one look has and the other has not, each way. */
  const apart = (one: readonly string[], other: readonly string[]) => [
    one.filter((text) => !other.includes(text)).length,
    other.filter((text) => !one.includes(text)).length,
  ];

  test('of two devices, two days or before and after one answer is gone: what one look has and another has not is of nobody, or of as many people as the smallest group', async () => {
    const least = 10;
    let shown = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const next = random(seed);
      const all: Answered[] = [];
      let releases: Release[] = [];
      const looks: string[][] = [];
      for (const [at, month] of months.entries()) {
        all.push(...from(Math.floor(next() * 9), month));
        releases = [...releases, ...(await close(all, `2026-${String(at + 2).padStart(2, '0')}-01`, releases, least))];
        looks.push(await read(releases, all));
        // Another device of the place, and this one without one answer: deleted, or not read yet.
        looks.push(await read(releases, [...all].reverse()));
        const gone = all[Math.floor(next() * all.length)];
        looks.push(
          await read(
            releases,
            all.filter((one) => one !== gone),
          ),
        );
      }
      for (const one of looks)
        for (const other of looks)
          for (const few of apart(one, other)) {
            expect(few === 0 || few >= least, `${few} apart`).toBe(true);
          }
      shown += looks.at(-3)!.length;
    }
    expect(shown).toBeGreaterThan(500);
  });

  test('the newcomer of April is read with those who come next, also on a device that reads for the first time then', async () => {
    const march = from(14);
    const april = from(1, '2026-04');
    const first = await close(march, '2026-04-01');
    const all = [...march, ...april];
    const second = [...first, ...(await close(all, '2026-05-01', first))];
    expect(await read(second, all)).toEqual(await read(first, march));
    const may = from(9, '2026-05');
    const third = [...second, ...(await close([...all, ...may], '2026-06-01', second))];
    expect(await read(third, [...all, ...may])).toHaveLength(24);
  });

  test('of answers that are not released yet none, however many wait', async () => {
    const all = from(40);
    expect(await close(all, '2026-03-31')).toEqual([]);
    expect(await read([], all)).toEqual([]);
  });

  test('one person in three waves is one', async () => {
    const nine = from(9).map((one, index) => ({ ...one, code: `K${index}` }));
    const again = from(9, '2026-06').map((one, index) => ({ ...one, code: `K${index}` }));
    const all = [...nine, ...again];
    expect(await read(await close(all, '2026-07-01'), all)).toEqual([]);
  });

  test('in an order that follows nothing, is the same on every device, and another one for each question', async () => {
    const two: Instrument = { ...form, items: [...form.items, { id: 'more', type: 'long' }] };
    const all = from(40).map((one) => ({ ...one, answers: [null, null], texts: { ...one.texts, more: 'muuta' } }));
    const releases = await closeMonths(two, all, [], { least: 10, today: '2026-04-01' });
    const orderOf = async (item: string, given: readonly Answered[]) =>
      (await batchesOf(answersTo(two, item, given), releases, given)).readable.map(({ response: id }) => id);
    const order = await orderOf('open', all);
    expect(await orderOf('open', [...all].reverse())).toEqual(order);
    const ids = all.map(({ id }) => id);
    const other = await orderOf('more', all);
    for (const one of [ids, [...ids].reverse(), other]) {
      const same = one.filter((id, place) => order[place] === id).length;
      expect(same, 'no more in one place than by chance').toBeLessThan(6);
    }
  });

  test('what is read stays in its place when more is opened', async () => {
    const march = from(12);
    const all = [...march, ...from(12, '2026-04')];
    const first = await close(march, '2026-04-01');
    const second = [...first, ...(await close(all, '2026-05-01', first))];
    expect((await read(second, all)).slice(0, 12)).toEqual(await read(first, march));
  });

  test('an answer that is gone takes what was opened with it, in words; what is opened later is read', async () => {
    const all = [...from(12, '2026-01'), ...from(5, '2026-02'), ...from(9, '2026-03'), ...from(25, '2026-04')];
    const releases = await close(all, '2026-05-01');
    const whole = await batchesOf(to(all), releases, all);
    expect(whole).toMatchObject({ isLacking: false, readable: { length: 51 } });
    // Of February: with it March fills the batch, and without it too.
    const left = all.filter((one) => one !== all[12]);
    const { readable, isLacking } = await batchesOf(to(left), releases, left);
    expect(isLacking).toBe(true);
    expect(readable.map(({ text }) => text.slice(0, 7)).sort()).toEqual([
      ...Array<string>(12).fill('2026-01'),
      ...Array<string>(25).fill('2026-04'),
    ]);
  });

  test('the smallest group is that of the releases, whatever a device is set to', async () => {
    const all = [...from(7, '2026-01'), ...from(2, '2026-02'), ...from(6, '2026-03')];
    const first = await close(all.slice(0, 7), '2026-02-01');
    const second = [...first, ...(await close(all.slice(0, 9), '2026-03-01', first, 5))];
    expect(await read(second, all), 'a batch that was begun with ten wants ten').toHaveLength(0);
    expect(await read([...second, ...(await close(all, '2026-04-01', second, 5))], all)).toHaveLength(15);
  });
});
