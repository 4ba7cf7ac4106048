/** A form on paper: under which answers a question is to be answered, in the page's words, and the day that stands on it. */
import { readdirSync, readFileSync } from 'node:fs';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import english from '../../locales/en.json' with { type: 'json' };
import finnish from '../../locales/fi.json' with { type: 'json' };
import swedish from '../../locales/sv.json' with { type: 'json' };
import { isolated } from '../../src/i18n/isolated.ts';
import { composed } from '../../src/survey/bundle/form.ts';
import { type Instrument, type Item, numberOnPaper } from '../../src/survey/instrument/instrument.ts';
import type { ShowWhen } from '../../src/survey/instrument/schema.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { workAbility } from '../../src/survey/instruments/work-ability.ts';
import { answerIf } from '../../src/survey/paper/answer-if.ts';
import { momentOn, wrongDay } from '../../src/survey/paper/answering-day.ts';
import { PaperSheet } from '../../src/survey/paper/paper-sheet.tsx';
import type { PaperSays } from '../../src/survey/respondent/page-words-store.ts';

const folder = 'locales/respondent';
const all: Record<string, PaperSays> = {
  fi: finnish.paperSays,
  sv: swedish.paperSays,
  en: english.paperSays,
  ...Object.fromEntries(
    readdirSync(folder).map((file) => [
      file.replace('.json', ''),
      JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')).paperSays,
    ]),
  ),
};

const own = {
  ...{
    id: 'arki',
    version: '1',
    licence: 'Oma',
    order: [],
    scales: { yes: [1, 0], from: [1, 2, 3, 4] },
    checksums: {},
  },
  items: [
    { id: 'lonely', type: 'single', scale: 'yes' },
    { id: 'help', type: 'several', scale: 'from' },
    { id: 'times', type: 'number', min: 0, max: 20 },
    { id: 'words', type: 'long' },
  ],
  texts: {
    fi: {
      ...{ title: 'Arki', stem: '', responses: {}, source: 'Oma', copyright: 'Oma' },
      items: ['Kaipaatko seuraa?', 'Mistä saat apua?', 'Montako kertaa viikossa?', 'Kerro omin sanoin'],
      scales: {
        yes: { 1: 'kyllä', 0: 'ei' },
        from: { 1: 'ystävältä', 2: 'perheeltä', 3: 'työntekijältä', 4: 'muualta' },
      },
    },
  },
} as unknown as Instrument;
const bundle = { id: 'yhdessa', version: '1', titles: { fi: 'Yhdessä' }, parts: ['esis', 'arki', 'work-ability'] };
const form = composed(bundle, [esis, own, workAbility])!;
const bare = (words: string | undefined) => words?.replace(/[\u2068\u2069]/g, '');
const said = (match: ShowWhen['match'], rules: [string, ShowWhen['rules'][number]['is'], number][]) => {
  const showWhen = { match, rules: rules.map(([item, is, value]) => ({ item, is, value })) };
  return bare(answerIf(form, form.texts.fi!, { showWhen }, finnish.paperSays));
};

test('a text to read has no number on paper, and takes none from the questions after it', () => {
  const items = ['statement', 'single', 'statement', 'long'].map((type, at) => ({ id: `q${at}`, type }) as Item);
  expect(items.map((_, index) => numberOnPaper(items, index))).toEqual([0, 1, 1, 2]);
  const asked = { ...own, items, order: [1, 0] } as unknown as Instrument;
  const words = {
    ...own.texts.fi!,
    items: ['Seuraavaksi arjesta.', 'Käytkö?', 'Lopuksi.', 'Kerro.'],
    responses: { 1: 'kyllä', 0: 'ei' },
  };
  const showWhen: ShowWhen = { match: 'all', rules: [{ item: 'q1', is: '=', value: 1 }] };
  expect(bare(answerIf(asked, words, { showWhen }, finnish.paperSays))).toBe(
    'Vastaa, jos vastasit kysymykseen 1 ”kyllä”.',
  );
});

describe('under which answers a question is to be answered', () => {
  test('is said of none that is asked of everybody', () => {
    expect(answerIf(form, form.texts.fi!, {}, finnish.paperSays)).toBeUndefined();
  });

  test.each<[string, ShowWhen['match'], Parameters<typeof said>[1], string]>([
    ['an answer', 'all', [['arki.lonely', '=', 1]], 'Vastaa, jos vastasit kysymykseen 11 ”kyllä”.'],
    ['not an answer', 'all', [['arki.lonely', '!=', 1]], 'Vastaa, jos vastasit kysymykseen 11 muuta kuin ”kyllä”.'],
    [
      'steps from one on: those in the order of their codes are named',
      'all',
      [['esis.s4', '<=', 2]],
      'Vastaa, jos vastasit kysymykseen 4 ”Eri mieltä” tai ”Täysin eri mieltä”.',
    ],
    [
      'steps between two',
      'all',
      [
        ['esis.s4', '>=', 2],
        ['esis.s4', '<=', 4],
      ],
      'Vastaa, jos vastasit kysymykseen 4 ”Samaa mieltä”, ”En samaa enkä eri mieltä” tai ”Eri mieltä”.',
    ],
    [
      'either of two answers to one question',
      'any',
      [
        ['arki.lonely', '=', 1],
        ['arki.lonely', '=', 0],
      ],
      'Vastaa, jos vastasit kysymykseen 11 ”kyllä” tai ”ei”.',
    ],
    [
      'two of several that can be chosen together',
      'all',
      [
        ['arki.help', '=', 1],
        ['arki.help', '=', 2],
      ],
      'Vastaa, jos vastasit kysymykseen 12 ”ystävältä” ja vastasit kysymykseen 12 ”perheeltä”.',
    ],
    ['a number', 'all', [['arki.times', '>=', 2.5]], 'Vastaa, jos vastasit kysymykseen 13 vähintään 2,5.'],
    ['a point of a row', 'all', [['work-ability.score', '<=', 7]], 'Vastaa, jos vastasit kysymykseen 15 enintään 7.'],
    [
      'answers to two questions',
      'all',
      [
        ['arki.lonely', '=', 0],
        ['arki.times', '<=', 3],
      ],
      'Vastaa, jos vastasit kysymykseen 11 ”ei” ja vastasit kysymykseen 13 enintään 3.',
    ],
    ['exactly a number', 'all', [['arki.times', '=', 0]], 'Vastaa, jos vastasit kysymykseen 13 ”0”.'],
    ['not a number', 'all', [['arki.times', '!=', 2.5]], 'Vastaa, jos vastasit kysymykseen 13 muuta kuin ”2,5”.'],
    ['a code that is no answer', 'all', [['arki.lonely', '=', 7]], 'Vastaa, jos vastasit kysymykseen 11 ”7”.'],
  ])('%s', (_, match, rules, words) => {
    expect(said(match, rules)).toBe(words);
  });

  test.each(Object.entries(all))('in %s by the question’s number, and its answer as its owner wrote it', (_, says) => {
    const showWhen: ShowWhen = { match: 'all', rules: [{ item: 'arki.lonely', is: '=', value: 1 }] };
    const words = answerIf(form, form.texts.fi!, { showWhen }, says)!;
    expect(words).toContain('11');
    expect(words, 'it turns no sentence that goes the other way').toContain(isolated('kyllä'));
    expect(words).not.toMatch(/\{\{|\}\}|\s{2}|\.\.$/);
  });

  test('stands on the sheet, under the question, with the page’s words around it and the way they go', () => {
    const rule: ShowWhen = { match: 'all', rules: [{ item: 'esis.s4', is: '<=', value: 2 }] };
    const asked = composed({ ...bundle, showWhen: { 'arki.lonely': rule } }, [esis, own, workAbility])!;
    const html = renderToString(
      h(PaperSheet, {
        ...{
          instrument: asked,
          language: 'ar',
          code: 'K7M4PX27',
          says: all.ar!,
          organiser: undefined,
          givesRows: false,
          versions: ['1'],
        },
        around: { ...finnish.answer, ...finnish.answerMore },
      }),
    );
    const [before, after] = html.split(all.ar!.answerIf.split(' {{')[0]!);
    expect(after, 'it is said once').toBeDefined();
    expect(before).toMatch(/11\. Kaipaatko seuraa\?<\/p><p class="condition" lang="ar" dir="rtl">$/);
    expect(bare(after)).toContain('Täysin eri mieltä');
    expect(before, 'a place for the day, before the questions').toContain(all.ar!.day);
    expect(html.indexOf(all.ar!.day)).toBeLessThan(html.indexOf('1. Tunnen'));
  });
});

describe('the day that stands on a form', () => {
  const today = '2026-11-29';
  test.each<[string, string, boolean, string | undefined, ReturnType<typeof wrongDay>]>([
    ['none: the day of typing it in holds', '', false, undefined, undefined],
    ['today', today, false, undefined, undefined],
    ['a day of last week', '2026-11-22', false, '2026-11-22', undefined],
    ['a part of one', '', true, undefined, { is: 'half' }],
    ['no day of the calendar', '2026-02-30', false, undefined, { is: 'half' }],
    ['tomorrow', '2026-11-30', false, undefined, { is: 'future' }],
    ['before anybody was asked with the code', '2026-11-21', false, '2026-11-22', { is: 'before', day: '2026-11-22' }],
    ['another year by a slip', '2025-11-22', false, undefined, { is: 'old' }],
    ['a year of two digits', '0026-11-22', false, undefined, { is: 'old' }],
  ])('%s', (_, written, isHalf, first, wrong) => {
    expect(wrongDay(written, { isHalf, today, first })).toEqual(wrong);
  });

  test('is told as a day: at noon in UTC it is the same one in Finland', () => {
    expect(momentOn('2026-11-22')).toBe('2026-11-22T12:00:00.000Z');
    expect(momentOn('')).toBeUndefined();
  });
});
