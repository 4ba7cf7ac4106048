/** FHIR Questionnaires that other programs made: whole, or refused by linkId and words; and what ours mean to others. */

import { describe, expect, test } from 'vitest';
import { toFhir } from '../../src/survey/instrument/formats/fhir.ts';
import { fromFhir } from '../../src/survey/instrument/formats/from-fhir.ts';
import { codesOf, type Instrument } from '../../src/survey/instrument/instrument.ts';
import { shownItems } from '../../src/survey/instrument/show.ts';
import { came } from '../support/forms.ts';
import { madeInstrument } from '../support/made-instruments.ts';
import { fc } from '../support/property.ts';

type Held = Record<string, unknown>;
const questionnaire = (item: unknown, more: Held = {}) => ({
  resourceType: 'Questionnaire',
  status: 'active',
  id: 'koe',
  title: 'Koe',
  language: 'fi',
  item,
  ...more,
});
const cameOf = (item: unknown, more: Held = {}) => came(fromFhir(questionnaire(item, more)));
const ordinal = (value: number, url = 'http://hl7.org/fhir/StructureDefinition/ordinalValue') => ({
  extension: [{ url, valueDecimal: value }],
});
const coding = (code: string, display = code, system?: string) => ({
  valueCoding: { ...(system ? { system } : {}), code, display },
});
const home = (more: Held = {}): Held => ({
  linkId: 'home',
  type: 'choice',
  text: 'Onko sinulla koti?',
  answerOption: [coding('1', 'Kyllä'), coding('0', 'Ei')],
  ...more,
});
const text = (linkId: string, words: string, more: Held = {}): Held => ({
  linkId,
  type: 'string',
  text: words,
  ...more,
});
const when = (question: string, operator: string, answer: Held) => ({
  enableWhen: [{ question, operator, ...answer }],
});
const noHome = when('home', '=', { answerCoding: { code: '0' } });
const extension = (name: string, value: Held = { valueBoolean: true }) => ({
  extension: [{ url: `http://hl7.org/fhir/StructureDefinition/${name}`, ...value }],
});

describe('every item of the file is taken', () => {
  test('questions under a question, with the rules of both', async () => {
    const inner = text('where', 'Missä nukuit?', { ...noHome, item: [text('with', 'Kenen kanssa?')] });
    const { instrument } = await cameOf([home({ item: [inner] })]);
    expect(instrument!.texts.fi!.items).toEqual(['Onko sinulla koti?', 'Missä nukuit?', 'Kenen kanssa?']);
    const rule = { match: 'all', rules: [{ item: 'home', is: '=', value: 0 }] };
    expect(instrument!.items.map(({ showWhen }) => showWhen)).toEqual([undefined, rule, rule]);
  });

  test('linkIds of any form', async () => {
    const group = {
      linkId: '1',
      type: 'group',
      text: 'Osa',
      item: [text('1.1', 'A'), text('/44250-9', 'B'), text('1-1', 'C'), text('度', 'D')],
    };
    const { instrument } = await cameOf([group]);
    const ids = instrument!.items.map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
    expect(ids.slice(0, 2)).toEqual(['q-1-1', 'q-44250-9']);
  });

  test('what stands on a group holds for all in it', async () => {
    const group = {
      linkId: 'g',
      type: 'group',
      text: 'Osa',
      ...noHome,
      item: [{ linkId: 'h', type: 'group', item: [text('a', 'A')] }],
    };
    const { instrument } = await cameOf([home(), group]);
    expect(instrument!.items[1]!.showWhen!.rules).toEqual([{ item: 'home', is: '=', value: 0 }]);
    const any = { ...noHome, enableWhen: [...noHome.enableWhen, ...noHome.enableWhen], enableBehavior: 'any' };
    const both = { ...group, ...any, item: [text('a', 'A', noHome)] };
    expect((await cameOf([home(), both])).wrong).toEqual([
      { why: 'fhirRuleJoined', values: { at: 'a «A»', part: '' } },
    ]);
  });

  test('the words of groups stand above their questions, help under its own', async () => {
    const inner = { linkId: 'i', type: 'group', text: 'Kuinka usein', item: [text('a', 'Mieli maassa')] };
    const outer = { linkId: 'o', type: 'group', text: 'Viime viikot', item: [inner] };
    const helped = text('b', 'Ikä', { item: [{ linkId: 'b.help', type: 'display', text: 'vuosina' }] });
    const { instrument, told } = await cameOf([outer, helped]);
    expect(instrument!.texts.fi!.sections!.i).toEqual({ title: 'Viime viikot', stem: 'Kuinka usein' });
    expect(instrument!.texts.fi!.items).toEqual(['Mieli maassa', 'Ikä']);
    expect(instrument!.texts.fi!.hints).toEqual({ b: 'vuosina' });
    expect(told).toEqual([]);
  });

  test('a form that is only read, with every language in its own', async () => {
    const said = (fi: string, sv: string): Held => ({
      text: fi,
      _text: {
        extension: [
          {
            url: 'http://hl7.org/fhir/StructureDefinition/translation',
            extension: [
              { url: 'lang', valueCode: 'sv-FI' },
              { url: 'content', valueString: sv },
            ],
          },
        ],
      },
    });
    const { instrument } = await cameOf([{ linkId: 'a', type: 'display', ...said('Hei', 'Hej') }], {
      language: 'fi-FI',
    });
    expect([instrument!.texts.fi!.items, instrument!.texts.sv!.items]).toEqual([['Hei'], ['Hej']]);
    const half = await cameOf([
      { linkId: 'a', type: 'string', ...said('Hei', 'Hej') },
      { linkId: 'b', type: 'string', text: 'Moi' },
    ]);
    expect(half.wrong).toEqual([{ why: 'fhirWords', values: { at: 'b «Moi»', languages: 'sv' } }]);
  });
});

describe('a value that the file gives is the code', () => {
  const options = (values: (number | undefined)[], url?: string) =>
    values.map((value, at) => ({
      ...(value === undefined ? {} : ordinal(value, url)),
      ...coding(`LA65${at}`, `${at}`),
    }));

  test.each([
    undefined,
    'http://hl7.org/fhir/StructureDefinition/itemWeight',
    'http://hl7.org/fhir/StructureDefinition/questionnaire-ordinalValue',
    'http://hl7.org/fhir/StructureDefinition/iso21090-CO-value',
  ])('%s', async (url) => {
    const { instrument } = await cameOf([home({ answerOption: options([0, 1, 2, 3], url) })]);
    expect(instrument!.order).toEqual([0, 1, 2, 3]);
    expect(instrument!.items[0]!.type).toBe('scale');
  });

  test('of its coding, of whole numbers, of codes that are numbers', async () => {
    const { instrument } = await cameOf([
      home({
        answerOption: [0, 2].map((value) => ({ valueCoding: { ...ordinal(value), code: `x${value}`, display: 'x' } })),
      }),
      home({ linkId: 'b', answerOption: [{ valueInteger: 5 }, { valueInteger: 10 }] }),
      home({ linkId: 'c', answerOption: [coding('7', 'a'), coding('3', 'b')] }),
    ]);
    expect(instrument!.items.map((item) => codesOf(instrument!, item))).toEqual([
      [0, 2],
      [5, 10],
      [7, 3],
    ]);
    expect(instrument!.texts.fi!.scales!['list-2']).toEqual({ '5': '5', '10': '10' });
  });

  test.each<[string, (number | undefined)[], string]>([
    ['a half', [0, 0.5, 1], 'fhirOddValue'],
    ['the same twice', [0, 1, 1], 'fhirValueTwice'],
    ['none for one option', [0, 1, undefined], 'fhirNoValue'],
  ])('%s is refused with the question', async (_, values, why) => {
    expect((await cameOf([home({ answerOption: options(values) })])).wrong).toMatchObject([
      { why, values: { at: 'home «Onko sinulla koti?»' } },
    ]);
  });

  test('a rule means the option of its own question, by system and code', async () => {
    const help = {
      linkId: 'help',
      type: 'choice',
      text: 'Apu?',
      answerOption: [coding('b', 'B', 's1'), coding('a', 'A', 's1')],
    };
    const other = {
      linkId: 'other',
      type: 'choice',
      text: 'Muu?',
      answerOption: [coding('a', 'A', 's2'), coding('b', 'B', 's2')],
    };
    const asks = (question: string, code: string, system?: string) =>
      text('x', 'X', when(question, '=', { answerCoding: { code, ...(system ? { system } : {}) } }));
    const value = async (asked: Held) =>
      (await cameOf([help, other, asked])).instrument!.items[2]!.showWhen!.rules[0]!.value;
    expect(await value(asks('help', 'a', 's1'))).toBe(2);
    expect(await value(asks('other', 'a', 's2'))).toBe(1);
    expect(await value(asks('other', 'b'))).toBe(2);
    expect((await cameOf([help, other, asks('other', 'a', 's1')])).wrong).toEqual([
      { why: 'fhirRuleOption', values: { at: 'x «X»', part: 's1|a' } },
    ]);
  });

  test('codes of which only some are numbers are numbered anew, and that is told', async () => {
    const { instrument, told } = await cameOf([home({ answerOption: [coding('0'), coding('1'), coding('dk')] })]);
    expect(instrument!.order).toEqual([1, 2, 3]);
    const values = { codes: '0 → 1, 1 → 2, dk → 3', count: 1, places: 'home «Onko sinulla koti?»' };
    expect(told).toEqual([{ why: 'fhirNumbered', values }]);
    expect((await cameOf([home({ answerOption: [coding('yes'), coding('no')] })])).told).toEqual([]);
  });

  test('a page of a larger value set is not taken for the whole', async () => {
    const contains = [{ code: 'a', display: 'A' }];
    const of = (expansion: Held) =>
      cameOf([home({ answerOption: undefined, answerValueSet: '#v' })], {
        contained: [{ resourceType: 'ValueSet', id: 'v', expansion }],
      });
    expect((await of({ total: 1, contains })).wrong).toEqual([]);
    expect((await of({ total: 40, offset: 0, contains })).wrong).toEqual([
      { why: 'fhirOptions', values: { at: 'home «Onko sinulla koti?»' } },
    ]);
  });

  test('options of a value set that the file holds', async () => {
    const set = {
      resourceType: 'ValueSet',
      id: 'v',
      compose: {
        include: [
          {
            system: 's',
            concept: [
              { code: 'a', display: 'A', ...ordinal(3) },
              { code: 'b', display: 'B', ...ordinal(1) },
            ],
          },
        ],
      },
    };
    const asked = { linkId: 'q', type: 'choice', text: 'Q', answerValueSet: '#v' };
    expect((await cameOf([asked], { contained: [set] })).instrument!.order).toEqual([3, 1]);
    expect((await cameOf([asked])).wrong).toEqual([{ why: 'fhirOptions', values: { at: 'q «Q»' } }]);
  });
});

describe('conditions are taken exactly or refused', () => {
  const many = { linkId: 'n', type: 'integer', text: 'Montako?' };
  const several = home({ linkId: 's', repeats: true });
  test.each<[Held, object]>([
    [when('n', '>', { answerInteger: 3 }), { is: '>=', value: 4 }],
    [when('n', '<', { answerInteger: 3 }), { is: '<=', value: 2 }],
    [when('n', '>=', { answerDecimal: 3 }), { is: '>=', value: 3 }],
    [when('home', 'exists', { answerBoolean: true }), { is: '>=', value: 0 }],
    [when('s', '=', { answerCoding: { code: '1' } }), { is: '=', value: 1 }],
    [when('home', '!=', { answerCoding: { code: '1' } }), { is: '!=', value: 1 }],
  ])('%j', async (given, rule) => {
    const { instrument, told } = await cameOf([home(), several, many, text('x', 'X', given)]);
    expect(instrument!.items.at(-1)!.showWhen!.rules).toMatchObject([rule]);
    expect(told.some(({ why }) => why === 'fhirUnanswered')).toBe((rule as { is: string }).is === '!=');
  });

  test.each<[Held, string]>([
    [when('home', 'exists', { answerBoolean: false }), 'fhirRule'],
    [when('n', 'exists', { answerBoolean: true }), 'fhirRule'],
    [when('home', '>', { answerCoding: { code: '1' } }), 'fhirRule'],
    [when('home', '~', { answerCoding: { code: '1' } }), 'fhirRule'],
    [when('home', '=', { answerString: 'ehkä' }), 'fhirRuleOption'],
    [when('gone', '=', { answerInteger: 1 }), 'fhirRuleUnknown'],
    [when('later', '=', { answerInteger: 1 }), 'fhirRuleLater'],
    [when('t', '=', { answerString: 'x' }), 'fhirRuleText'],
    [{ enableWhen: [{ operator: '=', answerCoding: { code: '1' } }] }, 'fhirRuleQuestion'],
    [{ enableWhen: [...noHome.enableWhen, ...noHome.enableWhen] }, 'fhirBehavior'],
    [{ enableWhen: 7 }, 'fhirShape'],
  ])('%j is refused', async (given, why) => {
    const items = [home(), many, text('t', 'T'), text('x', 'X', given), { ...many, linkId: 'later' }];
    expect((await cameOf(items)).wrong).toMatchObject([{ why }]);
  });

  test('a circle is named once, with all its questions: no order would mend it', async () => {
    const number = (linkId: string, looksAt: string) => ({
      ...many,
      linkId,
      ...when(looksAt, '=', { answerInteger: 1 }),
    });
    expect((await cameOf([number('a', 'c'), number('b', 'a'), number('c', 'b')])).wrong).toEqual([
      { why: 'fhirRuleCircle', values: { at: 'a «Montako?»', part: 'c → b → a → c' } },
    ]);
    // A group waits for a question that stands in it.
    const inside = { linkId: 'g', type: 'group', ...when('b', '=', { answerInteger: 1 }), item: [many] };
    expect((await cameOf([inside, number('b', 'n')])).wrong).toMatchObject([
      { why: 'fhirRuleCircle', values: { part: 'b → n → b' } },
    ]);
  });
});

describe('what is not asked, not held or not known', () => {
  test.each<[string, Held, string]>([
    ['hidden', extension('questionnaire-hidden'), 'hidden'],
    ['only read', { readOnly: true }, 'readOnly'],
    [
      'worked out',
      extension('sdc-questionnaire-calculatedExpression', { valueExpression: {} }),
      'calculatedExpression',
    ],
    ['for display', extension('questionnaire-usageMode', { valueCode: 'display' }), 'usageMode'],
  ])('%s: left out with all under it, and told', async (_, more, reason) => {
    const { instrument, told } = await cameOf([text('a', 'A'), text('b', 'B', { ...more, item: [text('c', 'C')] })]);
    expect(instrument!.items.map(({ id }) => id)).toEqual(['a']);
    expect(told).toEqual([{ why: 'fhirLeftOut', values: { reason, count: 2, places: 'b «B», c «C»' } }]);
  });

  test.each<[string, Held, string]>([
    ['required', { required: true }, 'fhirRequired'],
    ['a value given beforehand', { initial: [{ valueString: 'x' }] }, 'fhirPart'],
    ['a number before the words', { prefix: '1.' }, 'fhirPart'],
    ['several texts', { repeats: true }, 'fhirOnce'],
    ['a pattern', extension('regex', { valueString: '.*' }), 'fhirExtension'],
    ['a picture', extension('sdc-questionnaire-itemMedia', {}), 'fhirExtension'],
  ])('%s: told', async (_, more, why) => {
    const { instrument, told } = await cameOf([text('a', 'A', more)]);
    expect(instrument!.items).toHaveLength(1);
    expect(told).toMatchObject([{ why, values: { places: 'a «A»' } }]);
  });

  test.each<[string, unknown, string]>([
    [
      'an expression for showing',
      [text('a', 'A', extension('sdc-questionnaire-enableWhenExpression'))],
      'fhirExtension',
    ],
    ['an expression for offering', [home(extension('sdc-questionnaire-answerExpression'))], 'fhirExtension'],
    [
      'a part of another file',
      [{ linkId: 'a', type: 'display', text: 'A', ...extension('sdc-questionnaire-subQuestionnaire') }],
      'fhirExtension',
    ],
    ['a modifier', [text('a', 'A', { modifierExtension: [{ url: 'x' }] })], 'fhirModifier'],
    [
      'a modifier of a condition',
      [home(), text('a', 'A', { enableWhen: [{ ...noHome.enableWhen[0], modifierExtension: [] }] })],
      'fhirModifier',
    ],
    [
      'a modifier of an option',
      [home({ answerOption: [{ ...coding('1'), modifierExtension: [{ url: 'x' }] }] })],
      'fhirModifier',
    ],
    ['a modifier that is no list', [text('a', 'A', { modifierExtension: { url: 'x' } })], 'fhirModifier'],
    ['«read only» as a text', [text('a', 'A', { readOnly: 'true' })], 'fhirField'],
    ['«required» as a text', [text('a', 'A', { required: 'true' })], 'fhirField'],
    ['a longest text as a text', [text('a', 'A', { maxLength: '50' })], 'fhirField'],
    ['words that are none', [text('a', 5 as never)], 'fhirField'],
    [
      '«hidden» of which nobody knows whether it is',
      [text('a', 'A', extension('questionnaire-hidden', { valueString: 'true' }))],
      'fhirExtension',
    ],
    ['one option twice', [home({ answerOption: [coding('a', 'Kyllä'), coding('a', 'Joo')] })], 'fhirValueTwice'],
    ['words of which nobody would see anything', [text('a', '\u200b')], 'fhirNoText'],
    ['a group that repeats', [{ linkId: 'g', type: 'group', repeats: true, item: [text('a', 'A')] }], 'fhirRepeats'],
    ['an attachment', [{ linkId: 'a', type: 'attachment', text: 'A' }], 'fhirType'],
    ['a choice with words of one’s own', [home({ type: 'open-choice' })], 'fhirType'],
    ['no linkId', [{ type: 'string', text: 'A' }], 'fhirLinkId'],
    ['one linkId twice', [text('a', 'A'), text('a', 'B')], 'fhirLinkIdTwice'],
    ['no text', [{ linkId: 'a', type: 'string' }], 'fhirNoText'],
    ['an option without words', [home({ answerOption: [{ valueCoding: { code: 'a' } }] })], 'fhirOptionText'],
    ['marks', [text('a', 'Hei <b>sinä</b> {{nimi}}')], 'fhirMark'],
    ['nothing', [], 'fhirNoItems'],
    ['items that are no list', { a: 1 }, 'fhirShape'],
    ['items that are no items', [7, null, 'x'], 'fhirLinkId'],
    [
      'a deep nest',
      Array.from({ length: 500 }).reduce<Held[]>((item, _, at) => [{ linkId: `g${at}`, type: 'group', item }], []),
      'fhirDeep',
    ],
  ])('%s: refused in words', async (_, item, why) => {
    expect((await cameOf(item)).wrong[0]).toMatchObject({ why });
  });

  test('a field that nobody knows, and what the form says of itself, are told', async () => {
    const more = { description: 'Lue tämä ensin.', derivedFrom: ['x'], implicitRules: 'x', effectivePeriod: {} };
    const { told } = await cameOf(
      [text('a', 'A', { initialString: 'x', _text: { id: 't' } }), home({ answerValueSet: 'http://x' })],
      more,
    );
    expect(told.map(({ why, values }) => [why, values!.name, values!.places])).toEqual([
      ...['description', 'derivedFrom', 'effectivePeriod', 'implicitRules'].map((name) => [
        'fhirPart',
        name,
        'Questionnaire',
      ]),
      ['fhirPart', 'initialString', 'a «A»'],
      ['fhirPart', 'answerValueSet', 'home «Onko sinulla koti?»'],
    ]);
  });

  test('codes of which two are one number are numbered anew, as in an XLSForm', async () => {
    const { instrument, told } = await cameOf([home({ answerOption: [coding('01', 'Ei'), coding('1', 'Kyllä')] })]);
    expect(instrument!.texts.fi!.responses).toEqual({ 1: 'Ei', 2: 'Kyllä' });
    expect(told).toMatchObject([{ why: 'fhirNumbered', values: { codes: '01 → 1, 1 → 2' } }]);
  });

  test('another resource is named', async () => {
    expect((await came(fromFhir({ resourceType: 'Bundle' }))).wrong).toEqual([
      { why: 'fhirOther', values: { type: 'Bundle' } },
    ]);
  });

  test('a slider’s step and a unit are told once, a number that no answer can be is refused', async () => {
    const number = (...extensions: [string, Held][]) =>
      cameOf([
        {
          linkId: 'n',
          type: 'decimal',
          text: 'N?',
          extension: extensions.flatMap(([name, value]) => extension(name, value).extension),
        },
      ]);
    const turned = await number(['minValue', { valueDecimal: 5 }], ['maxValue', { valueDecimal: 1 }]);
    expect(turned.wrong).toEqual([{ why: 'fhirBound', values: { at: 'n «N?»', name: 'minValue 5 > maxValue 1' } }]);
    const step = (valueInteger: number): [string, Held] => ['questionnaire-sliderStepValue', { valueInteger }];
    expect((await number(step(1))).told).toEqual([]);
    expect((await number(step(10))).told).toMatchObject([
      { why: 'fhirExtension', values: { name: 'questionnaire-sliderStepValue' } },
    ]);
    expect((await number(['questionnaire-unit', { valueCoding: { code: 'kg' } }])).told).toMatchObject([
      { why: 'fhirUnit', values: { unit: 'kg' } },
    ]);
  });

  test('one that its maker has put out of use is told to be so', async () => {
    expect((await cameOf([home()], { status: 'retired' })).told).toMatchObject([{ why: 'fhirRetired' }]);
  });

  test('words that were refused are not called missing', async () => {
    const link = text('a', 'Lue [lisää](https://x.example)');
    expect((await cameOf([link])).wrong.map(({ why }) => why)).toEqual(['fhirMark']);
    expect((await cameOf([link, text('b', 'B')])).wrong.map(({ why }) => why)).toEqual(['fhirMark']);
    const wordless = home({ answerOption: [{ valueCoding: { code: 'x' } }, coding('y')] });
    expect((await cameOf([wordless])).wrong.map(({ why }) => why)).toEqual(['fhirOptionText']);
  });

  test('a question of yes and no has them as words, and says so', async () => {
    const { instrument, told } = await cameOf([
      { linkId: 'b', type: 'boolean', text: 'Käykö?' },
      text('x', 'X', when('b', '=', { answerBoolean: true })),
    ]);
    expect(instrument!.texts.fi!.responses).toEqual({ '1': 'Kyllä', '0': 'Ei' });
    expect(instrument!.items[1]!.showWhen!.rules[0]!.value).toBe(1);
    expect(told).toMatchObject([{ why: 'fhirYesNo' }]);
  });
});

describe('what we give out means the same to another reader', () => {
  /**
   * A second reader, written from the words of the standard: a condition holds where an answer equals, a coding by its system
   * and code; «!=» where none does; a group's and an item's conditions both count.
   */
  function enabled(item: Held, answersTo: (linkId: string) => Held[]): boolean {
    const conditions = (item.enableWhen ?? []) as Held[];
    if (conditions.length === 0) return true;
    const holds = conditions.map((condition) => {
      const answers = answersTo(String(condition.question));
      if (condition.operator === 'exists') return answers.length > 0 === condition.answerBoolean;
      const { system, code } = (condition.answerCoding ?? {}) as Held;
      const number = condition.answerDecimal as number | undefined;
      const isEqual = (answer: Held) =>
        number === undefined ? answer.system === system && answer.code === code : answer.number === number;
      if (condition.operator === '=') return answers.some(isEqual);
      if (condition.operator === '!=') return !answers.some(isEqual);
      if (number === undefined) throw new Error('codings have no size');
      return answers.some(
        ({ number: one }) => typeof one === 'number' && (condition.operator === '>=' ? one >= number : one <= number),
      );
    });
    return item.enableBehavior === 'any' ? holds.some(Boolean) : holds.every(Boolean);
  }

  test('the same questions are shown for the same answers, whatever the instrument', () => {
    fc.assert(
      fc.property(madeInstrument, fc.infiniteStream(fc.nat({ max: 999 })), (instrument, picks) => {
        const sent = toFhir(instrument);
        const flat = (items: Held[]): Held[] =>
          items.flatMap((one) => (one.type === 'group' ? flat(one.item as Held[]) : [one]));
        const items = flat(sent.item as unknown as Held[]).filter(({ linkId }) => linkId !== 'instrument.stem');
        for (let round = 0; round < 12; round++) {
          const given = answer(instrument, picks);
          const expected = shownItems(instrument, given);
          const shown = new Map<string, boolean>();
          const answersTo = (linkId: string): Held[] => {
            const at = instrument.items.findIndex(({ id }) => id === linkId);
            const item = instrument.items[at]!;
            if (!shown.get(linkId)) return [];
            const codes =
              item.type === 'several'
                ? (given.several[linkId] ?? [])
                : [given.answers[at]].filter((one) => one !== null);
            if (item.type === 'number') return codes.map((number) => ({ number }));
            const options = items[at]!.answerOption as { valueCoding: Held }[];
            return codes.map(
              (code) => options.map(({ valueCoding }) => valueCoding).find((one) => one.code === String(code))!,
            );
          };
          for (const item of items) {
            const isByExpression = (item.extension as Held[] | undefined)?.some(({ url }) =>
              String(url).endsWith('enableWhenExpression'),
            );
            const at = instrument.items.findIndex(({ id }) => id === item.linkId);
            const is = isByExpression ? expected[at]! : enabled(item, answersTo);
            shown.set(String(item.linkId), is);
            expect(is, `${item.linkId} ${JSON.stringify(item.enableWhen)}`).toBe(expected[at]);
          }
        }
      }),
      { numRuns: 100, seed: 20261128 },
    );
  });

  function answer(instrument: Instrument, picks: Iterator<number>) {
    const pick = (count: number) => picks.next().value % count;
    const several: Record<string, number[]> = {};
    const answers = instrument.items.map((item) => {
      const codes = codesOf(instrument, item);
      if (item.type === 'several') several[item.id] = codes.filter(() => pick(2) === 0);
      if (item.type === 'number') return pick(3) === 0 ? null : pick(24) - 2;
      return item.type === 'several' || codes.length === 0 || pick(4) === 0 ? null : codes[pick(codes.length)]!;
    });
    return { answers, several };
  }
});
