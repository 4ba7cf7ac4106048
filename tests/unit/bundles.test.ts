/** Bundles as an organisation writes them: what is taken, what is refused and why, and in which forms one is given away. */

import { describe, expect, test } from 'vitest';
import { bundleSchema } from '../../src/build/instrument-schema.ts';
import { workbook } from '../../src/files/workbook.ts';
import { adopt } from '../../src/setup/adopt.ts';
import type { Bundle } from '../../src/survey/bundle/bundle.ts';
import {
  addBundle,
  addTogether,
  formsOf,
  readAddedBundles,
  readForm,
  readKnown,
  removeBundle,
  unsoundIn,
} from '../../src/survey/bundle/bundles-store.ts';
import { composed, formToGive, pagesApart, wholeLanguages } from '../../src/survey/bundle/form.ts';
import { readBundle } from '../../src/survey/bundle/read-bundle.ts';
import { BundleFile } from '../../src/survey/bundle/schema.ts';
import { bundlesWithPage, shippedBundles } from '../../src/survey/bundle/shipped.ts';
import { type FhirItem, type Questionnaire, toFhir } from '../../src/survey/instrument/formats/fhir.ts';
import { itemsOfParts } from '../../src/survey/instrument/formats/fhir-answers.ts';
import { toSheets } from '../../src/survey/instrument/formats/xlsform.ts';
import type { Sheets } from '../../src/survey/instrument/formats/xlsform-sheets.ts';
import { toXlsx } from '../../src/survey/instrument/formats/xlsx.ts';
import { checksumOf, type Instrument, questionsIn } from '../../src/survey/instrument/instrument.ts';
import { addInstrument, readInstruments, removeAdded } from '../../src/survey/instrument/instruments-store.ts';
import { knowInstruments } from '../../src/survey/instrument/known.ts';
import { readInstrumentFile } from '../../src/survey/instrument/read-file-store.ts';
import { instruments } from '../../src/survey/instruments/all.ts';
import { finished } from '../../src/survey/respondent/answers.ts';
import { readSurveyAround } from '../../src/survey/respondent/answers-store.ts';
import { pageLanguages } from '../../src/survey/respondent/page-languages.ts';
import { askedAt, Respondent } from '../../src/survey/waves/respondent.ts';
import { asksOfPlan, SurveyPlan } from '../../src/survey/waves/survey-plan.ts';
import { freshDevice } from '../support/device.ts';
import { aDocument, candidate } from '../support/setup.ts';

const own: Instrument = {
  id: 'own',
  version: '2',
  licence: 'Oma',
  order: [],
  scales: { yes: [1, 0] },
  items: [
    { id: 'first', type: 'single', scale: 'yes' },
    { id: 'second', type: 'single', scale: 'yes', section: 'help' },
    { id: 'words', type: 'long', section: 'help' },
    {
      ...{ id: 'any', type: 'short', section: 'help' },
      showWhen: {
        match: 'any',
        rules: [
          { item: 'first', is: '=', value: 1 },
          { item: 'second', is: '=', value: 1 },
        ],
      },
    },
  ],
  texts: {
    fi: {
      ...{ title: 'Omat', stem: 'Vielä muutama:', responses: {}, source: 'Oma', copyright: 'Oma' },
      items: ['Ensin?', 'Sitten?', 'Kerro', 'Lisää'],
      scales: { yes: { 1: 'kyllä', 0: 'ei' } },
      sections: { help: { stem: 'Apu' } },
    },
  },
  checksums: { fi: '31c3c1d1eebe3565e22b6ad32a83491b54f46d0e59a98093f7925f3ca347e9c1' },
};
const inSwedish = {
  title: 'Egna',
  items: ['Först?', 'Sedan?', 'Berätta', 'Mer'],
  scales: { yes: { 1: 'ja', 0: 'nej' } },
  sections: { help: { stem: 'Hjälp' } },
};
const known = [...instruments, own];
const good: Bundle = {
  id: 'centre',
  version: '1',
  titles: { fi: 'Päiväkeskuksen kysely' },
  parts: ['esis', 'own', 'work-ability'],
  showWhen: { 'own.second': { match: 'all', rules: [{ item: 'esis.s8', is: '<=', value: 2 }] } },
  texts: { fi: { purpose: 'Jotta tiedämme.', controller: 'Lahden kaupunki' } },
};
const read = (changes: object = {}) =>
  readBundle({ ...good, ...changes }, { instruments: known, taken: new Set(known.map(({ id }) => id)) });
const whys = (changes: object) => {
  const one = read(changes);
  return one.is === 'wrong' ? one.wrong.map(({ why }) => why) : [];
};
const rule = (item: string, value = 1) => ({ match: 'all', rules: [{ item, is: '=', value }] });

test('a sound bundle is taken as it stands', () => {
  expect(read()).toEqual({ is: 'read', bundle: good });
  expect(read({ $schema: '/schemas/bundle.json', versions: { own: '2' } })).toEqual({ is: 'read', bundle: good });
  for (const bundle of shippedBundles)
    expect(readBundle(bundle, { instruments, taken: new Set() }), bundle.id).toMatchObject({ is: 'read' });
});

test.each<[string, object, string]>([
  ['the same instrument twice', { parts: ['esis', 'own', 'esis'] }, 'partTwice'],
  ['an instrument that is not here', { parts: ['esis', 'gone'] }, 'partUnknown'],
  ['an instrument of another version', { versions: { own: '1' } }, 'partVersion'],
  ['a version of what it does not ask', { versions: { background: '1' } }, 'versionUnasked'],
  ['an id that is taken', { id: 'esis' }, 'idTaken'],
  ['a rule on an item of an official instrument', { showWhen: { 'esis.s2': rule('esis.s1') } }, 'ruleOnOfficial'],
  ['a rule on nothing', { showWhen: { 'own.gone': rule('esis.s1') } }, 'ruleOfNothing'],
  ['a rule that looks at nothing', { showWhen: { 'own.first': rule('esis.s11') } }, 'unknownItem'],
  ['a rule that looks forward', { showWhen: { 'own.first': rule('work-ability.score') } }, 'laterItem'],
  ['a rule that looks at words', { parts: ['own', 'esis'], showWhen: { 'own.any': rule('own.words') } }, 'ruleTwice'],
  ['a circle', { showWhen: { 'own.first': rule('own.second'), 'own.second': rule('own.first') } }, 'circular'],
  ['two rules that no list can join', { showWhen: { 'own.any': rule('esis.s1') } }, 'ruleTwice'],
  ['a language that a part of its own lacks', { titles: { fi: 'Kysely', sv: 'Enkät' } }, 'partLanguage'],
  ['words in a language without a title', { texts: { sv: { purpose: 'Därför.' } } }, 'noTitle'],
  ['no parts', { parts: [] }, 'tooSmall'],
  ['no title', { titles: {} }, 'badValue'],
  ['no language', { titles: { suomeksi: 'Kysely' } }, 'badLanguage'],
  ['a field that nobody knows', { part: ['esis'] }, 'unknownField'],
  ['a sign that nobody sees', { titles: { fi: 'Kysely\u0007' } }, 'badSign'],
])('a bundle with %s is refused, in words', (_, changes, why) => {
  expect(whys(changes)).toContain(why);
});

test('a language that only an owner’s text lacks is no fault: that part is asked in its own, and the person is told', () => {
  expect(
    read({ parts: ['esis', 'background'], showWhen: undefined, texts: undefined, titles: { fi: 'a', sv: 'b' } }),
  ).toMatchObject({
    is: 'read',
  });
});

test('the published JSON Schema says what the checks say', () => {
  const schema = JSON.parse(bundleSchema(BundleFile));
  expect(schema.$schema).toContain('json-schema.org');
  expect(schema.required.sort()).toEqual(['id', 'parts', 'titles', 'version']);
});

describe('a bundle as other programs read it', () => {
  const form = composed(good, known)!;
  type Linked = { linkId: string; item?: Linked[] };
  const paths = (items: readonly Linked[], within = ''): string[] =>
    items.flatMap(({ linkId, item }) => [`${within}${linkId}`, ...paths(item ?? [], `${within}${linkId}/`)]);

  test('FHIR: a group for each part, and the answers to it have its link ids and systems', () => {
    const asked = toFhir(form);
    expect(asked.item!.map(({ linkId, type, text }) => [linkId, type, text])).toEqual([
      ['esis', 'group', 'Kuinka paljon seuraavat väittämät pitävät paikkansa?'],
      ['own', 'group', 'Vielä muutama:'],
      ['work-ability', 'group', 'Oletetaan, että työkykysi on parhaimmillaan saanut 10 pistettä.'],
    ]);
    knowInstruments([own]);
    const answers = form.items.map(({ type }) => (type === 'scale' || type === 'single' ? 1 : null));
    const given = {
      bundle: 'centre',
      language: 'fi',
      mode: 'self',
      startedAt: new Date().toISOString(),
      at: 1,
    } as const;
    const { parts } = finished(form, { ...given, answers, texts: { 'own.words': 'Kyllä', 'own.any': 'Ei' } });
    const answered = itemsOfParts('centre', parts) as Linked[];
    expect(paths(answered)).toEqual(paths(asked.item as Linked[]));
    const system = (items: readonly object[]) =>
      [...JSON.stringify(items).matchAll(/urn:kenttakirja:choices[:\w]*/g)].map(([one]) => one);
    expect(new Set(system(asked.item!))).toEqual(new Set(system(answered)));
    const second = asked.item![1]!.item!.find(({ linkId }) => linkId === 'own.help.2')!.item![0] as FhirItem;
    expect(second.enableWhen?.every(({ question }) => question === 'esis.s8')).toBe(true);
  });

  test('XLSForm: a group for each part, and in it those of its sections', () => {
    const rows = toSheets(form).survey!.filter(([type]) => /_group$/.test(String(type)));
    expect(rows.map(([type, name, label]) => [type, name, label])).toEqual([
      ['begin_group', 'esis', 'Kuinka paljon seuraavat väittämät pitävät paikkansa?'],
      ['end_group', '', ''],
      ['begin_group', 'own', 'Vielä muutama:'],
      ['begin_group', 'own.help.2', 'Apu'],
      ['end_group', '', ''],
      ['end_group', '', ''],
      ['begin_group', 'work-ability', 'Oletetaan, että työkykysi on parhaimmillaan saanut 10 pistettä.'],
      ['end_group', '', ''],
    ]);
  });
});

describe('on a device', () => {
  freshDevice();
  const asFile = (value: object) => new File([JSON.stringify(value)], 'a.json');

  test('a bundle is added from a file as an instrument is, and asked; one under its id takes its place, and is told of', async () => {
    await addInstrument(own);
    const first = await readInstrumentFile(asFile(good));
    expect(first).toEqual({ is: 'bundle', bundle: good, instruments: [], told: [] });
    await addBundle(good);
    expect(formsOf(await readKnown()).map(({ id }) => id)).toEqual(
      expect.arrayContaining(['esis', 'own', 'inclusion-wellbeing', 'centre']),
    );
    expect(formsOf(await readKnown()).map(({ id }) => id)).not.toContain('background');
    expect((await readForm('centre'))?.texts.fi).toMatchObject({
      title: good.titles.fi,
      purpose: 'Jotta tiedämme.',
    });
    expect(await readInstrumentFile(asFile({ ...good, version: '2' }))).toMatchObject({ told: [{ why: 'replaces' }] });
    expect(await readInstrumentFile(asFile({ ...own, id: 'centre', checksums: undefined }))).toMatchObject({
      is: 'wrong',
      wrong: [{ why: 'idTaken' }],
    });
    await removeBundle('centre');
    expect(await readForm('centre')).toBeUndefined();
  });

  test('a bundle that brings the questions made for it is taken whole, or nothing of it; they are asked in it alone, and go with it', async () => {
    const made = { ...own, within: 'centre', checksums: undefined };
    const bringing = { ...good, instruments: [made] };
    const broken = { ...bringing, instruments: [{ ...made, items: [] }] };
    expect(await readInstrumentFile(asFile(broken))).toMatchObject({ is: 'wrong' });
    const read = await readInstrumentFile(asFile(bringing));
    expect(read).toMatchObject({
      is: 'bundle',
      bundle: good,
      instruments: [{ id: 'own', within: 'centre' }],
      told: [],
    });
    if (read.is !== 'bundle') throw new Error('It was not taken');
    await addTogether(read);
    const ids = formsOf(await readKnown()).map(({ id }) => id);
    expect(ids).toContain('centre');
    expect(ids, 'the questions are no survey by themselves').not.toContain('own');
    const refused = addTogether({ bundle: { ...good, version: '9' }, instruments: [] }, () => {
      throw new Error('changed meanwhile');
    });
    await expect(refused).rejects.toThrow();
    expect((await readForm('centre'))?.version).toBe(good.version);
    await removeBundle('centre');
    expect(await readInstruments()).not.toContainEqual(expect.objectContaining({ id: 'own' }));
  });

  describe('goes out in another program’s format and comes back', () => {
    const bringing = { ...good, instruments: [own] };
    const given = () => formToGive(composed(good, known)!, good);
    type Changed = Questionnaire & { item: FhirItem[] };
    const asFhir = (change: (file: Changed) => void = () => undefined) => {
      const file = JSON.parse(JSON.stringify(toFhir(given(), bringing)));
      change(file);
      return readInstrumentFile(asFile(file));
    };
    const asXlsForm = (change: (sheets: Sheets) => void = () => undefined, file: object = bringing) => {
      const sheets = toSheets(given(), file);
      change(sheets);
      const pages = Object.entries(sheets).map(([name, rows]) => ({
        ...{ name, rows: rows.map((row) => row.map((cell) => String(cell ?? ''))) },
      }));
      return readInstrumentFile(new File([workbook(pages)], 'a.xlsx'));
    };

    test.each([
      ['a FHIR Questionnaire', asFhir],
      ['an XLSForm', asXlsForm],
    ])(
      'as %s: the same bundle, official instruments as the app has them, own questions with their file',
      async (_, come) => {
        const read = await come();
        expect(read).toEqual({ is: 'bundle', bundle: good, instruments: [own], told: [] });
        if (read.is !== 'bundle') throw new Error('It was not taken');
        await addTogether(read);
        expect((await readForm('centre'))?.items).toEqual(composed(good, known)!.items);
        expect(await come(), 'a second time').toMatchObject({ is: 'bundle', told: [] });
      },
    );

    test('one that is longer than a cell of a spreadsheet too', async () => {
      const long = { ...own, licence: 'Oma. '.repeat(300) };
      const many = { ...good, instruments: [long], texts: { fi: { purpose: 'Näin. '.repeat(330) } } };
      const rows = toSheets(given(), { ...many, more: 'a'.repeat(70_000) }).kenttakirja!;
      expect(rows.filter(([what]) => String(what).startsWith('bundle '))).toHaveLength(3);
      expect(rows.every((row) => row.every((cell) => String(cell ?? '').length <= 30_000))).toBe(true);
      expect(await asXlsForm(undefined, { ...many, texts: good.texts })).toMatchObject({ is: 'bundle', bundle: good });
    });

    const words = (part: number, item: number, text: string) => (file: Changed) => {
      file.item[part]!.item![item]!.text = text;
    };
    test.each<[string, (file: Changed) => void, string]>([
      ['a statement of an official instrument', words(0, 3, 'Minua tarvitaan.'), 'esis.s4'],
      ['an own question', words(1, 0, 'Aluksi?'), 'own.first'],
      ['a question that was taken out', (file) => void file.item[1]!.item![1]!.item!.pop(), 'own.any'],
      ['two questions in another order', (file) => void file.item[0]!.item!.reverse(), 'item'],
      ['the title', (file) => void Object.assign(file, { title: 'Muu' }), 'title'],
      ['the version', (file) => void Object.assign(file, { version: '3' }), 'version'],
    ])('changed elsewhere, %s: it is no bundle any more, and the place is told', async (_, change, place) => {
      const read = await asFhir(change);
      expect(read).toMatchObject({
        is: 'read',
        told: expect.arrayContaining([expect.objectContaining({ why: 'bundleChanged' })]),
      });
      const [told] = read.is === 'read' ? read.told : [];
      expect(String(told?.values?.places).split(', ')).toContain(place);
    });

    test('a row of a spreadsheet that was changed is told by its sheet and number', async () => {
      const read = await asXlsForm((sheets) => {
        const row = sheets.survey!.findIndex(([, name]) => name === 'own.words');
        sheets.survey![row]![2] = 'Kerro lisää';
      });
      expect(read).toMatchObject({
        is: 'read',
        told: [
          { why: 'bundleChangedRows' },
          { why: 'bundleRows', values: { sheet: 'survey', rows: '18' } },
          { why: 'bundleOfficial' },
        ],
      });
    });

    test('what it carries is judged as a bundle’s file is: an instrument that is nowhere is named', async () => {
      const file = toFhir(given(), { ...good, parts: ['esis', 'gone'] });
      expect(await readInstrumentFile(asFile(file))).toMatchObject({
        is: 'wrong',
        wrong: expect.arrayContaining([{ why: 'partUnknown', values: { part: 'gone' } }]),
      });
      const spoiled = toFhir(given(), bringing);
      spoiled.extension!.at(-1)!.valueString = '{"id": "cen';
      expect((await readInstrumentFile(asFile(spoiled))).is).toBe('wrong');
    });

    test.each([
      ['every question of it in both', ['background', 'both'], ['label::suomi (fi)', 'label::svenska (sv)']],
      ['an official instrument in Finnish only', ['esis', 'both'], ['label::suomi (fi)']],
    ])(
      'in two languages, %s: each has its column where all is its owner’s, and both come back',
      async (_, parts, columns) => {
        const both: Instrument = {
          ...own,
          id: 'both',
          texts: { ...own.texts, sv: { ...own.texts.fi!, ...inSwedish } },
        };
        both.checksums = { fi: own.checksums.fi!, sv: await checksumOf(both.texts.sv!) };
        const bundle: Bundle = { ...good, parts, showWhen: {}, titles: { fi: 'Kysely', sv: 'Enkät' }, texts: {} };
        const form = formToGive(composed(bundle, [...known, both])!, bundle);
        const file = { ...bundle, instruments: [both] };
        const labels = (rows: readonly (readonly unknown[])[] = []) =>
          rows[0]!.filter((head) => String(head).startsWith('label'));
        const { survey, choices } = toSheets(form, file);
        expect(labels(survey)).toEqual(columns);
        expect(labels(choices)).toEqual(columns);
        const back = await readInstrumentFile(new File([await toXlsx(form, file)], 'a.xlsx'));
        expect(back).toEqual({ is: 'bundle', bundle, instruments: [both], told: [] });
      },
    );

    test('it says no text to be in another language than its owner’s', () => {
      const inBoth: Bundle = {
        ...good,
        titles: { fi: 'Kysely', sv: 'Enkät' },
        parts: ['esis', 'background'],
        showWhen: {},
      };
      const { texts } = formToGive(composed(inBoth, known)!, inBoth);
      expect(Object.keys(texts)).toEqual(['fi']);
    });
  });

  test('a bundle whose instrument is gone is not asked, and says why', async () => {
    await addInstrument(own);
    await addBundle(good);
    await removeAdded('own');
    expect(await readForm('centre')).toBeUndefined();
    expect(await readAddedBundles(await readInstruments())).toMatchObject({
      sound: [],
      unsound: [{ id: 'centre', wrong: [{ why: 'partUnknown' }] }],
    });
  });

  test('a document that is looked at says which of its bundles cannot be asked, before it is taken into use', async () => {
    const { checksums: _, ...file } = own;
    const looked = (instruments: object[], bundles: object[]) =>
      unsoundIn({ instruments, bundles } as unknown as Parameters<typeof unsoundIn>[0]);
    expect(await looked([file], [good])).toEqual([]);
    expect(await looked([], [good])).toMatchObject([{ id: 'centre', wrong: [{ why: 'partUnknown' }] }]);
    expect(await looked([{ ...file, items: [] }], [])).toMatchObject([{ id: 'own' }]);
    await addInstrument(own);
    expect(await looked([], [good]), 'its part was added on this device').toEqual([]);
  });

  test('the organisation’s document brings bundles', async () => {
    const { checksums: _, ...file } = own;
    await adopt(await candidate(aDocument({ survey: { instruments: [file], bundles: [good] } })), 'lahti');
    await readSurveyAround();
    expect((await readForm('centre'))?.parts.map(({ instrument }) => instrument)).toEqual(good.parts);
  });
});

test('a survey is counted, and its languages are named in one order, the same as an instrument and as what is asked', async () => {
  const [home] = instruments.filter(({ id }) => id === 'eurohis-qol-8');
  const turned = { ...home!, id: 'turned', texts: Object.fromEntries(Object.entries(home!.texts).reverse()) };
  const all = [...instruments, own, turned];
  for (const instrument of all) {
    const titles = Object.fromEntries(Object.entries(instrument.texts).map(([one, { title }]) => [one, title]));
    const [asked] = formsOf({
      instruments: all,
      bundles: [{ id: instrument.id, version: '1', titles, parts: [instrument.id] }],
    });
    expect(wholeLanguages(asked!, 'fi'), instrument.id).toEqual(wholeLanguages(instrument, 'fi'));
    expect(questionsIn(asked!.items).length, instrument.id).toBe(questionsIn(instrument.items).length);
  }
});

test('of the languages of a page those of the questions stand first; every other one is there, of a bundle too', () => {
  const titles = { fi: 'Kysely', sv: 'Enkät' };
  const pages = (parts: string[]) => {
    const form = composed({ ...good, parts, showWhen: {}, titles, texts: {} }, known)!;
    const all = pageLanguages.map(({ language }) => language);
    const { whole, partly, around } = pagesApart(form, all);
    expect([...whole, ...partly, ...around].sort(), 'none is lost').toEqual([...all].sort());
    return whole;
  };
  expect(pages(['background'])).toEqual(['fi', 'sv', 'en']);
  expect(pages(['esis', 'background'])).toEqual(['fi']);
  const onlySwedish = { ...own, id: 'svenska', texts: { sv: own.texts.fi! }, checksums: { sv: own.checksums.fi! } };
  const mixed = composed({ ...good, parts: ['esis', 'svenska'], showWhen: {}, titles, texts: {} }, [
    ...known,
    onlySwedish,
  ])!;
  expect(pagesApart(mixed, ['fi', 'sv', 'ar']), 'no page is whole: none is folded').toEqual({
    whole: ['fi', 'sv', 'ar'],
    partly: [],
    around: [],
  });
});

test('the page of the scale, alone and with its neighbours, is made by the build in each language it is offered in', () => {
  expect(bundlesWithPage.map(({ id, parts }) => [id, parts])).toEqual([
    ['esis', ['esis']],
    ['inclusion-wellbeing', ['esis', 'eurohis-qol-8', 'work-ability']],
  ]);
});

describe('what a plan asks', () => {
  test('may be something else at follow-up than at the start', () => {
    const respondent = { bundle: 'start', followUp: 'later' };
    expect([0, 1, 5].map((number) => askedAt(respondent, number))).toEqual(['start', 'later', 'later']);
    expect([0, 1].map((number) => askedAt({ bundle: 'start' }, number))).toEqual(['start', 'start']);
  });

  test('is read of plans and codes as they were before there were bundles', () => {
    const before = SurveyPlan.parse({ id: 'new', months: [0, 3], instrument: 'work-ability' });
    expect(asksOfPlan(before)).toEqual({ bundle: 'work-ability' });
    expect(asksOfPlan(SurveyPlan.parse({ id: 'new', months: [0] }))).toEqual({ bundle: 'esis' });
    const stored = {
      ...{ kind: 'respondent', id: crypto.randomUUID(), rev: 1, v: 1, at: '2026-11-21T12:00:00.000Z', unit: 'oma' },
      ...{ device: crypto.randomUUID(), code: 'K7M4PX27', plan: 'new', months: [0], before: 14, after: 30 },
      ...{ assisted: false, instrument: 'work-ability', start: '2026-11-21', turn: 0 },
    };
    const { instrument, ...rest } = stored;
    expect(Respondent.read(stored)).toEqual({ ...rest, v: 2, bundle: instrument });
  });
});
