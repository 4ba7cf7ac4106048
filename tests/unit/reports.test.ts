/** What is made of results to be carried into a meeting, or given back: the numbers of the screen, and a clear word where there is none. */
import { describe, expect, test } from 'vitest';
import { isNamed } from '../../src/documents/document-article.tsx';
import { interval } from '../../src/i18n/numbers.ts';
import { periodOf } from '../../src/periods/periods.ts';
import { askedAcross, askedElsewhere } from '../../src/results/bundles-of.ts';
import { saidMean, writer } from '../../src/results/in-words.ts';
import { itemSayer } from '../../src/results/item-words.ts';
import { rankedItems } from '../../src/results/ranked-items.ts';
import { aboutOf } from '../../src/results/release-shape.ts';
import type { Results } from '../../src/results/results.ts';
import { type SummaryOf, summaryDocument } from '../../src/results/summary.ts';
import { firstChosen, otherItems } from '../../src/results/summary-page.tsx';
import { quotesIn } from '../../src/results/use-looked-at.ts';
import { groupOf } from '../../src/results/wave-results.ts';
import type { Instrument } from '../../src/survey/instrument/instrument.ts';
import { background } from '../../src/survey/instruments/background.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import type { SurveyResponse } from '../../src/survey/response.ts';
import { releasedResults } from '../support/released.ts';
import { responses } from '../support/responses.ts';
import { documentWords, textsOf } from '../support/written-documents.ts';

const year = periodOf('year', '2025-01-01');
const words = documentWords();
const { t, language } = words;
const coded = (unit: string, count: number, at: string, step = 0) =>
  responses(count, { unit, at }).map((one, index) => ({
    ...one,
    code: `${unit}${index}`,
    answers: one.answers.map((_, item) => 2 + step + (index % 10 < item ? 1 : 0)),
  }));
const [first, later] = ['2025-02-10T12:00:00.000Z', '2025-08-11T12:00:00.000Z'];
const twoWaves = [
  ...coded('Päiväkeskus', 24, first),
  ...coded('Päiväkeskus', 24, later, 1),
  ...coded('Työpaja', 30, first),
  ...coded('Pieni', 4, first),
];
const results = await releasedResults(esis, twoWaves, { least: 10, period: 'half' });
const of = (changes: Partial<SummaryOf> = {}): SummaryOf => ({
  ...{ title: 'Kysely', unit: 'Päiväkeskus', period: year, main: results, others: [], quotes: [], changed: [] },
  ...{ nameOf: (unit: string) => unit, isListed: true, isAskedElsewhere: false, instruments: [] },
  ...changes,
});
const said = (changes?: Partial<SummaryOf>) => textsOf(summaryDocument(of(changes), words));

describe('a summary', () => {
  test('has the numbers of the screen, and no other', () => {
    const told = [undefined, ...results.units].flatMap((unit) =>
      results.waves.flatMap((wave) => groupOf(wave, year, unit) ?? []),
    );
    const known = new Set(
      told.flatMap(({ n, statistics }) => {
        const means = [
          ...(statistics?.scores ?? []).map(({ mean }) => mean),
          ...(statistics?.items ?? []).flatMap(({ mean }) => mean ?? []),
        ];
        return [
          String(n),
          ...means.flatMap((mean) => [saidMean(mean, language, t), interval(mean, writer(mean, language)) ?? '–']),
        ];
      }),
    );
    for (const unit of [undefined, ...results.units]) {
      const tables = summaryDocument(of({ unit }), words).blocks.flatMap((block) =>
        block.is === 'chart' ? [block] : [],
      );
      const cells = tables.flatMap(({ table: { rows } }) =>
        rows.flatMap(([, ...rest]) => rest.map(({ text }) => text)),
      );
      expect(
        cells.filter((cell) => !known.has(cell) && !/^(Ei |–|0$)/.test(cell)),
        String(unit),
      ).toEqual([]);
      // What is drawn is what is written beside it.
      for (const { picture, table } of tables)
        expect(picture.rows.map(({ said: one, why }) => one ?? why)).toEqual(
          table.rows.map((row) => row[table.head.indexOf('Keskiarvo')]!.text),
        );
    }
  });

  test('says of a time at which nobody of a unit answered that nobody did, and of a small group that it is not told', () => {
    const rows = summaryDocument(of({ unit: undefined }), words).blocks.flatMap((block) =>
      block.is === 'chart' ? block.table.rows.map((row) => row.map(({ text }) => text)) : [],
    );
    expect(rows).toContainEqual(['Työpaja · 6 kk alusta', '0', 'Ei vastauksia.', '–']);
    expect(rows).toContainEqual(['Pieni · alussa', '4', 'Ei näytetä: vastauksia on alle 10.', '–']);
    expect(said({ unit: 'Pieni' })).toContain('Ei näytetä: vastauksia on alle 10.');
    expect(said({ period: periodOf('month', '2025-05-01') })).toContain('Ei vastauksia.');
  });

  test('says of a unit that was merged away during the year under which name its answers are', () => {
    expect(said().some((text) => text.includes('luettelossa'))).toBe(false);
    expect(said({ isListed: false })).toContain(
      'Yksikköä Päiväkeskus ei ole enää organisaation luettelossa. Tässä ovat sen nimellä annetut vastaukset. Niitä ei lasketa minkään toisen yksikön tulokseen.',
    );
  });

  test('holds a title of 200 signs and ranks no units where there is one', () => {
    const long = 'Päiväkeskuksen '.repeat(14).slice(0, 200);
    expect(summaryDocument(of({ nameOf: () => long }), words).title).toBe(long);
    expect(said()).not.toContain(t('summary.not.rank'));
    expect(said({ unit: undefined })).toContain(t('summary.not.rank'));
  });

  test('says which time its numbers are of, where there were several', () => {
    expect(said()).toContainEqual(expect.stringMatching(/6 kk alusta · 24 vastausta mukana$/));
    expect(said({ unit: 'Työpaja' })).toContainEqual(expect.stringMatching(/(?<!alussa) · 30 vastausta mukana$/));
  });

  test('says once why nothing is told of several questions, and of choices that it is told by half-year of all units', async () => {
    const answers = background.items.map((_, item) => 1 + (item % 2));
    const about = twoWaves.map((one) => ({
      ...one,
      instrument: 'background',
      instrumentVersion: background.version,
      answers,
    }));
    const others = [
      {
        results: await releasedResults(background, about, { least: 10, period: 'half' }),
        items: background.items.map(({ id }) => id),
      },
    ];
    const [first, second] = background.texts.fi!.items;
    const inYear = said({ others });
    const at = inYear.findIndex((text) => text.startsWith(`${first} · ${second} · `));
    expect(inYear[at + 1]).toBe('Valintojen jakauma kerrotaan puolivuosittain ja vain kaikista yksiköistä yhdessä.');
    expect(inYear.filter((text) => text === inYear[at + 1])).toHaveLength(1);
  });

  test('tells every score by its name, in the order of the survey', async () => {
    const other: Instrument = {
      ...esis,
      id: 'toinen',
      texts: { fi: { ...esis.texts.fi!, title: 'Toinen mittari' } },
    };
    const answers = twoWaves.map((one) => ({ ...one, instrument: other.id }));
    const second = await releasedResults(other, answers, { least: 10, period: 'half' });
    const scored = [second, results].map((one) => ({ results: one, isAskedElsewhere: false }));
    const texts = said({ scored });
    expect(texts.indexOf('Toinen mittari')).toBeGreaterThan(texts.indexOf('Tulos'));
    expect(texts.indexOf(esis.texts.fi!.title)).toBeGreaterThan(texts.indexOf('Toinen mittari'));
    expect(said(), 'also where it is the only one').toContain(esis.texts.fi!.title);
  });

  test('says of a number without ends that this is why nothing is told of it', () => {
    const [asked] = esis.items;
    const say = (more: object) =>
      itemSayer({ ...esis, items: [{ ...asked!, type: 'number', ...more }] }, 13, words)({ item: asked!.id });
    expect(say({})).toBe(t('report.itemOpenNumber'));
    expect(say({ min: 0, max: 10 })).toBe(t('report.itemWithheld'));
  });

  test('offers no text to read as a question, and says of which version a question is where several stand beside each other', () => {
    const item = esis.items[0]!;
    const texts = { fi: { ...esis.texts.fi!, items: ['Lue ensin', 'Kuinka voit?'] } };
    const read: Instrument = {
      ...esis,
      id: 'oma',
      texts,
      items: [
        { ...item, id: 'a', type: 'statement' },
        { ...item, id: 'b' },
      ],
    };
    const parts = [read, { ...read, version: '2' }].map((instrument) => ({ ...results, instrument }));
    const look = { main: results, unit: undefined, period: year };
    const offered = otherItems({ parts: [results, ...parts] }, look, (version) => `Versio ${version}`);
    expect(offered.map((one) => one.words)).toEqual(['Kuinka voit? (Versio 1)', 'Kuinka voit? (Versio 2)']);
    expect(new Set(offered.map(({ key }) => key)).size).toBe(2);
  });

  test('chooses at first the questions of which something is told, and the first ones where it is of none', () => {
    const group = groupOf(results.waves[0]!, year, undefined)!;
    const [, second, third] = results.instrument.items.map(({ id }) => id);
    const telling = (...told: (string | undefined)[]): Results => {
      const items = results.instrument.items.map(({ id }) => ({ item: id, ...(told.includes(id) && { mostly }) }));
      const waves = [{ ...results.waves[0]!, groups: [{ ...group, statistics: { scores: [], items } }] }];
      return { ...results, waves };
    };
    const mostly = { codes: [1], share: 0.9 };
    const chosen = (of: Results) => {
      const offered = otherItems({ parts: [results, of] }, { main: results, unit: undefined, period: year }, String);
      const keys = firstChosen(offered, { period: year, unit: undefined });
      return offered.filter(({ key }) => keys.includes(key)).map(({ item }) => item);
    };
    expect(chosen(telling(second, third))).toEqual([second, third]);
    expect(chosen(telling())).toEqual(results.instrument.items.slice(0, 6).map(({ id }) => id));
  });

  test('says the name of a table once where its heading says it', () => {
    const { blocks } = summaryDocument(of(), words);
    const tables = blocks.flatMap((block, at) => (block.is === 'table' || block.is === 'chart' ? [at] : []));
    expect(tables.length).toBeGreaterThan(1);
    expect(tables.filter((at) => !isNamed(blocks, at))).toEqual([]);
    expect(isNamed([blocks[tables[0]!]!], 0), 'a table that stands alone has its name').toBe(false);
  });

  test('asks each statement word for word', () => {
    const items = said().filter((text) => esis.texts.fi!.items.includes(text));
    expect(items.length).toBeGreaterThanOrEqual(6);
  });
});

describe('the highest and the lowest items', () => {
  const items = (...means: (number | undefined)[]) =>
    means.map((value, at) => ({ item: `i${at}`, ...(value === undefined ? {} : { mean: { value, step: 0.1 } }) }));
  const names = (ranked: ReturnType<typeof rankedItems>) =>
    ranked && [ranked.highest.map(({ item }) => item), ranked.lowest.map(({ item }) => item), ranked.told];

  test.each([
    ['three of each', items(1, 2, 3, 4, 5, 4.5, 1.5), [['i4', 'i5', 'i3'], ['i0', 'i6', 'i1'], 7]],
    ['those alike together', items(1, 1, 2, 2, 4, 4, 4, 4), [['i7', 'i6', 'i5', 'i4'], ['i0', 'i1', 'i2', 'i3'], 8]],
    ['none where all are alike', items(3, 3, 3, 3, 3, 3, 3), undefined],
    ['none where more than five are alike', items(1, 1, 1, 1, 1, 1, 4, 4, 5), undefined],
    ['none where too few are told', items(1, undefined, 5, undefined), undefined],
    [
      'nothing of one that is withheld',
      items(1, 2, undefined, 3, 4, 5, 6),
      [['i6', 'i5', 'i4'], ['i0', 'i1', 'i3'], 6],
    ],
  ])('%s', (_, given, wanted) => {
    expect(names(rankedItems(given))).toEqual(wanted);
  });
});

describe('quotes', () => {
  const group = (unit: string | undefined, quotes: string[]) => ({
    unit,
    n: 12,
    standing: 'shown' as const,
    tags: [],
    read: 12,
    quotes,
  });
  const told = (half: string, ...groups: ReturnType<typeof group>[]) => ({
    ...{ about: 'oma 1', item: 'sana', half },
    groups: groups.map(({ unit, ...rest }) => ({ ...rest, ...(unit === undefined ? {} : { unit }) })),
  });
  const open = [
    told('2025-01-01', group('A', ['eka']), group('B', ['toka']), group(undefined, [])),
    told('2025-07-01', group('A', ['eka', 'kolmas']), group(undefined, [])),
  ];
  const quotes = (unit: string | undefined, length: 'year' | 'half' | 'quarter', from: string) =>
    quotesIn({ open }, { main: results, unit, period: periodOf(length, from) });

  test.each([
    ['of a unit in a year', quotes('A', 'year', '2025-01-01'), ['eka', 'kolmas']],
    ['of all in a half-year: those of its units', quotes(undefined, 'half', '2025-01-01'), ['eka', 'toka']],
    ['none of a quarter: a half-year is told as one', quotes('A', 'quarter', '2025-01-01'), []],
    ['none of another year', quotes('A', 'year', '2026-01-01'), []],
  ])('are offered %s', (_, found, wanted) => {
    expect(found).toEqual(wanted);
  });
});

test('a survey says of an instrument that others answered it elsewhere, and of no other', () => {
  const asked = (bundle: string, ...instruments: string[]) =>
    ({ bundle, parts: instruments.map((instrument) => ({ instrument })) }) as unknown as SurveyResponse;
  const all = [asked('kysely', 'esis', 'oma'), asked('esis', 'esis')];
  expect([...askedElsewhere('kysely', all)]).toEqual(['esis']);
  expect([...askedElsewhere('esis', all)].sort()).toEqual(['esis', 'oma']);
});

test('a part says in which versions of a survey it was answered, where they were several', () => {
  const asked = (bundleVersion: string, ...parts: [string, string][]) =>
    ({
      ...{ bundle: 'kysely', bundleVersion },
      parts: parts.map(([instrument, instrumentVersion]) => ({ instrument, instrumentVersion })),
    }) as unknown as SurveyResponse;
  const all = [asked('10', ['esis', '1'], ['oma', '2']), asked('9', ['esis', '1'], ['oma', '1'])];
  expect([...askedAcross('kysely', all)]).toEqual([[aboutOf({ id: 'esis', version: '1' }), ['9', '10']]]);
});
