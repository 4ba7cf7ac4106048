/** One item on a screen or in a list: what is said above it, which keys answer it; what is without an answer. */
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import finnish from '../../locales/fi.json' with { type: 'json' };
import { type Instrument, keysOf } from '../../src/survey/instrument/instrument.ts';
import {
  type GivenAnswers,
  isEmpty,
  placesShown,
  shownItems,
  unansweredItems,
} from '../../src/survey/instrument/show.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { workAbility } from '../../src/survey/instruments/work-ability.ts';
import type { AnswerWords } from '../../src/survey/respondent/answers.ts';
import { Statement } from '../../src/survey/respondent/statement.tsx';

const when = (item: string, value: number) => ({ match: 'all' as const, rules: [{ item, is: '=' as const, value }] });

/** Work is asked of all; the section on it begins with a question that only those have who work. */
const form: Instrument = {
  id: 'form',
  version: '1',
  licence: 'CC0',
  order: [1, 0],
  items: [
    { id: 'work', type: 'single' },
    { id: 'pay', type: 'scale', section: 'day', showWhen: when('work', 1) },
    { id: 'home', type: 'scale', section: 'day' },
    { id: 'friends', type: 'scale', section: 'day' },
    { id: 'note', type: 'statement' },
    { id: 'other', type: 'short' },
  ],
  texts: {
    fi: {
      title: 'Kysely',
      stem: '',
      items: ['Oletko töissä?', 'palkkaasi', 'kotiisi', 'ystäviisi', 'Kiitos.', 'Mitä muuta?'],
      responses: { 1: 'kyllä', 0: 'ei' },
      sections: { day: { title: 'Arki', stem: 'Oletko tyytyväinen' } },
      source: 'Testi',
      copyright: 'Testi',
    },
  },
  checksums: {},
};

const nothing: GivenAnswers = { answers: [null, null, null, null, null, null] };
const given = (work: number | null, more: Partial<GivenAnswers> = {}): GivenAnswers => ({
  answers: [work, null, null, null, null, null],
  ...more,
});

/** What stands on the screen of an item, and what only a screen reader says. */
function drawn(number: number, answers: GivenAnswers, list: boolean) {
  const shown = shownItems(form, answers);
  const words = finnish.answer as AnswerWords;
  const place = placesShown(form.items, shown)[number - 1]!;
  const html = renderToString(
    h(Statement, { instrument: form, language: 'fi', words, number, place, shown: shown[number - 1]!, list }),
  );
  const legend = /<legend.*<\/legend>/.exec(html)![0];
  const textOf = (part: string) => part.replace(/<[^>]*>/g, '').trim();
  const byEar = [...legend.matchAll(/<span class="seen-only-by-ear">(.*?)<\/span>/g)].map(([, text]) => textOf(text!));
  return { seen: textOf(legend.replace(/<span class="seen-only-by-ear">.*?<\/span>/g, '')), byEar };
}

describe('what stands above an item', () => {
  const works = given(1);
  const workless = given(0);

  test.each([
    ['the first of its section', 2, works, 'Arki Oletko tyytyväinen palkkaasi'],
    ['the next one of it', 3, works, 'kotiisi'],
    ['the first that is shown of it', 3, workless, 'Arki Oletko tyytyväinen kotiisi'],
    ['the one after that', 4, workless, 'ystäviisi'],
  ])('in a list, %s', (_, number, answers, seen) => {
    expect(drawn(number, answers, true).seen).toBe(seen);
  });

  test.each([
    ['the first of its section', 2, works, 'Arki Oletko tyytyväinen palkkaasi'],
    ['the next one of it', 3, works, 'Oletko tyytyväinen kotiisi'],
    ['the first that is shown of it', 3, workless, 'Arki Oletko tyytyväinen kotiisi'],
    ['one without a section', 6, works, 'Mitä muuta?'],
  ])('alone on the screen, %s', (_, number, answers, seen) => {
    expect(drawn(number, answers, false).seen).toBe(seen);
  });

  test('a screen reader counts what is shown, as the screen does', () => {
    expect(drawn(3, works, false).byEar[0]).toBe('Kohta 3, kaikkiaan 6.');
    expect(drawn(3, workless, false).byEar[0]).toBe('Kohta 2, kaikkiaan 5.');
  });
});

test.each([
  ['five steps: by their place on the screen', esis.order, esis.texts.fi!.responses, ['1', '2', '3', '4', '5']],
  ['0 to 10: by their names', workAbility.order, workAbility.texts.fi!.responses, [...'0123456789', undefined]],
  [
    '0 to 10 with words at the ends: by the numbers that are seen',
    workAbility.order,
    { ...workAbility.texts.fi!.responses, 0: 'ei lainkaan', 10: 'täysin' },
    [...'0123456789', undefined],
  ],
  ['no and yes, coded 0 and 1', [0, 1], { 0: 'ei', 1: 'kyllä' }, ['1', '2']],
  ['5 to 1, called so', [5, 4, 3], { 5: '5', 4: '4', 3: '3' }, ['5', '4', '3']],
  [
    'more steps than keys',
    Array.from({ length: 11 }, (_, code) => code),
    Object.fromEntries(Array.from({ length: 11 }, (_, code) => [code, `kunta ${code}`])),
    [...'123456789', undefined, undefined],
  ],
])('the keys of %s', (_, codes, labels, keys) => {
  expect(keysOf(codes, labels)).toEqual(keys);
});

describe('what is without an answer', () => {
  test.each([
    ['all that can be answered, where nothing is', nothing, [1, 3, 4, 6]],
    ['also a question that an answer has brought', given(1), [2, 3, 4, 6]],
    ['not what nobody asks of this person', given(0), [3, 4, 6]],
    ['not what was written', given(0, { texts: { other: 'Kiitos' } }), [3, 4]],
    ['but what holds only spaces', given(0, { texts: { other: ' ' } }), [3, 4, 6]],
  ])('%s', (_, answers, open) => {
    expect(unansweredItems(form, answers)).toEqual(open);
  });

  test('a response is empty where nothing is given to what is shown', () => {
    expect(isEmpty(form, nothing)).toBe(true);
    expect(isEmpty(form, given(0))).toBe(false);
    expect(isEmpty(form, { ...nothing, texts: { other: 'Kiitos' } })).toBe(false);
    // Somebody answered, turned back and took the answer away that had brought the question.
    expect(isEmpty(form, { answers: [null, 1, null, null, null, null] })).toBe(true);
  });
});
