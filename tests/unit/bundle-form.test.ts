/** The form that is drawn of a bundle, and what becomes of answers that wait while it changes. */

import { beforeEach, describe, expect, test } from 'vitest';
import { newUntimedId } from '../../src/store/id.ts';
import { allPutAside } from '../../src/store/put-aside.ts';
import { bundleOf } from '../../src/survey/bundle/bundle.ts';
import { readForm } from '../../src/survey/bundle/bundles-store.ts';
import { askedItems, fitted, placeIn } from '../../src/survey/bundle/fit.ts';
import { composed } from '../../src/survey/bundle/form.ts';
import { codesOf, type Instrument, type Item, labelsOf, stemOf } from '../../src/survey/instrument/instrument.ts';
import { addInstrument } from '../../src/survey/instrument/instruments-store.ts';
import { onlyShown, shownItems } from '../../src/survey/instrument/show.ts';
import { instruments } from '../../src/survey/instruments/all.ts';
import { TypingDrafts, typingIn } from '../../src/survey/respondent/answer-drafts.ts';
import { type Answering, finished } from '../../src/survey/respondent/answers.ts';
import { findAnswers, keepAnswers, settleAnswers } from '../../src/survey/respondent/answers-store.ts';
import { pagesOffered } from '../../src/survey/respondent/page-languages.ts';
import { SurveyResponse } from '../../src/survey/response.ts';
import { freshDevice } from '../support/device.ts';
import { fc } from '../support/property.ts';

const yesNo = { 1: 'kyllä', 0: 'ei' };

/** Questions of the organisation's own: each an id, its words and its type. */
function own(
  questions: [id: string, words: string, more?: Partial<Item>][],
  more: Partial<Instrument> = {},
): Instrument {
  return {
    id: 'own',
    version: '1',
    licence: 'Oma',
    order: [],
    scales: { yes: [1, 0] },
    items: questions.map(([id, , item]) => ({ id, type: 'single', scale: 'yes', ...item }) as Item),
    texts: {
      fi: {
        title: 'Omat kysymykset',
        stem: '',
        items: questions.map(([, words]) => words),
        responses: {},
        scales: { yes: yesNo },
        source: 'Oma',
        copyright: 'Oma',
      },
    },
    checksums: { fi: 'a'.repeat(64) },
    ...more,
  };
}

const services = own([
  ['alone', 'Oletko yksin?'],
  ['help', 'Saatko apua?'],
  ['more', 'Mitä apua saat?', { type: 'long', scale: undefined, showWhen: when('help', 1) }],
  ['when', 'Kuinka monesti?', { type: 'number', scale: undefined, min: 0, max: 99 }],
]);
function when(item: string, value: number) {
  return { match: 'all' as const, rules: [{ item, is: '=' as const, value }] };
}
const bundle = {
  ...{ id: 'whole', version: '3', titles: { fi: 'Osallisuuskysely' } },
  parts: ['esis', 'own', 'eurohis-qol-8', 'work-ability'],
  showWhen: { 'own.alone': when('esis.s4', 1) },
};
const known = [...instruments, services];
const form = composed(bundle, known)!;

const answering = (some: Partial<Answering>): Answering => ({
  ...{ bundle: 'whole', language: 'fi', mode: 'self', startedAt: '2026-11-21T10:00:00.000Z', at: 1 },
  answers: form.items.map(() => null),
  ...some,
});

describe('the form of a bundle', () => {
  test('has every instrument whole and in order: the words of each item, its steps and its stem are the owner’s', () => {
    expect(form.parts.map(({ instrument, from, to }) => [instrument, from, to])).toEqual([
      ...[
        ['esis', 0, 10],
        ['own', 10, 14],
        ['eurohis-qol-8', 14, 22],
        ['work-ability', 22, 23],
      ],
    ]);
    for (const { instrument: id, from } of form.parts) {
      const instrument = known.find((one) => one.id === id)!;
      const [alone, text] = [instrument.texts.fi!, form.texts.fi!];
      for (const [index, item] of instrument.items.entries()) {
        const here = form.items[from + index]!;
        expect(here.id).toBe(`${id}.${item.id}`);
        expect(text.items[from + index]).toBe(alone.items[index]);
        expect(stemOf(text, here)).toBe(stemOf(alone, item));
        expect(codesOf(form, here)).toEqual(codesOf(instrument, item));
        expect(labelsOf(text, here)).toEqual(codesOf(instrument, item).length > 0 ? labelsOf(alone, item) : {});
      }
    }
  });

  test('of one instrument asked alone is a bundle by the same id', () => {
    for (const instrument of instruments) {
      const alone = composed(bundleOf(instrument), instruments)!;
      expect([alone.id, alone.version, Object.keys(alone.texts)]).toEqual([
        ...[instrument.id, instrument.version, pagesOffered(instrument)],
      ]);
    }
  });

  test('is none where an instrument is not known here', () => {
    expect(composed({ ...bundle, parts: ['esis', 'gone'] }, known)).toBeUndefined();
  });

  test('asks a part in its owner’s language where the text in the page’s is missing, and keeps which it was', () => {
    const two = composed({ ...bundle, titles: { fi: 'Kysely', sv: 'Enkät' }, parts: ['esis', 'background'] }, known)!;
    const { parts, language } = finished(two, answering({ language: 'sv', answers: Array(14).fill(1) }));
    expect(language).toBe('sv');
    expect(parts.map((part) => [part.instrument, part.language, part.checksum])).toEqual([
      ['esis', 'fi', instruments.find(({ id }) => id === 'esis')!.checksums.fi],
      ['background', 'sv', instruments.find(({ id }) => id === 'background')!.checksums.sv],
    ]);
  });

  test('shows an item by what was answered in another part; what nobody saw is told from what was skipped', () => {
    const given = form.items.map((item) => (item.id === 'esis.s4' ? 2 : null));
    const [, part] = finished(form, answering({ answers: given })).parts;
    expect(part).toMatchObject({ answers: [null, null, null, null], unseen: ['alone', 'more'] });
    const lonely = form.items.map(({ id }) => (id === 'esis.s4' || id === 'own.help' ? 1 : null));
    expect(finished(form, answering({ answers: lonely })).parts[1]).not.toHaveProperty('unseen');
  });

  test('is cut into parts of which each is what its instrument alone would have become', () => {
    const any = fc.record({
      answers: fc.tuple(...form.items.map((item) => fc.option(fc.constantFrom(...codesOf(form, item), 7)))),
      text: fc.option(fc.string({ minLength: 1, maxLength: 20 })),
    });
    fc.assert(
      fc.property(any, ({ answers, text }) => {
        const texts = text === null ? {} : { texts: { 'own.more': text } };
        const record = finished(form, answering({ answers, ...texts }));
        for (const part of record.parts) {
          const instrument = known.find(({ id }) => id === part.instrument)!;
          expect(part.answers).toHaveLength(instrument.items.length);
          const { from, to } = form.parts.find(({ instrument: id }) => id === part.instrument)!;
          expect(part.answers).toEqual(onlyShown(form, { answers }).answers.slice(from, to));
          const alone = shownItems(instrument, { answers: answers.slice(from, to) });
          const hidden = instrument.items.filter((_, index) => !alone[index]).map(({ id }) => id);
          expect(part.unseen ?? []).toEqual(expect.arrayContaining(hidden));
        }
      }),
      { numRuns: 60, seed: 15 },
    );
  });
});

describe('answers that wait while their form changes', () => {
  const given = answering({
    answers: form.items.map(({ id }, index) =>
      id === 'own.alone' ? 1 : id === 'own.help' ? 0 : id === 'own.when' ? 12 : index < 10 ? 4 : null,
    ),
    texts: { 'own.more': 'Ruokaa' },
    items: askedItems(form, 'fi'),
  });
  const changed = (questions: Instrument) => composed(bundle, [...instruments, questions])!;
  const byId = ({ items }: { items: Item[] }, { answers, texts = {} }: ReturnType<typeof fitted>['given']) => ({
    ...Object.fromEntries(items.flatMap(({ id }, index) => (answers[index] == null ? [] : [[id, answers[index]]]))),
    ...texts,
  });

  test('all of them stay where nothing has changed', () => {
    const { given: now, isWhole } = fitted(form, given);
    expect(isWhole).toBe(true);
    expect(now).toEqual({ answers: given.answers, texts: given.texts });
  });

  test('an item that was removed: the others keep their answers, and what was said to it is left over', () => {
    const now = changed(
      own([
        ['help', 'Saatko apua?'],
        ['when', 'Kuinka monesti?', { type: 'number', min: 0, max: 99 }],
      ]),
    );
    const { given: fit, isWhole } = fitted(now, given);
    expect(isWhole).toBe(false);
    expect(byId(now, fit)).toMatchObject({ 'own.help': 0, 'own.when': 12, 'esis.s10': 4 });
    expect(Object.keys(byId(now, fit))).toHaveLength(12);
  });

  test('items that were numbered anew: no answer comes to stand under another question', () => {
    const before = composed({ ...bundle, parts: ['own'] }, [
      own([
        ['q1', 'Oletko yksin?'],
        ['q2', 'Saatko apua?'],
        ['q3', 'Riittääkö se?'],
      ]),
    ])!;
    const now = composed({ ...bundle, parts: ['own'] }, [
      own([
        ['q1', 'Saatko apua?'],
        ['q2', 'Riittääkö se?'],
      ]),
    ])!;
    const kept = { language: 'fi', answers: [1, 0, 1], items: askedItems(before, 'fi') };
    const changed = ['own.q1', 'own.q2'];
    expect(fitted(now, kept)).toEqual({ given: { answers: [null, null] }, isWhole: false, changed });
  });

  test('a choice that is no longer offered, and a number out of its bounds, are left over', () => {
    const now = changed(
      own(
        [
          ['help', 'Saatko apua?'],
          ['when', 'Kuinka monesti?', { type: 'number', min: 0, max: 9 }],
        ],
        { scales: { yes: [1] } },
      ),
    );
    expect(Object.keys(byId(now, fitted(now, given).given)).filter((id) => id.startsWith('own'))).toEqual([]);
  });

  test('what was said to a question that changed is to be said again: it is named until then, and no other one is', () => {
    const now = changed(
      own([
        ['alone', 'Oletko yksin?'],
        ['help', 'Saatko täältä apua?'],
        ['more', 'Mitä apua tarvitset?', { type: 'long', scale: undefined }],
      ]),
    );
    const first = fitted(now, given);
    expect(first.changed).toEqual(['own.help', 'own.more']);
    // The tab dies before it is answered: what is kept by then has no answer to it.
    const kept = { ...first.given, language: 'fi', items: askedItems(now, 'fi'), changed: first.changed };
    expect(fitted(now, kept)).toEqual({ given: first.given, isWhole: true, changed: first.changed });
    const again = { ...kept, texts: { 'own.more': 'Ruokaa' } };
    expect(fitted(now, again).changed).toEqual(['own.help']);
    expect(fitted(form, given).changed).toEqual([]);
  });

  test('whatever is removed or put in another order, each answer stays with its own words', () => {
    const words = ['Yksi?', 'Kaksi?', 'Kolme?', 'Neljä?', 'Viisi?', 'Kuusi?'];
    const alone = (some: readonly number[]) =>
      composed({ ...bundle, parts: ['own'] }, [own(some.map((n, at) => [`q${at}`, words[n]!]))])!;
    const some = fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 1 });
    fc.assert(
      fc.property(some, some, (before, now) => {
        const [was, is] = [alone(before), alone(now)];
        // The answer to each question says which it was.
        const answers = before.map((n) => n % 2);
        const { given: fit } = fitted(is, { language: 'fi', answers, items: askedItems(was, 'fi') });
        for (const [at, answer] of fit.answers.entries()) if (answer !== null) expect(answer).toBe(now[at]! % 2);
        for (const [at, n] of now.entries()) if (before[at] === n) expect(fit.answers[at]).toBe(n % 2);
      }),
      { numRuns: 200, seed: 15 },
    );
  });

  test('the person goes on where they were, or at the last question before it that is still there', () => {
    const now = changed(own([['help', 'Saatko apua?']]));
    expect(placeIn(form, given, 12)).toBe(12);
    expect(placeIn(now, given, 11)).toBe(10);
    expect(placeIn(now, given, 12)).toBe(11);
    expect(placeIn(now, given, 14)).toBe(11);
    expect(placeIn(now, given, 15)).toBe(12);
  });

  test('a paper form that was half typed in takes what fits, of the first time too', () => {
    const stored = { ...given, mode: 'paper', written: '', agreed: true, first: { answers: given.answers } };
    expect(TypingDrafts.read(stored).isWhole).toBe(true);
    const now = changed(own([['help', 'Saatko apua?']]));
    const { data, isWhole } = typingIn([now]).read(stored);
    expect(isWhole).toBe(false);
    expect(byId(now, data)).toMatchObject({ 'own.help': 0 });
    expect(byId(now, data.first!)).toMatchObject({ 'own.help': 0 });
  });
});

describe('on a device', () => {
  freshDevice();
  beforeEach(() => addInstrument(services));

  test('answers go on after an item was removed meanwhile; the rest is put aside, and no response has it', async () => {
    const id = newUntimedId();
    const before = (await readForm('own'))!;
    const given = { ...answering({ bundle: 'own', at: 3, answers: [1, 0, null, 12] }) };
    await new Promise((ended) => keepAnswers(id, before, given, ended));
    await settleAnswers();
    await addInstrument(
      own(
        [
          ['help', 'Saatko apua?'],
          ['alone', 'Oletko yksin?'],
        ],
        { version: '2' },
      ),
    );
    const now = (await readForm('own'))!;
    const kept = (await findAnswers(id))!;
    expect(kept).toMatchObject({ bundle: 'own', at: 1, answers: [0, 1] });
    const [aside] = await allPutAside();
    expect(aside?.text).toContain('12');
    const record = finished(now, kept);
    expect(record).toMatchObject({
      bundleVersion: '2',
      parts: [{ instrument: 'own', instrumentVersion: '2', answers: [0, 1] }],
    });
    expect(() => SurveyResponse.parse({ ...envelope, ...record })).not.toThrow();
  });

  test('answers of an earlier version of the app, to one instrument, are gone on with', async () => {
    const now = (await readForm('own'))!;
    const {
      bundle: id,
      items: _,
      ...of
    } = answering({ bundle: 'own', answers: [1, 1, null, 5], texts: { more: 'Ruokaa' } });
    const { data } = TypingDrafts.read({ ...of, instrument: id, written: '', agreed: true });
    expect(data.bundle).toBe('own');
    expect(fitted(now, data)).toEqual({
      given: { answers: [1, 1, null, 5], texts: { 'own.more': 'Ruokaa' } },
      isWhole: true,
      changed: [],
    });
  });
});

const envelope = {
  ...{ kind: 'response', id: newUntimedId(), rev: 1, at: '2026-11-21T12:00:00.000Z', v: 6 },
  ...{ unit: 'oma', device: '7d6f0c1e-2b3a-4c5d-8e9f-0a1b2c3d4e5f' },
};
