/** Two things of the organisation's own questions: a day of the calendar as an answer, and a hint on how to answer. */
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import finnish from '../../locales/fi.json' with { type: 'json' };
import { rowsTable } from '../../src/results/export-rows.ts';
import { openItems } from '../../src/results/open-answers.ts';
import { researchRows, unmarkedItems } from '../../src/results/research-rows.ts';
import { askedItems, fitted } from '../../src/survey/bundle/fit.ts';
import { composed } from '../../src/survey/bundle/form.ts';
import { readInstrument } from '../../src/survey/instrument/file.ts';
import { itemsOfAnswers } from '../../src/survey/instrument/formats/fhir-answers.ts';
import { canonicalText, checksumOf, type Instrument } from '../../src/survey/instrument/instrument.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { entryDifferences, givenInWords } from '../../src/survey/paper/paper-double.ts';
import { PaperSheet } from '../../src/survey/paper/paper-sheet.tsx';
import { firstWrongOnPaper } from '../../src/survey/paper/paper-wrong-dom.ts';
import { finished } from '../../src/survey/respondent/answers.ts';
import { give, givenAnswers, isWrongField } from '../../src/survey/respondent/chosen-dom.ts';
import { firstWrong, mayStay } from '../../src/survey/respondent/sound-fields-dom.ts';
import { Statement } from '../../src/survey/respondent/statement.tsx';
import type { Keeper } from '../../src/survey/respondent/use-answering.ts';
import { wordsAround } from '../../src/survey/words-around.ts';
import { around } from '../support/forms.ts';
import { response } from '../support/responses.ts';

const words = wordsAround(esis, finnish);
const hint = 'Riittää, että muistat suunnilleen.';
const file = {
  ...{ id: 'arki', version: '1', licence: 'Oma', order: [], scales: { yes: [1, 0] } },
  items: [
    { id: 'since', type: 'date' },
    { id: 'ok', type: 'single', scale: 'yes' },
  ],
  texts: {
    fi: {
      ...{ title: 'Arki', stem: '', responses: {}, source: 'Oma', copyright: 'Oma' },
      ...{ items: ['Mistä alkaen olet käynyt täällä?', 'Onko täällä hyvä olla?'], hints: { since: hint } },
      scales: { yes: { 1: 'kyllä', 0: 'ei' } },
    },
  },
};
async function read(value: unknown, shipped: readonly Instrument[] = []): Promise<Instrument | string[]> {
  const one = await readInstrument(value, { ...around, shipped });
  return one.is === 'read' ? one.instrument : one.wrong.map(({ why }) => why);
}
const arki = async () => (await read(structuredClone(file))) as Instrument;
const bundle = { id: 'yhdessa', version: '1', titles: { fi: 'Yhdessä' }, parts: ['esis', 'arki'] };
const form = async () => composed(bundle, [esis, await arki()])!;

describe('a file', () => {
  const withHints = (hints: object) => ({ ...file, texts: { fi: { ...file.texts.fi, hints } } });

  test('has hints for questions that are there and can be answered', async () => {
    expect(await arki()).toMatchObject({ texts: { fi: { hints: { since: hint } } } });
    expect(await read(withHints({ gone: 'x' }))).toEqual(['hintOfNothing']);
    const stated = { ...withHints({ since: 'x' }), items: [{ id: 'since', type: 'statement' }, file.items[1]] };
    expect(await read(stated), 'nothing is answered there').toEqual(['hintOfNothing']);
    expect(await read(withHints({ since: '' })), 'an empty one is none').toEqual(['tooSmall']);
  });

  test('has no rule that looks at a day', async () => {
    const rules = [{ item: 'since', is: '>=', value: 2020 }];
    const items = [file.items[0], { ...file.items[1], showWhen: { match: 'all', rules } }];
    expect(await read({ ...file, items })).toEqual(['ruleOnText']);
  });

  test('adds no hint to an instrument of the app: its statements stand without help', async () => {
    const { source, copyright, ...sv } = esis.texts.fi!;
    const added = { ...sv, source, copyright, permission: 'Omistaja 2026' };
    expect(await read({ id: 'esis', texts: { sv: added } }, [esis])).toMatchObject({ id: 'esis' });
    expect(await read({ id: 'esis', texts: { sv: { ...added, hints: { s1: 'x' } } } }, [esis])).toEqual(['hintAdded']);
  });

  test('is told by its sum from one without its hints; a text that has none has the sum that it had before there were any', async () => {
    const { hints: _, ...without } = file.texts.fi;
    expect(await checksumOf(file.texts.fi)).not.toBe(await checksumOf(without));
    expect(await checksumOf({ ...without, hints: {} })).toBe(await checksumOf(without));
    expect(JSON.parse(canonicalText(without))).toHaveLength(5);
  });
});

describe('in a bundle', () => {
  test('the hint is its question’s, on the screen and on paper, said with the field; the app’s statements have none', async () => {
    const asked = await form();
    expect(asked.texts.fi!.hints).toEqual({ 'arki.since': hint });
    const drawn = (number: number, wrong?: string) =>
      renderToString(
        h(Statement, {
          ...{ instrument: asked, language: 'fi', words, number, shown: true, wrong },
          place: { now: number, all: 12, before: undefined },
        }),
      );
    expect(drawn(11)).toContain(`<span class="hint" id="q11-hint">${hint}</span>`);
    expect(drawn(11)).toMatch(/<input [^>]*aria-describedby="q11-hint"[^>]*type="date"/);
    expect(drawn(11, 'Kirjoita')).toContain('aria-describedby="q11-hint q11-error"');
    for (const number of [1, 10, 12]) expect(drawn(number), `${number}`).not.toContain('hint');
    const sheet = {
      instrument: asked,
      language: 'fi',
      code: '',
      around: words,
      says: finnish.paperSays,
      organiser: undefined,
      givesRows: false,
      versions: ['1'],
    };
    expect(renderToString(h(PaperSheet, sheet)).split(hint)).toHaveLength(2);
  });

  test('the day is kept with its part, and answers that wait find it again only under the same words', async () => {
    const asked = await form();
    const given = { answers: asked.items.map(() => null), texts: { 'arki.since': '2024-02-29' } };
    const startedAt = new Date().toISOString();
    const record = finished(asked, { bundle: 'yhdessa', language: 'fi', mode: 'self', startedAt, at: 1, ...given });
    expect(record.parts[1]).toMatchObject({ answers: [null, null], texts: { since: '2024-02-29' } });
    const kept = { ...given, language: 'fi', items: askedItems(asked, 'fi') };
    expect(fitted(asked, kept)).toMatchObject({ isWhole: true, given: { texts: given.texts } });
    const other = structuredClone(asked);
    other.texts.fi!.hints!['arki.since'] = 'Kirjoita syntymäpäiväsi.';
    expect(fitted(other, kept), 'asked with another hint it is another question').toMatchObject({ isWhole: false });
  });
});

/** A form with the day's field as a browser has it. */
function withField(field: { value: string; badInput?: boolean }): HTMLFormElement {
  const input = { value: field.value, validity: { badInput: field.badInput === true }, focus() {} };
  const form = { querySelector: (what: string) => (what.includes('"q1"') ? input : null), querySelectorAll: () => [] };
  return form as unknown as HTMLFormElement;
}
const since = file.items[0] as Instrument['items'][number];

describe('what stands in the field of a day', () => {
  test.each([
    ['nothing', { value: '' }, false],
    ['a day', { value: '2024-02-29' }, false],
    ['a part of one', { value: '', badInput: true }, true],
    ['a year of two digits', { value: '0024-02-28' }, true],
    ['a year of five', { value: '20240-02-28' }, true],
  ])('%s', (_, field, isWrong) => {
    expect(isWrongField(withField(field), since, 0)).toBe(isWrong);
  });

  describe('on a paper form that is typed in', () => {
    const only = { items: [since, { id: 'own', type: 'long' }] } as unknown as Instrument;
    const around = { ...words, ...finnish.answerMore };
    const half = withField({ value: '', badInput: true });
    const given = { answers: [null, null] };

    test('is said in words at its place, as is a number out of bounds', () => {
      expect(firstWrongOnPaper(half, only, given, around)).toEqual({ number: 1, words: finnish.answerMore.wrongDate });
      const count = { items: [{ id: 'times', type: 'number', min: 0, max: 20 }] } as unknown as Instrument;
      expect(firstWrongOnPaper(withField({ value: '25' }), count, given, around)?.words).toBe(
        'Kirjoita luku väliltä 0–20.',
      );
    });

    test.each(['0024-02-28', '1899-12-31', '2200-01-01', '20240-02-28'])(
      'a whole day of a year that nobody means (%s) is told to be that, not a part of a day',
      (value) => {
        const words = 'Tarkista vuosi. Sen on oltava väliltä 1900–2199.';
        expect(firstWrongOnPaper(withField({ value }), only, given, around)).toEqual({ number: 1, words });
      },
    );

    test('is said of an identity code in own words, at its place', () => {
      const held = { ...given, texts: { own: 'Tunnus 131052-308T' } };
      const wrong = { number: 2, words: finnish.answer.identityCode };
      expect(firstWrongOnPaper(withField({ value: '' }), only, held, around)).toEqual(wrong);
    });

    test('holds up nobody where it is not asked after what was answered: it is on no screen, and is not kept', () => {
      const yes = { id: 'ok', type: 'single', scale: 'yes' };
      const asked = { ...since, showWhen: { match: 'all', rules: [{ item: 'ok', is: '=', value: 1 }] } };
      const ruled = { items: [yes, asked] } as unknown as Instrument;
      const second = { querySelector: (what: string) => half.querySelector(what.replaceAll('"q2"', '"q1"')) };
      const form = second as unknown as HTMLFormElement;
      expect(firstWrongOnPaper(form, ruled, { answers: [1, null] }, around)?.number).toBe(2);
      expect(firstWrongOnPaper(form, ruled, { answers: [0, null] }, around)).toBeUndefined();
    });
  });

  test('half a day is told in words at its field; a day is asked of nobody as a phone number is', async () => {
    const keeper = {
      allows: async () => true,
      contactIn: async () => ({ is: 'phone', found: '2024' }),
    } as unknown as Keeper;
    const stub = globalThis.FormData;
    globalThis.FormData = class {
      constructor(private readonly of: HTMLFormElement) {}
      get = () => (this.of.querySelector('input[name="q1"]') as HTMLInputElement).value;
    } as unknown as typeof FormData;
    try {
      const half = withField({ value: '', badInput: true });
      const only = { items: [since] } as unknown as Instrument;
      expect(await firstWrong([1], half, only, keeper, words)).toEqual({
        number: 1,
        words: finnish.answerMore.wrongDate,
      });
      const day = withField({ value: '2024-02-29' });
      expect(givenAnswers(day, [since])).toEqual({ answers: [null], texts: { since: '2024-02-29' } });
      expect(await mayStay([1], day, only, keeper, words, new Set())).toBe(true);
      const empty = withField({ value: '' });
      give(empty, [since], { answers: [null], texts: { since: '2024-02-29' } });
      expect(givenAnswers(empty, [since]).texts, 'it is there again').toEqual({ since: '2024-02-29' });
    } finally {
      globalThis.FormData = stub;
    }
  });

  test('typed in twice: two days differ, and the first is said as it is written on paper', async () => {
    const one = await arki();
    const of = (day: string) => ({ answers: [null, null], texts: { since: day } });
    expect(entryDifferences(one, of('2024-02-29'), of('2024-03-01'))).toEqual([1]);
    expect(givenInWords(one, one.texts.fi!, of('2024-02-29'), 1)).toBe('29.2.2024');
  });
});

describe('in what is given out', () => {
  test('a day is no text to be read for themes; it is FHIR’s date', async () => {
    const one = await arki();
    expect(openItems(one)).toEqual([]);
    expect(itemsOfAnswers(one, { answers: [null, 1], texts: { since: '2024-02-29' } })[0]).toEqual({
      linkId: 'since',
      answer: [{ valueDate: '2024-02-29' }],
    });
  });

  test('in research rows it stands where the organisation has marked it, and for nobody where it would point at one', async () => {
    const one = await arki();
    expect(unmarkedItems(one, {})).toEqual(['since', 'ok']);
    const gave = (count: number, day: string) =>
      Array.from({ length: count }, (_, index) =>
        response({ instrument: 'arki', answers: [null, 1 + (index % 2)], texts: { since: day } }),
      );
    const choices = { least: 10, period: 'half' as const };
    const rows = (marks: Parameters<typeof researchRows>[1], days: [number, string][]) =>
      researchRows(
        one,
        marks,
        days.flatMap(([count, day]) => gave(count, day)),
        choices,
        () => 0.5,
      );
    const marked = { since: 'identifying', ok: 'not-identifying' } as const;
    const alike = rows(marked, [
      [12, '2024-02-29'],
      [10, '2025-01-01'],
    ]);
    expect(alike.leftOut).toEqual([]);
    const table = rowsTable(one, alike.rows, 'Vastaukset', { language: 'fi', unit: (unit) => unit });
    expect(table.columns.find(({ item }) => item === 'since')).toMatchObject({ type: 'date' });
    expect(new Set(table.rows.map((row) => row.at(-2)))).toEqual(new Set(['2024-02-29', '2025-01-01']));
    const pointing = rows(marked, [
      [12, '2024-02-29'],
      [9, '2025-01-01'],
    ]);
    expect(pointing.leftOut).toContain('since');
    expect(pointing.rows.every(({ days }) => Object.keys(days ?? {}).length === 0)).toBe(true);
  });
});
