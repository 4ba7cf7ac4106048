import { describe, expect, test } from 'vitest';
import finnish from '../../locales/fi.json';
import { readInstrument } from '../../src/survey/instrument/file.ts';
import { type Questionnaire, toFhir } from '../../src/survey/instrument/formats/fhir.ts';
import { fromFhir } from '../../src/survey/instrument/formats/from-fhir.ts';
import { fromSheets } from '../../src/survey/instrument/formats/from-xlsform.ts';
import { toSheets } from '../../src/survey/instrument/formats/xlsform.ts';
import { fromXlsx, toXlsx } from '../../src/survey/instrument/formats/xlsx.ts';
import { checksumOf, type Instrument } from '../../src/survey/instrument/instrument.ts';
import { instruments } from '../../src/survey/instruments/all.ts';
import { aFile } from '../support/instruments.ts';
import { madeInstrument } from '../support/made-instruments.ts';
import { fc } from '../support/property.ts';

const around = { shipped: [], pageLanguages: ['fi', 'sv', 'en', 'ar', 'smn'], pageWords: Object.keys(finnish.answer) };

/** What the app takes in from what a format gave. */
async function taken(given: { file: unknown } | { wrong: unknown }): Promise<Instrument> {
  if ('wrong' in given) throw new Error(JSON.stringify(given.wrong));
  const read = await readInstrument(given.file, around);
  if (read.is === 'wrong') throw new Error(JSON.stringify(read.wrong));
  return read.instrument;
}

const withSums = async (one: Instrument): Promise<Instrument> => ({
  ...one,
  checksums: Object.fromEntries(
    await Promise.all(Object.entries(one.texts).map(async ([language, text]) => [language, await checksumOf(text)])),
  ),
});
/** How XLSForm names the answer to a question. */
const asked = (name: string) => `$\{${name}}`;
const ours = async () => [...instruments, await taken({ file: aFile() })];

describe('an instrument goes out and comes back as it was', () => {
  test('as a FHIR Questionnaire, word for word', async () => {
    for (const one of await ours()) {
      const sent = JSON.parse(JSON.stringify(toFhir(one))) as Questionnaire;
      expect(await taken(fromFhir(sent)), one.id).toEqual(one);
    }
  });

  test('as an XLSForm file, word for word', async () => {
    for (const one of await ours()) expect(await taken(await fromXlsx(await toXlsx(one))), one.id).toEqual(one);
  });

  test('whatever its shape and words: any instrument, both formats', async () => {
    await fc.assert(
      fc.asyncProperty(madeInstrument, async (made) => {
        const one = await withSums(made);
        expect(await taken(fromFhir(JSON.parse(JSON.stringify(toFhir(one)))))).toEqual(one);
        expect(await taken(fromSheets(toSheets(one)))).toEqual(one);
      }),
      { numRuns: 200, seed: 20261121 },
    );
  });

  test('whatever its shape and words, through the bytes of a workbook', async () => {
    await fc.assert(
      fc.asyncProperty(madeInstrument, async (made) => {
        const one = await withSums(made);
        expect(await taken(await fromXlsx(await toXlsx(one)))).toEqual(one);
      }),
      { numRuns: 25, seed: 20261130 },
    );
  });

  test('what somebody changed in the file holds before what was kept beside it', async () => {
    const file = aFile();
    // A rule that neither format has one plain word for: any of the choices from 2 on, and the hours.
    const showWhen = {
      match: 'all' as const,
      rules: [
        { item: 'travel', is: '>=' as const, value: 2 },
        { item: 'travel', is: '!=' as const, value: 1 },
      ],
    };
    Object.assign(file.items[5]!, { showWhen });
    const one = await taken({ file });
    const sheets = toSheets(one);
    const at = sheets.survey!.findIndex(([, name]) => name === 'where');
    sheets.survey![at]![sheets.survey![0]!.indexOf('relevant')] = `${asked('hours')} >= 3`;
    const changed = { match: 'all', rules: [{ item: 'hours', is: '>=', value: 3 }] };
    expect((await taken(fromSheets(sheets))).items[5]!.showWhen).toEqual(changed);
    const sent = JSON.parse(JSON.stringify(toFhir(one))) as Questionnaire;
    expect((await taken(fromFhir(sent))).items[5]!.showWhen).toEqual(showWhen);
    const where = sent.item!.find(({ linkId }) => linkId === 'where')!;
    delete where.extension;
    where.enableWhen = [{ question: 'hours', operator: '>=', answerDecimal: 3 }];
    expect((await taken(fromFhir(sent))).items[5]!.showWhen).toEqual(changed);
    // So do words that stand in a group and its title.
    const group = sheets.survey!.find(([type]) => type === 'begin_group')!;
    group[2] = 'Toinen alku';
    expect((await taken(fromSheets(sheets))).texts.fi!.sections!.home!.stem).toBe('Toinen alku');
  });

  test('a validated text that was changed on the way is refused', async () => {
    const sent = toFhir(instruments.find(({ id }) => id === 'esis')!);
    const changed = JSON.parse(JSON.stringify(sent).replace('Koen, että minuun luotetaan.', 'Koen, että luotan.'));
    await expect(taken(fromFhir(changed))).rejects.toThrow('checksum');
  });
});

describe('what other programs read', () => {
  test('FHIR: linkIds, options with ordinal values, enableWhen', async () => {
    const sent = toFhir(await taken({ file: aFile() }));
    expect(sent).toMatchObject({ resourceType: 'Questionnaire', status: 'active', language: 'fi', version: '2' });
    const group = sent.item!.find(({ type }) => type === 'group')!;
    expect(group.item!.map(({ linkId }) => linkId)).toEqual(['safe', 'travel']);
    const [safe] = group.item!;
    expect(safe!.answerOption![0]!.valueCoding).toMatchObject({ code: '3', display: 'kyllä' });
    expect(safe!.answerOption![0]!.extension![0]).toMatchObject({ valueDecimal: 3 });
    const hours = sent.item!.find(({ linkId }) => linkId === 'hours')!;
    expect(hours).toMatchObject({
      type: 'decimal',
      enableWhen: [{ question: 'work', operator: '=', answerCoding: { code: '1' } }],
      enableBehavior: 'all',
    });
  });

  test('XLSForm: types, choices, relevance and constraints in its own words', async () => {
    const { survey, choices, settings } = toSheets(await taken({ file: aFile() }));
    const row = (name: string) => survey!.find((one) => one[1] === name)!;
    expect(survey![0]!.slice(0, 3)).toEqual(['type', 'name', 'label::suomi (fi)']);
    expect(row('safe')[0]).toBe('select_one steps');
    expect(row('travel')[0]).toBe('select_multiple list-transport');
    expect(row('hours').slice(-2)).toEqual(['. >= 0 and . <= 80', `${asked('work')} = '1'`]);
    expect(row('where').at(-1)).toBe(`selected(${asked('travel')}, '3') or ${asked('hours')} >= 20`);
    expect(choices!.filter(([list]) => list === 'steps').map(([, code]) => code)).toEqual(['3', '2', '1']);
    expect(settings![1]).toEqual(['Arki ja liikkuminen', 'arki', '2', 'suomi (fi)']);
  });
});

describe('what other programs wrote', () => {
  const sheets = {
    survey: [
      ['type', 'name', 'label', 'relevant'],
      ['start', 'start', '', ''],
      ['begin group', 'about_you', 'Sinusta', ''],
      ['select_one yes_no', 'has_home', 'Onko sinulla koti?', ''],
      ['end group', '', '', ''],
      ['text', 'what_helps', 'Mikä auttaa?', `${asked('has_home')} = 'no'`],
    ],
    choices: [
      ['list_name', 'name', 'label'],
      ['yes_no', 'yes', 'Kyllä'],
      ['yes_no', 'no', 'Ei'],
    ],
    settings: [
      ['form_title', 'form_id', 'version'],
      ['Koti', 'koti', '2026'],
    ],
  };

  test('an XLSForm with words for codes: the choices are numbered, the rule follows', async () => {
    const one = await taken(fromSheets(sheets));
    expect(one.items.map(({ id, type }) => [id, type])).toEqual([
      ['has_home', 'single'],
      ['what_helps', 'short'],
    ]);
    expect(one.items[1]!.showWhen).toEqual({ match: 'all', rules: [{ item: 'has_home', is: '=', value: 2 }] });
    expect(one.texts.fi).toMatchObject({ title: 'Koti', sections: { about_you: { title: 'Sinusta' } } });
  });

  test('what has no place here is told with its row', () => {
    const with_ = (...row: string[]) => fromSheets({ ...sheets, survey: [...sheets.survey, row] });
    expect(with_('geopoint', 'where', 'Missä?', '')).toEqual({
      wrong: [{ why: 'xlsType', values: { sheet: 'survey', type: 'geopoint', row: 7 } }],
    });
    expect(with_('select_one gone', 'x', 'X', '')).toEqual({
      wrong: [{ why: 'xlsList', values: { sheet: 'survey', list: 'gone', row: 7 } }],
    });
    expect(with_('text', 'x', 'X', `count(${asked('y')}) > 2`)).toEqual({
      wrong: [{ why: 'xlsRule', values: { sheet: 'survey', part: `count(${asked('y')}) > 2`, row: 7 } }],
    });
    expect(fromSheets({ sheet1: [] })).toEqual({ wrong: [{ why: 'xlsNoSurvey' }] });
  });

  test('a file that is no spreadsheet', async () => {
    expect(await fromXlsx(new Blob(['not a zip']))).toEqual({ wrong: [{ why: 'notXlsx' }] });
  });

  test('a Questionnaire of another system', async () => {
    const given: Questionnaire = {
      resourceType: 'Questionnaire',
      status: 'active',
      id: 'phq-2',
      language: 'en',
      title: 'PHQ-2',
      item: [
        {
          linkId: '/44250-9',
          text: 'Little interest',
          type: 'choice',
          answerOption: [
            { valueCoding: { code: 'LA6568-5', display: 'Not at all' } },
            { valueCoding: { code: 'LA6569-3', display: 'Several days' } },
          ],
        },
        {
          linkId: '/44255-8',
          text: 'Feeling down',
          type: 'choice',
          answerOption: [
            { valueCoding: { code: 'LA6568-5', display: 'Not at all' } },
            { valueCoding: { code: 'LA6569-3', display: 'Several days' } },
          ],
        },
      ],
    };
    const read = await taken(fromFhir(given));
    expect(read.order).toEqual([1, 2]);
    expect(read.items.map(({ id }) => id)).toEqual(['q-44250-9', 'q-44255-8']);
    const open = {
      ...given,
      item: [
        { linkId: 'a', text: 'x', type: 'attachment' },
        { linkId: 'b', text: 'x', type: 'choice', answerValueSet: 'http://x' },
      ],
    };
    expect(fromFhir(open)).toEqual({
      wrong: [
        { why: 'fhirType', values: { at: 'a «x»', type: 'attachment' } },
        { why: 'fhirOptions', values: { at: 'b «x»' } },
      ],
    });
  });
});
