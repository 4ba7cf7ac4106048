/** Files that are no forms, or far too large: an answer in words to each, and nothing of it taken. */
import { zipSync } from 'fflate';
import { beforeEach, describe, expect, test } from 'vitest';
import { setSetting } from '../../src/store/device.ts';
import { fromFhir } from '../../src/survey/instrument/formats/from-fhir.ts';
import { fromSheets } from '../../src/survey/instrument/formats/from-xlsform.ts';
import { toXlsx } from '../../src/survey/instrument/formats/xlsx.ts';
import { addInstrument, readAddedHere } from '../../src/survey/instrument/instruments-store.ts';
import { readInstrumentFile } from '../../src/survey/instrument/read-file-store.ts';
import { instruments } from '../../src/survey/instruments/all.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { aForm, asFile, came, yesNo } from '../support/forms.ts';
import { aFile } from '../support/instruments.ts';

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());
const text = (words: string) => new TextEncoder().encode(words);
const small = aForm('type | name | label::Suomi (fi)', [['text', 'a', 'Mitä kuuluu?']]);
const answerTo = async (content: BlobPart, name = 'lomake.xlsx') => {
  const read = await readInstrumentFile(new File([content], name));
  return read.is === 'wrong' ? read.wrong : [{ why: 'taken', values: { told: read.told.length } }];
};

/** The sheet’s own XML in an otherwise sound file. */
async function withSheet(rows: string): Promise<Uint8Array<ArrayBuffer>> {
  const { unzipSync } = await import('fflate');
  const files = unzipSync(await bytesOf(await asFile(small)));
  const sheet = new TextDecoder().decode(files['xl/worksheets/sheet1.xml']);
  files['xl/worksheets/sheet1.xml'] = text(sheet.replace('</sheetData>', `${rows}</sheetData>`));
  return zipSync(files) as Uint8Array<ArrayBuffer>;
}

beforeEach(() => setSetting('instruments', []));

describe('what is no form is said for what it is', () => {
  const cfb = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(600));
  test.each<[string, BlobPart, string, string]>([
    ['nothing in it', '', 'a.xlsx', 'emptyFile'],
    ['an old or locked Excel file', cfb, 'a.xlsx', 'oldXls'],
    ['a picture called .xlsx', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2, 3), 'a.xlsx', 'notXlsx'],
    ['a picture called .json', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe, 0), 'a.json', 'notText'],
    ['nothing but spaces', ' \r\n', 'a.json', 'emptyFile'],
    ['nothing but the mark of its encoding', '\uFEFF', 'a.xlsx', 'emptyFile'],
    ['JSON of something else', '{"kenttakirja":1,"units":[]}', 'a.json', 'notForm'],
    ['a list', '[]', 'a.json', 'notForm'],
    ['a word', '"kysely"', 'a.json', 'notForm'],
    ['no value', 'null', 'a.json', 'notForm'],
    ['CSV', 'type;name;label\ntext;a;A', 'a.csv', 'notText'],
    ['a web page', '<!doctype html><html></html>', 'a.json', 'notText'],
    ['half of a JSON file', JSON.stringify(aFile()).slice(0, 400), 'a.json', 'notJson'],
    [
      'LibreOffice’s own format',
      zipSync({ mimetype: text('x'), 'content.xml': text('<x/>') }) as Uint8Array<ArrayBuffer>,
      'a.ods',
      'odsFile',
    ],
    ['a Word file', zipSync({ 'word/document.xml': text('<x/>') }) as Uint8Array<ArrayBuffer>, 'a.xlsx', 'notXlsx'],
    ['an empty zip', zipSync({}) as Uint8Array<ArrayBuffer>, 'a.xlsx', 'notXlsx'],
    ['a deep nest of brackets', '['.repeat(300_000), 'a.json', 'notJson'],
    ['a Bundle', '{"resourceType":"Bundle"}', 'a.json', 'fhirOther'],
    ['three megabytes', ' '.repeat(3_000_000), 'a.json', 'tooLarge'],
  ])('%s', async (_, content, name, why) => {
    expect(await answerTo(content, name)).toMatchObject([{ why }]);
    expect(await readAddedHere()).toEqual([]);
  });

  test('a form that is zipped once more names what is inside', async () => {
    const twice = zipSync({ 'Kysely.xlsx': await bytesOf(await asFile(small)) });
    expect(await answerTo(twice as Uint8Array<ArrayBuffer>, 'Kysely.zip')).toEqual([
      { why: 'zipInside', values: { name: 'Kysely.xlsx' } },
    ]);
  });

  test('a form that was cut, and one with a password on its parts', async () => {
    const whole = await bytesOf(await asFile(small));
    for (const share of [0.2, 0.5, 0.9, 0.99])
      expect(await answerTo(whole.slice(0, Math.floor(whole.length * share)))).toEqual([{ why: 'zipCut', values: {} }]);
    const locked = whole.slice();
    const central = locked.findIndex((byte, at) => byte === 0x50 && locked[at + 1] === 0x4b && locked[at + 2] === 1);
    for (let at = central; locked[at] === 0x50 && locked[at + 2] === 1; ) {
      locked[at + 8]! |= 1;
      at += 46 + locked[at + 28]! + locked[at + 30]! + locked[at + 32]!;
    }
    expect(await answerTo(locked)).toEqual([{ why: 'zipLocked', values: {} }]);
  });

  test('a field that stands twice is refused by its place, of our own files and of FHIR’s: one of them would be lost', async () => {
    const own = JSON.stringify(aFile()).replace('"title":', '"title":"Vanha","title":');
    expect(await answerTo(own, 'arki.json')).toEqual([{ why: 'fieldTwice', values: { at: 'texts › fi › title' } }]);
    const item = '{"linkId":"a","type":"string","text":"A"}';
    const fhir = `{"resourceType":"Questionnaire","title":"T","item":[${item}],"item":[${item}]}`;
    expect(await answerTo(fhir, 'q.json')).toEqual([{ why: 'fieldTwice', values: { at: 'item' } }]);
  });

  test('the right content under another ending is read', async () => {
    expect(await answerTo(await bytesOf(await asFile(small)), 'lomake.json')).toMatchObject([{ why: 'taken' }]);
    expect(await answerTo(JSON.stringify(aFile()), 'arki.xlsx')).toMatchObject([{ why: 'taken' }]);
    expect(await answerTo(`\ufeff${JSON.stringify(aFile())}`, 'arki.json')).toMatchObject([{ why: 'taken' }]);
    const wide = Uint8Array.from([
      0xff,
      0xfe,
      ...new Uint8Array(Uint16Array.from(JSON.stringify(aFile()), (sign) => sign.charCodeAt(0)).buffer),
    ]);
    expect(await answerTo(wide, 'arki.json')).toMatchObject([{ why: 'taken' }]);
  });
});

describe('sizes are looked at before anything is unpacked or drawn', () => {
  test('a zip that says how large it is', async () => {
    const bomb = zipSync({ 'xl/workbook.xml': new Uint8Array(40_000_000) }) as Uint8Array<ArrayBuffer>;
    expect(bomb.length).toBeLessThan(100_000);
    expect(await answerTo(bomb)).toEqual([{ why: 'zipLarge', values: {} }]);
  });

  test('a zip that lies about it is left where it grows too large', async () => {
    const bomb = zipSync({ 'xl/workbook.xml': new Uint8Array(60_000_000) }) as Uint8Array<ArrayBuffer>;
    const view = new DataView(bomb.buffer);
    const central = view.getUint32(view.byteLength - 22 + 16, true);
    for (const at of [central + 24, 22]) view.setUint32(at, 100, true);
    expect(await answerTo(bomb)).toEqual([{ why: 'zipLarge', values: {} }]);
  });

  test('a million empty rows and cells are not drawn; a cell far away is refused', async () => {
    const drawn = Array.from(
      { length: 40_000 },
      (_, at) => `<row r="${at + 10}"><c r="A${at + 10}" s="1"/></row>`,
    ).join('');
    expect(await answerTo(await withSheet(`${drawn}<row r="1048576" ht="15"/>`))).toMatchObject([{ why: 'taken' }]);
    for (const cell of ['A1048576', 'XFD9', 'ZZZZZZ9', 'A9999999999'])
      expect(
        await answerTo(
          await withSheet(`<row r="${cell.replace(/\D/g, '')}"><c r="${cell}" t="str"><v>x</v></c></row>`),
        ),
        cell,
      ).toMatchObject([{ why: 'xlsRows' }]);
  });

  test('a formula’s error is told by its row, and reads nothing wrong elsewhere', async () => {
    const row = '<row r="3"><c r="A3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>';
    expect(await answerTo(await withSheet(row))).toMatchObject([
      { why: 'xlsType', values: { sheet: 'survey', row: 3, type: '#DIV/0!' } },
    ]);
  });

  test('names of ten thousand signs, a thousand questions', async () => {
    const long = 'ä'.repeat(10_000);
    const named = aForm('type | name | label', [
      ['text', long, 'A'],
      [long, 'b', 'B'],
    ]);
    const [wrong] = await answerTo(await bytesOf(await asFile(named)));
    expect(JSON.stringify(wrong).length).toBeLessThan(500);
    const many = aForm(
      'type | name | label',
      Array.from({ length: 1000 }, (_, at) => ['text', `q${at}`, `Kysymys ${at}`]),
    );
    expect(await answerTo(await bytesOf(await asFile(many)))).toEqual([
      { why: 'tooMany', values: { count: 1000, limit: 200 } },
    ]);
    const unsound = aForm(
      'type | name | label',
      Array.from({ length: 1000 }, (_, at) => ['geopoint', `q${at}`, 'X']),
    );
    const told = await answerTo(await bytesOf(await asFile(unsound)));
    expect(told).toHaveLength(21);
    expect(told.at(-1)).toEqual({ why: 'more', values: { count: 980 } });
  });

  test('work grows with the file and no faster: twenty thousand of anything is answered', async () => {
    const many = Array.from({ length: 19_990 }, (_, at) => at);
    const heads = 'type | name | label';
    const groups = aForm(
      heads,
      many.map((at) => [at < 9000 ? 'begin_group' : 'text', `g${at}`, 'G']),
    );
    const questions = aForm(
      heads,
      many.map((at) => ['text', `q${at}`, 'Q']),
    );
    expect((await came(fromSheets(groups))).wrong[0]).toMatchObject({ why: 'xlsDeep', values: { row: 14 } });
    expect((await came(fromSheets(questions))).wrong).toMatchObject([{ why: 'tooMany', values: { count: 19_990 } }]);
    const item = { linkId: 'a', type: 'integer', text: 'A' };
    const when = {
      enableWhen: many.map(() => ({ question: 'a', operator: '>=', answerInteger: 1 })),
      enableBehavior: 'any',
    };
    const root = (item: object[]) => ({ resourceType: 'Questionnaire', title: 'T', language: 'fi', item });
    expect((await came(fromFhir(root([item, { ...item, linkId: 'b', ...when }])))).wrong[0]).toMatchObject({
      why: 'fhirRule',
    });
    const items = many.map((at) => ({ ...item, linkId: `q${at}` }));
    expect((await came(fromFhir(root(items)))).wrong).toMatchObject([{ why: 'tooMany', values: { count: 19_990 } }]);
  });

  test('a control sign and half of a sign are no words: told by their place, and of another program’s file taken out', async () => {
    for (const sign of ['\u0000', '\u001b', '\ufffe', '\ud800']) {
      const own = aFile();
      own.texts.fi.items[1] = `Kotona${sign} on turvallista`;
      expect(await answerTo(JSON.stringify(own), 'arki.json')).toEqual([
        { why: 'badSign', values: { at: 'texts › fi › items › 2' } },
      ]);
      const item = [{ linkId: 'a', type: 'string', text: `Mitä${sign} kuuluu?` }];
      const other = { resourceType: 'Questionnaire', title: 'T', language: 'fi', item };
      const read = await readInstrumentFile(new File([JSON.stringify(other)], 'a.json'));
      expect(read).toMatchObject({ is: 'read', told: [{ why: 'fhirMarkTaken', values: { found: '¤' } }] });
      expect(read.is === 'read' && read.instrument.texts.fi!.items).toEqual(['Mitä kuuluu?']);
    }
  });

  test('right to left, emoji and signs that cannot be seen are words', async () => {
    const words = ['مرحبا \u202eabc', '😀👩‍👩‍👧', 'a\u200bb'];
    const file = aForm(
      'type | name | label::Suomi (fi)',
      words.map((one, at) => ['note', `n${at}`, one]),
    );
    const read = await readInstrumentFile(await asFile(file));
    expect(read.is === 'read' && read.instrument.texts.fi!.items).toEqual(words);
  });
});

describe('nothing is taken before what is lost of it is told', () => {
  test('a file with losses is read and not kept; one of the same id says what it takes the place of', async () => {
    const first = await readInstrumentFile(await asFile(small));
    expect(first).toMatchObject({ is: 'read', told: [] });
    expect(await readAddedHere()).toEqual([]);
    if (first.is === 'read') await addInstrument(first.instrument);
    const other = aForm('type | name | label::Suomi (fi) | required', [['text', 'b', 'Toinen', 'yes']]);
    expect(await readInstrumentFile(await asFile(other))).toMatchObject({
      is: 'read',
      told: [{ why: 'replaces', values: { title: 'Koe', id: 'koe' } }, { why: 'xlsRequired' }],
    });
    expect((await readAddedHere()).map(({ texts }) => texts.fi!.items)).toEqual([['Mitä kuuluu?']]);
  });

  test('what the app itself gives out has nothing to tell', async () => {
    const own = { ...(instruments.find(({ id }) => id === 'eurohis-qol-8') ?? instruments[1]!), id: 'oma-kysely' };
    const read = await readInstrumentFile(new File([await toXlsx(own)], 'oma.xlsx'));
    expect(read).toMatchObject({ is: 'read', told: [] });
  });
});

describe('a form of another program that has official statements', () => {
  const official = esis.texts.fi!.items;
  const formOf = (statements: readonly string[]) =>
    asFile(
      aForm(
        'type | name | label::Suomi (fi)',
        statements.map((words, at) => ['select_one yn', `s${at}`, words]),
        yesNo,
      ),
    );
  const toldOf = async (statements: readonly string[]) => {
    const read = await readInstrumentFile(await formOf(statements));
    if (read.is !== 'read') throw new Error(JSON.stringify(read));
    return read.told.filter(({ why }) => why === 'officialFound').map(({ values }) => values?.titles);
  };

  test('says whose they are: all of them, among others, in any order, whatever their spaces and capitals', async () => {
    const { title } = esis.texts.fi!;
    expect(await toldOf(official)).toEqual([title]);
    const typed = official.map((words) => ` ${words.toUpperCase().replace(/\.$/, '')} `).reverse();
    expect(await toldOf(['Käytkö täällä usein?', ...typed])).toEqual([title]);
  });

  test('says nothing of a part of them, nor of other words', async () => {
    expect(await toldOf(official.slice(1))).toEqual([]);
    expect(await toldOf([...official.slice(1), 'Tunnen oloni hyväksi.'])).toEqual([]);
  });
});
