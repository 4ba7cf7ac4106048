/**
 * Files that nobody meant: each reader is given thousands of changed ones, from a seed. It answers every one, and of what it
 * takes a second, simpler reading of the same file knows how much there must be. `FUZZ_RUNS=10000` tries as many of each.
 */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import finnish from '../../locales/fi.json';
import { type InstrumentFault, readInstrument } from '../../src/survey/instrument/file.ts';
import { toFhir } from '../../src/survey/instrument/formats/fhir.ts';
import { fromFhir } from '../../src/survey/instrument/formats/from-fhir.ts';
import { fromSheets } from '../../src/survey/instrument/formats/from-xlsform.ts';
import { toSheets } from '../../src/survey/instrument/formats/xlsform.ts';
import type { Sheets } from '../../src/survey/instrument/formats/xlsform-sheets.ts';
import { fromXlsx } from '../../src/survey/instrument/formats/xlsx.ts';
import type { Instrument } from '../../src/survey/instrument/instrument.ts';
import { aForm, answerTo, around, asFile, type Came, came } from '../support/forms.ts';
import { change, nasty } from '../support/fuzz.ts';
import { aFile } from '../support/instruments.ts';
import { readPlain, writeAnyWay } from '../support/plain-xlsx.ts';
import { random as randomFrom } from '../support/random.ts';

const runs = Number(process.env.FUZZ_RUNS ?? 250);
const timeout = 20_000 + runs * 60;

/** Told lines that name each place; what is counted by them is not lost without a word. */
const placesIn = (told: InstrumentFault[], ...whys: string[]) =>
  told.filter(({ why }) => whys.includes(why)).flatMap(({ values }) => String(values!.places).split(', '));

/** What must hold of every answer, whatever it is. */
function judge({ instrument, wrong, told }: Came, what: string) {
  const words = finnish.instruments as unknown as Record<'wrong' | 'told', Record<string, string>>;
  for (const { why, values } of wrong) {
    expect(words.wrong[why], why).toBeDefined();
    expect(JSON.stringify(values ?? {}), what).not.toMatch(/ › (id|items|texts|type)\b/);
  }
  for (const { why } of told) expect(words.told[why], why).toBeDefined();
  expect(wrong.length > 0, what).toBe(instrument === undefined);
  // What this app wrote stands word for word, and is told where it has such signs.
  if (!instrument || told.some(({ why }) => /MarkKept$/.test(why))) return;
  const said = Object.values(instrument.texts).flatMap(({ items, responses, scales = {} }) => [
    ...items,
    ...Object.values(responses),
    ...Object.values(scales).flatMap((labels) => Object.values(labels)),
  ]);
  expect(
    said.filter((one) => /\$\{|\*\*\S|<\/?b>|&nbsp;/.test(one)),
    what,
  ).toEqual([]);
}

const forms: Sheets[] = [
  aForm(
    'type | name | label::Suomi (fi) | label::English (en) | relevant | constraint | hint | disabled | appearance',
    [
      ['start', 'start', '', '', '', '', '', '', ''],
      ['select_one n', 'a', 'A?', 'A?', '', '', '', '', ''],
      ['begin_group', 'g', 'Osa', 'Part', `${answerTo('a')} = 1`, '', '', '', ''],
      ['select_multiple n', 'b', 'B?', 'B?', '', '', 'monta', '', ''],
      ['integer', 'c', 'C?', 'C?', `selected(${answerTo('b')}, '2')`, '. >= 0 and . < 9', '', '', ''],
      ['end_group', '', '', '', '', '', '', '', ''],
      ['note', 'd', 'Lue', 'Read', '', '', '', '', ''],
      ['text', 'e', 'E', 'E', `${answerTo('c')} > 3 or ${answerTo('a')} = 2`, '', '', '', 'multiline'],
    ],
  ),
];
forms[0]!.choices = [
  ['list_name', 'name', 'label::Suomi (fi)', 'label::English (en)'],
  ['n', 1, 'yksi', 'one'],
  ['n', 2, 'kaksi', 'two'],
];

test(
  'XLSForm sheets: an answer to each, and nothing lost without a word',
  async () => {
    const random = randomFrom(20261128);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
    const { instrument: own } = await came({ file: aFile(), told: [] }).then(async (read) =>
      read.instrument ? read : came(fromSheets(forms[0]!)),
    );
    const corpus = [...forms, toSheets(own!)];
    let taken = 0;
    for (let run = 0; run < runs; run++) {
      const sheets = structuredClone(pick(corpus)) as Record<string, unknown[][]>;
      for (let change = 0; change < 1 + Math.floor(random() * 3); change++) {
        const rows = sheets[pick(Object.keys(sheets))]!;
        const row = pick(rows) ?? [];
        const at = Math.floor(random() * (row.length + 1));
        const kind = random();
        if (kind < 0.55) row[at] = pick(nasty);
        else if (kind < 0.65) rows.splice(Math.floor(random() * rows.length), 1);
        else if (kind < 0.75) rows.push(structuredClone(row));
        else if (kind < 0.85) rows.reverse();
        else if (kind < 0.92) for (const one of rows) one.splice(at, 1);
        else for (const one of rows) one.push(pick(nasty));
      }
      const what = JSON.stringify(sheets).slice(0, 3000);
      const read = await came(fromSheets(sheets as Sheets, 'lomake'));
      judge(read, what);
      if (!read.instrument) continue;
      taken++;
      conserved(sheets, read.instrument, read.told, what);
    }
    expect(taken, 'some are taken').toBeGreaterThan(runs / 10);
  },
  timeout,
);

/** A second reading: rows with a type are counted, and so are the choices of each list and the columns with words. */
function conserved(sheets: Record<string, unknown[][]>, instrument: Instrument, told: InstrumentFault[], what: string) {
  const textOf = (cell: unknown) =>
    cell instanceof Date || cell === null || cell === undefined ? '' : String(cell).trim();
  const rowsOf = (name: string) => {
    const rows = sheets[name] ?? [];
    const first = rows.findIndex((row) => row.some((cell) => textOf(cell) !== ''));
    const heads = (rows[first] ?? []).map((cell) => textOf(cell).toLowerCase());
    return rows.slice(first + 1).map((row, index) => ({
      number: first + 2 + index,
      get: (head: string) => textOf(row[heads.indexOf(head)]),
      filled: heads.filter((_, at) => textOf(row[at]) !== ''),
    }));
  };
  const survey = rowsOf('survey').filter(({ filled }) => filled.length > 0);
  const out = new Set(placesIn(told, 'xlsLeftOut', 'xlsNoted').map(Number));
  const isStem = (name: string) => name === 'instrument.stem' && sheets.kenttakirja !== undefined;
  const asked = survey.filter(
    ({ get, number }) => !/^(begin|end)[ _]group$/.test(get('type')) && !out.has(number) && !isStem(get('name')),
  );
  expect(instrument.items, what).toHaveLength(asked.length);
  for (const [at, { get }] of asked.entries()) {
    const [, list] = /^select_\w+ (\S+)$/.exec(get('type')) ?? [];
    const item = instrument.items[at]!;
    const codes = item.scale === undefined ? instrument.order : instrument.scales![item.scale]!;
    if (list) expect(codes, what).toHaveLength(rowsOf('choices').filter((row) => row.get('list_name') === list).length);
    // Every column with words of this question stands in one language or is told.
    const columns = survey
      .find(({ number }) => number === asked[at]!.number)!
      .filled.filter((head) => /^label(::|$)/.test(head));
    const lost = placesIn(told, 'noPageWords', 'languageLeft').length;
    expect(Object.keys(instrument.texts).length + lost, what).toBeGreaterThanOrEqual(columns.length);
  }
}

test(
  'XLSX files: whatever their bytes',
  async () => {
    const random = randomFrom(20261129);
    const whole = new Uint8Array(await (await asFile(forms[0]!)).arrayBuffer());
    for (let run = 0; run < runs; run++) {
      const bytes = whole.slice(0, random() < 0.3 ? Math.floor(random() * whole.length) : whole.length);
      for (let change = 0; change < Math.floor(random() * 12); change++) {
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      }
      judge(await came(await fromXlsx(new Blob([bytes]), 'lomake.xlsx')), `bytes of run ${run}`);
    }
  },
  timeout,
);

/** Rows with what careless readers lose: signs that XML writes by number, line ends, numbers, truth values, other scripts. */
const said: Sheets = {
  ...aForm('type | name | label::Suomi (fi) | label::English (en) | relevant', [
    ['select_one n', 'a', 'Ä & 2 < 3 > 1?', 'A & B', ''],
    ['text', 'b', 'rivi\nrivi 😀 "x" ’', ' B ', `${answerTo('a')} = 1`],
    ['note', 'c', '_x0041_ ja _x', true, ''],
    ['integer', 'd', 2026, 1.5, ''],
    ['text', 'e', 'مرحبا', "d'accord", ''],
  ]),
  choices: [
    ['list_name', 'name', 'label::Suomi (fi)', 'label::English (en)'],
    ['n', 1, 'yksi', 'one'],
    ['n', 2, 'kaksi', 'two'],
  ],
  'Muistiinpanot & muuta': [['x'], [null, 'y']],
};

test(
  'XLSX files, said in any of the ways that there are: read as another reader reads them',
  async () => {
    const written = JSON.parse(JSON.stringify(said).replaceAll('_x0041_', '_x005F_x0041_')) as Sheets;
    let taken = 0;
    // Each is written, packed, and read by two: fewer are enough where nobody asks for thousands.
    const packed = process.env.FUZZ_RUNS ? runs : 100;
    for (let run = 0; run < packed; run++) {
      const random = randomFrom(20261210 + run);
      const pick = (count: number) => Math.floor(random() * count);
      let bytes = writeAnyWay(written, pick);
      const isChanged = random() < 0.5;
      if (isChanged) bytes = changedXml(bytes, pick);
      const read = await fromXlsx(new Blob([bytes]), 'lomake.xlsx');
      judge(await came(read), `run ${run}`);
      const isUnread = 'wrong' in read && ['notXlsx', 'xlsRows', 'zipInside'].includes(read.wrong[0]!.why);
      if (isChanged && isUnread) continue;
      const theirs = isChanged ? elsewhere(bytes) : readPlain(bytes);
      if (!theirs) continue;
      taken++;
      expect(read, `run ${run}`).toEqual(fromSheets(theirs, 'lomake'));
    }
    expect(taken).toBeGreaterThan(packed / 2);
  },
  timeout,
);

/** Undefined where the other reader stumbles over what was changed. */
function elsewhere(bytes: Uint8Array): Sheets | undefined {
  try {
    return readPlain(bytes);
  } catch {
    return undefined;
  }
}

/** One part of a workbook with a few of its signs changed. */
function changedXml(bytes: Uint8Array<ArrayBuffer>, pick: (count: number) => number): Uint8Array<ArrayBuffer> {
  const files = unzipSync(bytes);
  const names = Object.keys(files).filter((name) => /^xl\/(?!styles)/.test(name));
  const name = names[pick(names.length)]!;
  let xml = strFromU8(files[name]!);
  const puts = [
    '',
    '<',
    '>',
    '"',
    '&',
    '&#0;',
    '&#1114112;',
    '&lt;',
    '<!-- -->',
    ']]>',
    '<x/>',
    '</c>',
    't="s"',
    't="b"',
    '9',
    '-',
    'ä',
  ];
  for (let times = 1 + pick(3); times > 0; times--) {
    const at = pick(xml.length);
    xml = xml.slice(0, at) + puts[pick(puts.length)] + xml.slice(at + pick(4));
  }
  return zipSync({ ...files, [name]: strToU8(xml) }) as Uint8Array<ArrayBuffer>;
}

const extension = (name: string, value: object) => ({
  url: `http://hl7.org/fhir/StructureDefinition/${name}`,
  ...value,
});
const questionnaire = {
  resourceType: 'Questionnaire',
  id: 'koe',
  title: 'Koe',
  language: 'fi',
  status: 'active',
  item: [
    {
      linkId: 'g',
      type: 'group',
      text: 'Osa',
      item: [
        {
          linkId: 'a',
          type: 'choice',
          text: 'A',
          required: true,
          answerOption: [0, 1].map((value) => ({
            extension: [extension('ordinalValue', { valueDecimal: value })],
            valueCoding: { system: 's', code: `c${value}`, display: `v${value}` },
          })),
          item: [
            { linkId: 'a.help', type: 'display', text: 'ohje' },
            {
              linkId: 'b',
              type: 'string',
              text: 'B',
              enableWhen: [{ question: 'a', operator: '=', answerCoding: { system: 's', code: 'c1' } }],
            },
          ],
        },
      ],
    },
    { linkId: 'n', type: 'integer', text: 'N', extension: [extension('minValue', { valueInteger: 0 })] },
    { linkId: 'h', type: 'string', text: 'H', extension: [extension('questionnaire-hidden', { valueBoolean: true })] },
    {
      linkId: 'x',
      type: 'text',
      text: 'X',
      enableBehavior: 'any',
      enableWhen: [
        { question: 'n', operator: '>', answerInteger: 3 },
        { question: 'a', operator: 'exists', answerBoolean: true },
      ],
    },
  ],
};

/** A text that stands under a question is how to answer it, and no question itself. */
const isHelp = ({ type, enableWhen }: Record<string, unknown>) => type === 'display' && enableWhen === undefined;

test(
  'FHIR Questionnaires: an answer to each, and no item lost without a word',
  async () => {
    const random = randomFrom(20261130);
    const own = toFhir({ checksums: {}, ...aFile() } as unknown as Instrument);
    let taken = 0;
    for (let run = 0; run < runs; run++) {
      let given: unknown = structuredClone(random() < 0.7 ? questionnaire : own);
      for (let times = 0; times < 1 + Math.floor(random() * 2); times++) given = change(given, random);
      if (typeof given !== 'object' || given === null) continue;
      const what = JSON.stringify(given).slice(0, 3000);
      const read = await came(fromFhir(given, 'lomake'));
      judge(read, what);
      if (!read.instrument) continue;
      taken++;
      const isOurs = JSON.stringify(given).includes('"urn:kenttakirja:instrument"');
      const all = (items: unknown): Record<string, unknown>[] =>
        Array.isArray(items) ? items.flatMap((one) => [one, ...all((one as { item?: unknown }).item)]) : [];
      const there = all((given as { item?: unknown }).item);
      const helps = there.flatMap((one) => (one.type === 'group' ? [] : all(one.item).filter(isHelp)));
      const out = placesIn(read.told, 'fhirLeftOut').map((place) => place.replace(/ «.*$/s, '').trim());
      const asked = there.filter(
        ({ linkId, type }) =>
          type !== 'group' &&
          !helps.some((help) => help.linkId === linkId) &&
          !out.includes(String(linkId).slice(0, 100).trim()) &&
          !(isOurs && linkId === 'instrument.stem'),
      );
      expect(read.instrument.items.length, what).toBe(asked.length);
    }
    expect(taken, 'some are taken').toBeGreaterThan(runs / 10);
  },
  timeout,
);

test(
  'our own JSON: an answer to each',
  async () => {
    const random = randomFrom(20261201);
    for (let run = 0; run < runs; run++) {
      let given: unknown = structuredClone(aFile());
      for (let times = 0; times < 1 + Math.floor(random() * 3); times++) given = change(given, random);
      const read = await readInstrument(given, around);
      if (read.is === 'wrong') for (const { why } of read.wrong) expect(finnish.instruments.wrong).toHaveProperty(why);
    }
  },
  timeout,
);
