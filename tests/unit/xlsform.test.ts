/** XLSForm workbooks that other programs made: whole, or refused by sheet and row. */
import { describe, expect, test } from 'vitest';
import type { Sheets } from '../../src/survey/instrument/formats/xlsform-sheets.ts';
import { fromXlsx } from '../../src/survey/instrument/formats/xlsx.ts';
import { aForm, answerTo, asFile, came, cameOf, yesNo } from '../support/forms.ts';

const ruleOf = async (sheets: Parameters<typeof cameOf>[0], id: string) => {
  const { instrument, wrong } = await cameOf(sheets);
  if (!instrument) throw new Error(JSON.stringify(wrong));
  return instrument.items.find((one) => one.id === id)!.showWhen;
};
const heads = 'type | name | label::Suomi (fi) | relevant';

describe('a rule compares with the code of the list that its question offers', () => {
  const lists = {
    housing: { own: 'Oma asunto', other: 'Muu' },
    help: { friend: 'Ystävä', church: 'Seurakunta', other: 'Muu' },
    yn: { yes: 'Kyllä', no: 'Ei', '99': 'En halua kertoa' },
  };
  // An object would put 99 first.
  const form: Sheets = {
    ...aForm(heads, [
      ['select_one housing', 'housing', 'Missä asut?', ''],
      ['select_one help', 'help', 'Mistä saat apua?', ''],
      ['text', 'help_other', 'Mistä muualta?', `${answerTo('help')} = 'other'`],
      ['select_one yn', 'home', 'Onko sinulla koti?', ''],
      ['text', 'why', 'Kerrotko miksi?', `${answerTo('home')} = '99'`],
      ['text', 'why2', 'Kerrotko miksi?', `${answerTo('home')} = 99`],
      ['select_multiple help', 'also', 'Mistä muualta?', ''],
      ['text', 'also_other', 'Keneltä?', `selected(${answerTo('also')}, "other")`],
    ]),
    choices: [
      ['list_name', 'name', 'label::Suomi (fi)'],
      ...(['housing', 'help'] as const).flatMap((list) =>
        Object.entries(lists[list]).map(([name, words]) => [list, name, words]),
      ),
      ['yn', 'yes', 'Kyllä'],
      ['yn', 'no', 'Ei'],
      ['yn', 99, 'En halua kertoa'],
    ],
  };

  test.each([
    ['help_other', 'help', 3],
    ['why', 'home', 3],
    ['why2', 'home', 3],
    ['also_other', 'also', 3],
  ])('%s is asked when %s is %i', async (id, item, value) => {
    expect(await ruleOf(form, id)).toEqual({ match: 'all', rules: [{ item, is: '=', value }] });
  });

  test('a value that the list does not have is refused, not never asked', async () => {
    const survey = [...form.survey!, ['text', 'x', 'X', `${answerTo('home')} = 'other'`]];
    expect((await cameOf({ ...form, survey })).wrong).toEqual([
      { why: 'xlsRuleChoice', values: { sheet: 'survey', row: 10, part: 'other' } },
    ]);
  });
});

test('a circle of conditions is named once, with all its questions: no order would mend it', async () => {
  const asks = (name: string, when: string) => ['integer', name, name, when];
  const wrongIn = async (...rows: string[][]) => (await cameOf(aForm(heads, rows))).wrong;
  const at = { sheet: 'survey', row: 2 };
  const is1 = (name: string) => `${answerTo(name)} = 1`;
  expect(await wrongIn(asks('a', is1('c')), asks('b', is1('a')), asks('c', `${answerTo(' b ')} > 0`))).toEqual([
    { why: 'xlsRuleCircle', values: { ...at, part: 'c → b → a → c' } },
  ]);
  expect(await wrongIn(asks('a', is1('a')))).toEqual([{ why: 'xlsRuleCircle', values: { ...at, part: 'a → a' } }]);
  expect(await wrongIn(asks('a', is1('b')), asks('b', '')), 'another order mends this').toEqual([
    { why: 'xlsRuleLater', values: { ...at, part: 'b' } },
  ]);
  // Behind it there is a circle that this question is not in.
  expect(await wrongIn(asks('a', is1('b')), asks('b', is1('c')), asks('c', is1('b')))).toMatchObject([
    { why: 'xlsRuleCircle', values: { row: 2, part: 'b → c → b' } },
    { why: 'xlsRuleCircle', values: { row: 3, part: 'c → b → c' } },
  ]);
  // A group waits for a question that stands in it.
  expect(
    await wrongIn(['begin_group', 'g', 'G', is1('b')], asks('a', ''), asks('b', is1('a')), ['end_group', '', '', '']),
  ).toMatchObject([
    { why: 'xlsRuleCircle', values: { row: 3, part: 'b → b' } },
    { why: 'xlsRuleCircle', values: { row: 4, part: 'b → b' } },
  ]);
});

describe('what stands on a group holds for all in it', () => {
  const group = (outer: string, inner: string, own: string) =>
    aForm(
      heads,
      [
        ['select_one yn', 'drugs', 'Käytätkö päihteitä?', ''],
        ['select_one yn', 'talk', 'Haluatko puhua siitä?', ''],
        ['begin_group', 'g', 'Päihteet', outer],
        ['begin group', 'h', 'Käyttö', inner],
        ['text', 'which', 'Mitä käytät?', own],
        ['end group', '', '', ''],
        ['end_group', '', '', ''],
      ],
      yesNo,
    );
  const yes = (item: string) => ({ item, is: '=', value: 1 });
  const is = (name: string) => `${answerTo(name)} = '1'`;

  test.each([
    ['of the group', group(is('drugs'), '', ''), ['drugs']],
    ['of a group in a group', group('', is('drugs'), ''), ['drugs']],
    ['of both, and the question’s own', group(is('drugs'), '', is('talk')), ['drugs', 'talk']],
  ])('a condition %s', async (_, form, items) => {
    expect(await ruleOf(form, 'which')).toEqual({ match: 'all', rules: items.map(yes) });
  });

  test('where «or» and «and» cannot be held together, the row is refused', async () => {
    const form = group(`${is('drugs')} or ${is('talk')}`, '', is('talk'));
    const part = `(${is('drugs')} or ${is('talk')}) and (${is('talk')})`;
    expect((await cameOf(form)).wrong).toEqual([{ why: 'xlsRule', values: { sheet: 'survey', row: 6, part } }]);
  });

  test('a question that is never shown is not asked, one that always is has no condition', async () => {
    const shown = await cameOf(group('true()', 'not(false())', `true() and ${is('talk')}`));
    expect(shown.instrument!.items.at(-1)!.showWhen).toEqual({ match: 'all', rules: [yes('talk')] });
    expect((await cameOf(group('', 'true()', '1 = 1 or true()'))).wrong).toMatchObject([{ why: 'xlsRule' }]);
    for (const never of [
      group('false()', '', ''),
      group('', is('drugs'), 'false()'),
      group(`not(${is('talk')} or true())`, '', ''),
    ]) {
      const { instrument, told } = await cameOf(never);
      expect(instrument!.items.map(({ id }) => id)).toEqual(['drugs', 'talk']);
      expect(told[0]).toMatchObject({ why: 'xlsLeftOut', values: { reason: 'relevant', places: '6' } });
    }
    const asked = aForm('type | name | label::Suomi (fi) | relevant | constraint', [
      ['integer', 'a', 'A', 'false()', ''],
      ['integer', 'b', 'B', 'true()', 'true()'],
      ['integer', 'c', 'C', `${answerTo('a')} > 1`, ''],
    ]);
    expect((await cameOf(asked)).wrong).toMatchObject([{ why: 'xlsRuleNotAsked', values: { row: 4, part: 'a' } }]);
    const only = aForm('type | name | label::Suomi (fi) | relevant', [['integer', 'a', 'A', 'false()']]);
    expect((await cameOf(only)).wrong).toMatchObject([{ why: 'xlsNoQuestions' }]);
  });

  test.each([
    ['readonly', 'yes'],
    ['constraint', '. > 5'],
    ['calculation', '1 + 1'],
    ['choice_filter', 'town = 1'],
    ['appearance', 'hidden'],
    ['disabled', 'yes'],
    ['disabled', 'kyllä'],
  ])('%s «%s» on its beginning or end has no place here: that row is refused, and no other', async (column, value) => {
    const form = (atBegin: string, atEnd: string) =>
      aForm(`type | name | label::Suomi (fi) | ${column}`, [
        ['begin_group', 'outer', 'Ulompi', ''],
        ['begin_group', 'g', 'Ryhmä', atBegin],
        ['text', 'a', 'Mitä kuuluu?', ''],
        ['end_group', '', '', atEnd],
        ['end_group', '', '', ''],
      ]);
    const refused = (row: number) => [{ why: 'xlsCell', values: { sheet: 'survey', row, column, value } }];
    expect((await cameOf(form(value, ''))).wrong).toEqual(refused(3));
    if (column === 'disabled') expect((await cameOf(form('', value))).wrong).toEqual(refused(5));
  });

  test('a group or repetition of which beginning and end are disabled is none; its questions are asked', async () => {
    for (const what of ['group', 'repeat']) {
      const form = (atEnd: string) =>
        aForm('type | name | label::Suomi (fi) | disabled', [
          [`begin_${what}`, 'g', 'Ryhmä', 'yes'],
          ['text', 'a', 'Mitä kuuluu?', ''],
          [`end_${what}`, '', '', atEnd],
        ]);
      const { instrument, told } = await cameOf(form('yes'));
      expect(instrument!.items).toEqual([{ id: 'a', type: 'short' }]);
      expect(told.map(({ why, values }) => [why, values!.places])).toEqual([
        ['xlsLeftOut', '2'],
        ['xlsLeftOut', '4'],
      ]);
      expect((await cameOf(form(''))).wrong).toMatchObject([
        { why: 'xlsCell', values: { row: 2, column: 'disabled' } },
      ]);
    }
  });

  test('the words of both groups stand above the question; a repeated group is refused', async () => {
    const { instrument } = await cameOf(group('', '', ''));
    const { section } = instrument!.items.at(-1)!;
    expect(instrument!.texts.fi!.sections![section!]).toEqual({ title: 'Päihteet', stem: 'Käyttö' });
    const repeated = aForm(heads, [
      ['begin_repeat', 'child', 'Lapsi', ''],
      ['text', 'name', 'Ikä', ''],
      ['end_repeat', '', '', ''],
    ]);
    expect((await cameOf(repeated)).wrong).toEqual([{ why: 'xlsRepeat', values: { sheet: 'survey', row: 2 } }]);
  });

  test('two groups of one name keep their own words', async () => {
    const group = (words: string) => [
      ['begin_group', 'g', words, ''],
      ['text', words.toLowerCase(), words, ''],
      ['end_group', '', '', ''],
    ];
    const { instrument } = await cameOf(aForm(heads, [...group('Eka'), ...group('Toka')]));
    const { sections } = instrument!.texts.fi!;
    expect(instrument!.items.map(({ section }) => sections![section!]!.title)).toEqual(['Eka', 'Toka']);
  });

  test('a group that is not closed, or closed twice, is refused with its row', async () => {
    const open = aForm(heads, [
      ['begin_group', 'g', 'G', ''],
      ['text', 'a', 'A', ''],
    ]);
    expect((await cameOf(open)).wrong).toEqual([{ why: 'xlsGroupOpen', values: { sheet: 'survey', row: 2 } }]);
    const closed = aForm(heads, [
      ['text', 'a', 'A', ''],
      ['end_group', '', '', ''],
    ]);
    expect((await cameOf(closed)).wrong).toEqual([{ why: 'xlsGroupEnd', values: { sheet: 'survey', row: 3 } }]);
  });
});

describe('a column that changes what is asked or offered is never dropped silently', () => {
  const with_ = (column: string, value: string, type = 'text') =>
    cameOf(aForm(`type | name | label::Suomi (fi) | ${column}`, [[type, 'a', 'Mitä kuuluu?', value]], yesNo));

  test.each([
    ['choice_filter', `city=${answerTo('city')}`, 'select_one yn'],
    ['repeat_count', '3', 'text'],
    ['readonly', `${answerTo('b')} = '1'`, 'text'],
    ['disabled', 'ehkä', 'text'],
    ['appearance', "search('areas')", 'select_one yn'],
    ['appearance', 'ex:org.example.app', 'text'],
  ])('%s «%s» is refused with its row and words', async (column, value, type) => {
    expect((await with_(column, value, type)).wrong).toEqual([
      { why: 'xlsCell', values: { sheet: 'survey', row: 2, column, value } },
    ]);
  });

  test.each([
    ['required', 'yes', 'xlsRequired'],
    ['default', 'hyvää', 'xlsColumn'],
    ['guidance_hint::Suomi (fi)', 'Lue ääneen', 'xlsColumn'],
    ['constraint_message', 'Ei käy', 'xlsColumn'],
    ['media::image', 'kuva.png', 'xlsColumn'],
    ['parameters', 'randomize=true', 'xlsColumn'],
    ['trigger', answerTo('b'), 'xlsColumn'],
    ['oma sarake', 'x', 'xlsColumn'],
    ['appearance', 'signature', 'xlsAppearance'],
  ])('%s is told with its row', async (column, value, why) => {
    const { instrument, told } = await with_(column, value);
    expect(instrument!.items).toHaveLength(1);
    expect(told).toMatchObject([{ why, values: { places: '2' } }]);
  });

  test('a column without a heading, and two that mean one thing, are refused', async () => {
    const nameless = aForm('type | name | label::Suomi (fi) | ', [['text', 'a', 'A', 'jotain']]);
    expect((await cameOf(nameless)).wrong).toEqual([{ why: 'xlsNoHead', values: { sheet: 'survey', column: 'D' } }]);
    const twice = aForm('type | name | label | relevant | relevance', [['text', 'a', 'A', 'x', 'y']]);
    expect((await cameOf(twice)).wrong).toEqual([
      { why: 'xlsColumnTwice', values: { sheet: 'survey', columns: 'relevant, relevance' } },
    ]);
  });
});

describe('two columns never fall into one place', () => {
  const inColumns = (columns: string, words: string[], settings = {}) =>
    cameOf(
      aForm(
        `type | name | ${columns}`,
        [['text', 'q1', ...words]],
        {},
        {
          form_title: 'Koe',
          form_id: 'koe',
          ...settings,
        },
      ),
    );
  const wordsIn = async (...given: Parameters<typeof inColumns>) => {
    const { instrument, wrong } = await inColumns(...given);
    return instrument
      ? Object.fromEntries(Object.entries(instrument.texts).map(([language, { items }]) => [language, items[0]]))
      : wrong;
  };

  test.each<[string, string[], object]>([
    ['label | label::English', ['Mitä kuuluu?', 'How are you?'], { fi: 'Mitä kuuluu?', en: 'How are you?' }],
    ['label::English | label::Suomi', ['How are you?', 'Mitä kuuluu?'], { en: 'How are you?', fi: 'Mitä kuuluu?' }],
    ['label::englanti | label::Ruotsi', ['How?', 'Hur?'], { en: 'How?', sv: 'Hur?' }],
    ['label::Suomi (fi-FI) | label:svenska (sv_FI)', ['Miten?', 'Hur?'], { fi: 'Miten?', sv: 'Hur?' }],
    ['label::FI | label::EN', ['Miten?', 'How?'], { fi: 'Miten?', en: 'How?' }],
  ])('%s are languages of their own', async (columns, words, expected) => {
    expect(await wordsIn(columns, words)).toEqual(expected);
  });

  test.each<[string, string[], object]>([
    ['label::Klingon', ['nuqneH'], { why: 'xlsLanguage', values: { language: 'Klingon', column: 'label::Klingon' } }],
    ['label | label::Suomi (fi)', ['A', 'B'], { why: 'xlsSameLanguage', values: { language: 'fi' } }],
    ['label::British (en-GB) | label::American (en-US)', ['A', 'B'], { why: 'xlsSameLanguage' }],
  ])('%s cannot be told apart: refused', async (columns, words, expected) => {
    expect(await wordsIn(columns, words)).toMatchObject([expected]);
  });

  test('a language for which the app has no pages is left out and told; alone it is refused', async () => {
    const both = await inColumns('label::Suomi (fi) | label::Русский (ru)', ['Miten menee?', 'Как дела?']);
    expect(Object.keys(both.instrument!.texts)).toEqual(['fi']);
    expect(both.told).toEqual([{ why: 'noPageWords', values: { count: 1, places: 'ru' } }]);
    expect((await inColumns('label::Русский (ru)', ['Как дела?'])).wrong).toEqual([
      { why: 'languageUnknown', values: { language: 'ru' } },
    ]);
  });

  test('a text that is missing in one language is refused with its row', async () => {
    const form = aForm('type | name | label::Suomi (fi) | label::English (en)', [
      ['text', 'a', 'A', 'A'],
      ['text', 'b', 'B', ''],
    ]);
    expect((await cameOf(form)).wrong).toEqual([
      { why: 'xlsWordsMissing', values: { sheet: 'survey', row: 3, languages: 'en' } },
    ]);
  });

  test('two names never become one id', async () => {
    const form = aForm(heads, [
      ['integer', 'määrä.a', 'A', ''],
      ['integer', 'määrä-a', 'B', ''],
      ['integer', '1', 'C', ''],
      ['text', 'x', 'X', `${answerTo('määrä-a')} >= 3`],
    ]);
    const { instrument } = await cameOf(form);
    expect(instrument!.items.map(({ id }) => id)).toEqual(['maara-a', 'maara-a-2', 'q-1', 'x']);
    expect(instrument!.items.at(-1)!.showWhen!.rules[0]!.item).toBe('maara-a-2');
  });
});

describe('what its maker does not ask, we do not ask', () => {
  const columns = 'type | name | label::Suomi (fi) | disabled | calculation | readonly | appearance | default';
  test.each<[string, string[], string]>([
    ['a disabled row', ['text', 'old', 'Vanha kysymys', 'yes'], 'disabled'],
    ['a worked-out total', ['integer', 'total', 'Yhteensä', '', `${answerTo('a')} * 2`, 'yes'], 'calculation'],
    ['a calculate', ['calculate', 'sum', '', '', `${answerTo('a')} + 1`], 'calculate'],
    ['a number that is only shown', ['integer', 'shown', 'Luku', '', '', 'true()'], 'readonly'],
    ['a text filled in beforehand', ['text', 'shown', 'Nimi', '', '', 'yes', '', 'x'], 'readonly'],
    ['a hidden row', ['hidden', 'h', ''], 'hidden'],
    ['a question hidden by its look', ['text', 'h', 'Piilossa', '', '', '', 'hidden'], 'hidden'],
    ['the head of a grid', ['select_one yn', 'grid', 'Otsikko', '', '', '', 'label'], 'label'],
  ])('%s is left out and told', async (_, row, reason) => {
    const full = [...row, ...Array(8 - row.length).fill('')];
    const { instrument, told } = await cameOf(
      aForm(columns, [['integer', 'a', 'Montako kertaa?', '', '', '', '', ''], full], yesNo),
    );
    expect(instrument!.items.map(({ id }) => id)).toEqual(['a']);
    expect(told.filter(({ why }) => why === 'xlsLeftOut')).toMatchObject([{ values: { reason, places: '3' } }]);
  });

  test('what the device would note is told; a rule on what is not asked is refused', async () => {
    const noted = await cameOf(
      aForm(heads, [
        ['start', 'start', '', ''],
        ['deviceid', 'deviceid', '', ''],
        ['text', 'a', 'A', ''],
      ]),
    );
    expect(noted.told).toMatchObject([{ why: 'xlsNoted', values: { places: '2' } }, { why: 'xlsNoted' }]);
    const ruled = aForm('type | name | label | calculation | relevant', [
      ['calculate', 'sum', '', '1 + 1', ''],
      ['text', 'a', 'A', '', `${answerTo('sum')} > 1`],
    ]);
    expect((await cameOf(ruled)).wrong).toMatchObject([{ why: 'xlsRuleNotAsked', values: { row: 3, part: 'sum' } }]);
  });

  test('what SurveyCTO notes and works out by itself, as its own template begins', async () => {
    const rows = [
      ['start', 'starttime', ''],
      ['deviceid', 'deviceid', ''],
      ['phonenumber', 'devicephonenum', ''],
      ['username', 'username', ''],
      ['calculate', 'duration', ''],
      ['caseid', 'caseid', ''],
      ['text audit', 'ta', ''],
      ['text_audit', 'tb', ''],
      ['audio audit', 'aa', ''],
      ['speed violations count', 'sv', ''],
      ['sensor_statistic mean_light_level', 'ss', ''],
      ['calculate_here', 'here', ''],
      ['text', 'a', 'A?'],
    ];
    const { instrument, told } = await cameOf(aForm('type | name | label::Suomi (fi)', rows));
    expect(instrument!.items.map(({ id }) => id)).toEqual(['a']);
    const places = (why: string) => told.flatMap((one) => (one.why === why ? [one.values!.places] : [])).join(', ');
    expect(
      `${places('xlsNoted')}, ${places('xlsLeftOut')}`
        .split(', ')
        .map(Number)
        .sort((a, b) => a - b),
    ).toEqual(Array.from({ length: 12 }, (_, at) => at + 2));
  });

  test('a remark in a column of its own is passed by and told; a row that lacks its type is refused', async () => {
    const form = (row: string[]) =>
      cameOf(
        aForm('type | name | label::Suomi (fi) | comment', [['text', 'a', 'A?', ''], row, ['text', 'b', 'B?', '']]),
      );
    const { instrument, told } = await form(['', '', '', 'kysy Liisalta']);
    expect(instrument!.items.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(told).toEqual([{ why: 'xlsColumn', values: { sheet: 'survey', column: 'comment', count: 1, places: '3' } }]);
    for (const row of [
      ['', 'c', '', ''],
      ['', '', 'Kysytäänkö tätä?', ''],
    ])
      expect((await form(row)).wrong).toEqual([{ why: 'xlsType', values: { sheet: 'survey', row: 3, type: '' } }]);
  });

  test('a new question may have the name of one that is disabled', async () => {
    const form = aForm('type | name | label | disabled', [
      ['text', 'a', 'Vanha', 'yes'],
      ['text', 'a', 'Uusi', ''],
    ]);
    expect((await cameOf(form)).instrument!.texts.fi!.items).toEqual(['Uusi']);
  });
});

describe('names of a file’s own parts are read as pyxform reads them', () => {
  const one = [['text', 'q1', 'Mitä kuuluu?']];
  const settings = [
    ['Form_Title', 'Form ID'],
    ['Koe', 'koe'],
  ];
  test.each([
    ['sheets in capitals', { Survey: [['Type', 'Name', 'Label'], ...one], SETTINGS: settings }],
    ['heads with spaces', { survey: [[' type', 'name ', 'label :: Suomi (fi)'], ...one], settings }],
    ['heads with one colon', { survey: [['type', 'name', 'label:Suomi (fi)'], ...one], settings }],
    [
      'older names',
      {
        survey: [['command', 'name', 'caption'], ...one],
        settings: [
          ['title', 'id_string'],
          ['Koe', 'koe'],
        ],
      },
    ],
    [
      'empty rows before, between and after',
      { survey: [[], ['', ''], ['type', 'name', 'label'], [null], ...one, ['', ' ']], settings },
    ],
    [
      'columns of the binding',
      {
        survey: [
          ['type', 'name', 'label', 'bind::required'],
          ['text', 'q1', 'Mitä kuuluu?', 'no'],
        ],
        settings,
      },
    ],
  ])('%s', async (_, sheets) => {
    const { instrument } = await cameOf(sheets);
    expect(instrument).toMatchObject({ id: 'koe', texts: { fi: { title: 'Koe', items: ['Mitä kuuluu?'] } } });
  });

  test.each([
    ['select one yn', 'single'],
    ['select_one yn', 'single'],
    ['Select_One yn', 'single'],
    ['select1 yn', 'single'],
    ['select one from yn', 'single'],
    ['select_multiple yn', 'several'],
    ['select all that apply from yn', 'several'],
    ['add select multiple prompt using yn', 'several'],
    ['int', 'number'],
    ['q decimal', 'number'],
    ['string', 'short'],
    ['date', 'date'],
    ['q date prompt', 'date'],
    ['add note prompt', 'statement'],
  ])('type «%s»', async (type, is) => {
    expect((await cameOf(aForm(heads, [[type, 'a', 'A', '']], yesNo))).instrument!.items[0]!.type).toBe(is);
  });

  test.each([
    'geopoint',
    'dateTime',
    'image',
    'rank yn',
    'select_one yn or_other',
    'select_one_from_file a.csv',
    'range',
    'constructor',
    '',
  ])('type «%s» is refused with its row', async (type) => {
    expect((await cameOf(aForm(heads, [[type, 'a', 'A', '']], yesNo))).wrong).toMatchObject([
      { why: 'xlsType', values: { sheet: 'survey', row: 2, type } },
    ]);
  });

  test('headings that are not where they must be are told once, with their row', async () => {
    const form = { survey: [[], ['Asukaskysely'], ['type', 'name', 'label'], ...one, ...one, ...one], settings };
    expect((await cameOf(form)).wrong).toEqual(
      ['type', 'name'].map((column) => ({ why: 'xlsNoColumn', values: { sheet: 'survey', row: 2, column } })),
    );
  });

  test('a file without settings is called by its own name', async () => {
    const form = { survey: [['type', 'name', 'label'], ...one] };
    const { instrument } = await came(await fromXlsx(await asFile(form, 'Asukaskysely 2026.xlsx')));
    expect(instrument).toMatchObject({ id: 'Asukaskysely-2026', texts: { fi: { title: 'Asukaskysely 2026' } } });
    const { instrument: other } = await came(await fromXlsx(await asFile(form, '年度.xlsx')));
    expect(other!.id).toMatch(/^q-\w+$/);
  });

  test('choices and numbers as a spreadsheet holds them', async () => {
    const { instrument } = await came(
      await fromXlsx(
        await asFile({
          ...aForm(heads, [
            ['select_one n', 'a', 'A', ''],
            ['text', 'b', 2026, `${answerTo('a')}=2`],
          ]),
          Choices: [
            ['list name', 'value', 'label'],
            ['n', 1, 'yksi'],
            ['n', 2, true],
          ],
        }),
      ),
    );
    expect(instrument!.items[1]!.showWhen!.rules).toEqual([{ item: 'a', is: '=', value: 2 }]);
    expect(instrument!.texts.fi).toMatchObject({ items: ['A', '2026'], scales: { n: { '1': 'yksi', '2': 'TRUE' } } });
  });

  test.each<[string[], string | undefined]>([
    [['0', '1', 'dk'], '0 → 1, 1 → 2, dk → 3'],
    [['1.5', '-99'], '1.5 → 1, -99 → 2'],
    [['12345', '2'], '12345 → 1, 2 → 2'],
    [['-99', '0', '1'], undefined],
    [['yes', 'no'], undefined],
  ])('numbers that do not stay the codes of their choices are told: %s', async (names, codes) => {
    const lists = [['list_name', 'name', 'label::Suomi (fi)'], ...names.map((name) => ['z', name, `v${name}`])];
    const form = { ...aForm(heads, [['select_one z', 'a', 'A?', '']]), choices: lists };
    expect((await cameOf(form)).told).toEqual(
      codes ? [{ why: 'xlsNumbered', values: { list: 'z', codes, count: 1, places: '2' } }] : [],
    );
  });

  test('a code that stands twice in a list is refused with its row', async () => {
    const form = aForm(heads, [['select_one n', 'a', 'A', '']], { n: { '1': 'yksi' } });
    form.choices!.push(['n', 1, 'toinen']);
    expect((await cameOf(form)).wrong).toEqual([
      { why: 'xlsChoiceTwice', values: { sheet: 'choices', row: 3, name: '1', first: '2' } },
    ]);
  });
});

describe('no sign of another tool’s language reaches a respondent', () => {
  const says = (words: string) =>
    cameOf(
      aForm(heads, [
        ['text', 'nick', 'Nimi', ''],
        ['note', 'n', words, ''],
      ]),
    );

  test.each([
    [`Hei ${answerTo('nick')}, **tervetuloa**`, answerTo('nick')],
    ['Lue [ohje](https://example.org)', '[ohje](https://example.org)'],
    ['![kuva](jr://images/a.png)', '![kuva](jr://images/a.png)'],
    ['<img src="a.png"> Kuva', '<img src="a.png">'],
    ['Hei {{name}}', '{{name}}'],
    ['Hei {TOKEN:FIRSTNAME}!', '{TOKEN:FIRSTNAME}'],
    ['Vastasit {Q1.shown}', '{Q1.shown}'],
    ['Hei [first_name]', '[first_name]'],
    ['Kysymys &hellip;', '&hellip;'],
  ])('«%s» is refused with its row and column', async (words, found) => {
    expect((await says(words)).wrong).toEqual([
      { why: 'xlsMark', values: { sheet: 'survey', row: 3, column: 'label::Suomi (fi)', found } },
    ]);
  });

  test.each([
    ['Hei, **tervetuloa**', 'Hei, tervetuloa'],
    ['__Tärkeä__ *kysymys*', 'Tärkeä kysymys'],
    ['## Otsikko\nteksti', 'Otsikko\nteksti'],
    ['<span style="color:red">Huom</span><br/>toinen rivi', 'Huom\ntoinen rivi'],
    ['yksi&nbsp;kaksi &amp; kolme', 'yksi kaksi & kolme'],
    ['_Matti_ sanoi', 'Matti sanoi'],
    ['\\*pakollinen\\*, a\\_b ja C:\\\\', '*pakollinen*, a_b ja C:\\'],
  ])('«%s» is shown as «%s», and told', async (words, shown) => {
    const { instrument, told } = await says(words);
    expect(instrument!.texts.fi!.items[1]).toBe(shown);
    expect(told).toMatchObject([{ why: 'xlsMarkTaken', values: { places: '3' } }]);
  });

  test.each(['Nimi: ____ (5 * 3 * 2)', 'a_b_c ja 2 < 3 > 1', '100 % {tosi} [ei] #1', 'مرحبا 😀 \u202eabc'])(
    '«%s» is only words',
    async (words) => {
      const { instrument, told } = await says(words);
      expect(instrument!.texts.fi!.items[1]).toBe(words);
      expect(told).toEqual([]);
    },
  );

  test('words of which nobody would see anything are none', async () => {
    for (const unseen of ['\u200b', '\u2066\u2069', '\u00ad', '<b></b>'])
      expect((await says(unseen)).wrong, JSON.stringify(unseen)).toMatchObject([{ why: 'xlsWordsMissing' }]);
    expect((await says('👍')).wrong).toEqual([]);
  });

  test('a hint stands under its question, and a choice is read the same way', async () => {
    const hinted = await cameOf(aForm('type | name | label | hint', [['text', 'a', 'Ikä', 'vuosina']]));
    expect(hinted.instrument!.texts.fi).toMatchObject({ items: ['Ikä'], hints: { a: 'vuosina' } });
    expect(hinted.told).toEqual([]);
    const only = await cameOf(aForm('type | name | label | hint', [['text', 'a', '', 'Ikä vuosina']]));
    expect(only.instrument!.texts.fi!.items, 'a hint alone is the question').toEqual(['Ikä vuosina']);
    const note = await cameOf(
      aForm('type | name | label | hint', [
        ['note', 'n', 'Hyvä', 'jatka'],
        ['text', 'a', 'A', ''],
      ]),
    );
    expect(note.instrument!.texts.fi!.items[0], 'what is only read has none').toBe('Hyvä\njatka');
    expect(note.told).toMatchObject([{ why: 'xlsHint' }]);
    const choice = aForm(heads, [['select_one n', 'a', 'A', '']], { n: { yes: `${answerTo('a')} kyllä` } });
    expect((await cameOf(choice)).wrong).toMatchObject([{ why: 'xlsMark', values: { sheet: 'choices', row: 2 } }]);
  });
});
