/** Bad files at every door that takes one: an answer in words to each, after bounded work, and nothing half taken. */
import { zipSync } from 'fflate';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import english from '../../locales/en.json';
import finnish from '../../locales/fi.json';
import swedish from '../../locales/sv.json';
import { db } from '../../src/store/db.ts';
import { forgetDevice, setSetting } from '../../src/store/device.ts';
import { newCarryCode, sealCarried } from '../../src/vault/carried.ts';
import { type Door, doors, sentences } from '../support/doors.ts';
import { aForm, asFile } from '../support/forms.ts';
import { aFile } from '../support/instruments.ts';
import { response as oneAnswered, wholeResponses as responses, whole } from '../support/responses.ts';
import { aDocument, atOrigin } from '../support/setup.ts';
import { Device } from '../support/waves.ts';

beforeEach(async () => {
  await db.delete();
  await db.open();
  forgetDevice();
  await setSetting('unit', 'trio');
  atOrigin();
});

type Bytes = Uint8Array<ArrayBuffer>;
const text = (words: string): Bytes => new TextEncoder().encode(words) as Bytes;
const zip = (files: Record<string, Bytes>) => zipSync(files) as Bytes;
const bytesOf = async (blob: Blob): Promise<Bytes> => new Uint8Array(await blob.arrayBuffer());

const every = Object.keys(doors) as Door[];
/** What each door’s own files are called. */
const endings: Record<Door, string> = {
  questionnaire: 'a.json',
  calendar: 'a.ics',
  organisation: 'a.json',
  responses: 'a.kenttakirja',
  codes: 'a.kenttakirja',
};

const event = (title: string, at = 0) =>
  `BEGIN:VEVENT\r\nUID:e${at}\r\nDTSTART:20261126T160000Z\r\nDTEND:20261126T180000Z\r\nSUMMARY:${title}\r\nEND:VEVENT\r\n`;
const calendar = (titles: readonly string[]) =>
  text(`BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${titles.map(event).join('')}END:VCALENDAR\r\n`);
const questionnaire = (words: readonly string[]) => {
  const { id, version, licence, texts } = aFile();
  const { title, stem, source, copyright } = texts.fi;
  const items = words.map((_, at) => ({ id: `q${at}`, type: 'short' }));
  const fi = { title, stem, source, copyright, items: words, responses: {} };
  return text(JSON.stringify({ id, version, licence, order: [], items, texts: { fi } }));
};
const places = (names: readonly string[]) =>
  text(JSON.stringify(aDocument({ places: names.map((name) => ({ name })) })));
const answers = (units: readonly string[]) =>
  text(units.map((unit) => JSON.stringify(whole(oneAnswered({ unit })))).join('\n'));
const codes = (given: readonly string[]) => {
  const phone = new Device();
  phone.now = Date.parse('2026-11-01T08:00:00Z');
  for (const { length } = given; phone.respondents.length < length; ) phone.take('A0000TE1', 'new', '2026-11-01');
  return text(phone.respondents.map((one, at) => JSON.stringify({ ...one, code: given[at] })).join('\n'));
};

/** What each door takes, with these words in it. */
const sound: Record<Door, (words: readonly string[]) => Bytes> = {
  questionnaire,
  calendar,
  organisation: places,
  responses: answers,
  codes,
};
const fileOf = (door: Door, bytes: Bytes, name = endings[door]) => new File([bytes], name);

/** All that lies on the device. */
async function kept() {
  const tables = db.tables.filter(({ name }) => name !== 'keys');
  return Promise.all(tables.map(async (table) => [table.name, await table.toArray()]));
}

/** What the door answers. Each sentence is there in every language, and none calls a file damaged; nothing of it is kept. */
async function answered(door: Door, file: File, code?: string) {
  const before = await kept();
  const all = await doors[door](file, code);
  expect(all.length).toBeGreaterThan(0);
  for (const key of all.filter((one) => !/^taken \d/.test(one))) {
    const said = sentences(key);
    expect(said, key).toBeDefined();
    for (const words of said!)
      expect(words, key).not.toMatch(/damag|corrupt|broken|vioit|vauri|vahingoit|rikki|ehjä|skad/i);
  }
  if (door !== 'codes' || !all[0]!.startsWith('taken')) expect(await kept(), 'nothing is kept').toEqual(before);
  return [...new Set(all)].join(' ');
}

const zipped: Record<Door, string> = {
  questionnaire: 'instruments.wrong.zipInside',
  calendar: 'outreach.import.wrong.zipped',
  organisation: 'setup.trouble.zipped',
  responses: 'report.file.not-records',
  codes: 'report.file.not-records',
};
const cfb = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(600));
const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13);

describe('a file that is none of its door', () => {
  const table: [string, (door: Door) => Bytes | Promise<Bytes>, Record<Door, string>][] = [
    [
      'empty',
      () => text(''),
      {
        questionnaire: 'instruments.wrong.emptyFile',
        calendar: 'outreach.import.wrong.nothing',
        organisation: 'setup.refusal.nothing',
        responses: 'report.file.empty',
        codes: 'report.file.empty',
      },
    ],
    [
      'spaces and line ends only',
      () => text(' \r\n\t\n'),
      {
        questionnaire: 'instruments.wrong.emptyFile',
        calendar: 'outreach.import.wrong.nothing',
        organisation: 'setup.refusal.nothing',
        responses: 'report.file.not-records',
        codes: 'report.file.not-records',
      },
    ],
    [
      'cut in its first line',
      (door) => sound[door](['Yksi']).slice(0, 70),
      {
        questionnaire: 'instruments.wrong.notJson',
        calendar: 'outreach.import.wrong.cut-short',
        organisation: 'setup.refusal.cut-short',
        responses: 'report.file.not-records',
        codes: 'report.file.not-records',
      },
    ],
    ['zipped', (door) => zip({ [endings[door]]: sound[door](['Yksi']) }), zipped],
    [
      'zipped twice',
      (door) => zip({ 'a.zip': zip({ [endings[door]]: sound[door](['Yksi']) }) }),
      { ...zipped, questionnaire: 'instruments.wrong.zipInside' },
    ],
    [
      'encrypted by an office program',
      () => cfb as Bytes,
      {
        questionnaire: 'instruments.wrong.oldXls',
        calendar: 'outreach.import.wrong.no-calendar',
        organisation: 'setup.trouble.not-text',
        responses: 'report.file.not-records',
        codes: 'report.file.not-records',
      },
    ],
    [
      'a picture under this door’s ending',
      () => png as Bytes,
      {
        questionnaire: 'instruments.wrong.notText',
        calendar: 'outreach.import.wrong.no-calendar',
        organisation: 'setup.trouble.not-text',
        responses: 'report.file.not-records',
        codes: 'report.file.not-records',
      },
    ],
    [
      'a web page, as a sign-in answers for a download',
      () => text('<!doctype html><html><body>Kirjaudu</body></html>'),
      {
        questionnaire: 'instruments.wrong.notText',
        calendar: 'outreach.import.wrong.no-calendar',
        organisation: 'setup.refusal.not-json',
        responses: 'report.file.not-records',
        codes: 'report.file.not-records',
      },
    ],
    [
      'letters of an old Windows',
      () => Uint8Array.from('{"nimi":"Päiväkeskus"}', (sign) => sign.charCodeAt(0)) as Bytes,
      {
        questionnaire: 'instruments.wrong.notText',
        calendar: 'outreach.import.wrong.no-calendar',
        organisation: 'setup.trouble.not-text',
        responses: 'report.file.not-records',
        codes: 'report.file.not-records',
      },
    ],
    [
      'brackets in brackets, a hundred thousand deep',
      () => text('['.repeat(100_000)),
      {
        questionnaire: 'instruments.wrong.notJson',
        calendar: 'outreach.import.wrong.no-calendar',
        organisation: 'setup.refusal.not-json',
        responses: 'report.file.not-records',
        codes: 'report.file.not-records',
      },
    ],
  ];
  test.each(table.flatMap(([what, make, said]) => every.map((door) => [what, door, make, said[door]] as const)))(
    '%s, at the door of %s',
    async (_, door, make, said) => {
      expect(await answered(door, fileOf(door, await make(door)))).toBe(said);
    },
  );

  test.each(every.flatMap((door) => every.filter((other) => other !== door).map((other) => [other, door] as const)))(
    'a sound file of %s under the ending of %s is told to be another',
    async (other, door) => {
      const said = await answered(door, fileOf(door, sound[other](['Yksi'])));
      // Two doors read records: each takes its own kind of them, and of the other’s nothing.
      const records = ['responses', 'codes'];
      if (records.includes(door) && records.includes(other)) expect(said).toBe('taken 0');
      else expect(said).not.toMatch(/taken/);
    },
  );
});

describe('sealed for another device', () => {
  const sealed = async (door: Door, code: string) =>
    fileOf(door, await bytesOf(await sealCarried([new TextDecoder().decode(sound[door](['Yksi']))], code)));
  test.each(['responses', 'codes'] as const)('%s: a wrong code, a cut file and one that was changed', async (door) => {
    const code = newCarryCode();
    const file = await sealed(door, code);
    expect(await answered(door, file, newCarryCode())).toBe('report.file.wrong-code');
    const bytes = await bytesOf(file);
    for (const size of [bytes.length - 1, 60, 25])
      expect(await answered(door, fileOf(door, bytes.slice(0, size)), code)).toBe('report.file.wrong-code');
    bytes[bytes.length - 5]! ^= 1;
    expect(await answered(door, fileOf(door, bytes), code)).toBe('report.file.wrong-code');
  });

  test.each(['questionnaire', 'calendar', 'organisation'] as const)(
    '%s says that it is no file of its own',
    async (door) => {
      const bytes = await bytesOf(await sealed('responses', newCarryCode()));
      expect(await answered(door, fileOf(door, bytes))).not.toMatch(/taken/);
    },
  );
});

describe('words that are unusual and words are taken as they stand', () => {
  test.each(every)('right to left, emoji and letters that are written of parts: %s', async (door) => {
    const words = ['مرحبا بكم', '😀 👩‍👩‍👧 kahvit', 'A\u0308iti'];
    // A code is letters and digits of its own making: whatever stands there is only compared.
    expect(await answered(door, fileOf(door, sound[door](words)))).toBe(`taken ${words.length}`);
  });

  test.each<[Door, string]>([
    ['questionnaire', 'instruments.wrong.badSign'],
    ['calendar', 'taken 1'],
    ['organisation', 'taken 1'],
    ['responses', 'taken 1'],
    ['codes', 'taken 1'],
  ])('control signs in words: %s', async (door, said) => {
    expect(await answered(door, fileOf(door, sound[door](['Ke\u0007llo\u001b[31m'])))).toBe(said);
  });
});

describe('far too much', () => {
  test.each<[Door, string]>([
    ['questionnaire', 'instruments.wrong.tooBig'],
    ['calendar', 'taken 1'],
    ['organisation', 'setup.refusal.too-long'],
    ['responses', 'taken 0 report.taken.unreadable_other'],
    ['codes', 'taken 0 report.taken.unreadable_other'],
  ])('a name of ten thousand signs: %s', async (door, said) => {
    expect(await answered(door, fileOf(door, sound[door](['ä'.repeat(10_000)])))).toBe(said);
  });

  test.each<[Door, string]>([
    ['questionnaire', 'instruments.wrong.tooMany'],
    ['calendar', 'taken 1000'],
    ['organisation', 'setup.refusal.too-long'],
    ['responses', 'taken 1000'],
    ['codes', 'taken 1000'],
  ])('a thousand of what it holds: %s', async (door, said) => {
    const words = Array.from({ length: 1000 }, (_, at) => `Paikka${at}`);
    expect(await answered(door, fileOf(door, sound[door](words)))).toBe(said);
  });

  /** A file that counts the bytes which are read of it. */
  function counting(door: Door, parts: BlobPart[]) {
    const file = new File(parts, endings[door]);
    const read = { bytes: 0 };
    const [whole, stream] = [file.arrayBuffer.bind(file), file.stream.bind(file)];
    file.arrayBuffer = () => {
      read.bytes += file.size;
      return whole();
    };
    file.stream = () =>
      stream().pipeThrough(
        new TransformStream({
          transform(chunk, next) {
            read.bytes += chunk.length;
            next.enqueue(chunk);
          },
        }),
      );
    return { file, read };
  }

  test.each<[Door, string, number]>([
    ['questionnaire', 'instruments.wrong.tooLarge', 0],
    ['calendar', 'outreach.import.wrong.too-large', 0],
    // It is read until it is too long.
    ['organisation', 'setup.trouble.too-long', 1_000_000],
  ])('a million rows: %s answers before it is read', async (door, said, most) => {
    const { file, read } = counting(
      door,
      Array.from({ length: 1000 }, () => 'nimi;puhelin\n'.repeat(1000)),
    );
    expect(await answered(door, file)).toBe(said);
    expect(read.bytes).toBeLessThanOrEqual(most);
  });

  test('a million rows in a workbook are no longer unpacked than a form may be', async () => {
    const { unzipSync } = await import('fflate');
    const files = unzipSync(await bytesOf(await asFile(aForm('type | name | label', [['text', 'a', 'A']]))));
    const sheet = new TextDecoder().decode(files['xl/worksheets/sheet1.xml']);
    const withRows = (count: number) => {
      const rows = '<row><c t="b"><v>1</v></c></row>'.repeat(count);
      const filled = {
        ...files,
        'xl/worksheets/sheet1.xml': text(sheet.replace('</sheetData>', `${rows}</sheetData>`)),
      };
      return new File([zip(filled as Record<string, Bytes>)], 'a.xlsx');
    };
    expect(await answered('questionnaire', withRows(100_000))).toBe('instruments.wrong.xlsRows');
    const million = withRows(1_000_000);
    expect(million.size).toBeLessThan(200_000);
    expect(await answered('questionnaire', million)).toBe('instruments.wrong.zipLarge');
  });

  test('many records are each read once, and the page breathes between them', async () => {
    const { readFile } = await import('../../src/results/records-file-store.ts');
    const lines = responses(5000).map((one) => JSON.stringify(one));
    const parse = vi.spyOn(JSON, 'parse');
    let [taken, breaths] = [0, 0];
    const file = fileOf('responses', text(lines.join('\n')));
    expect(
      await readFile(
        file,
        '',
        () => taken++,
        () => {
          breaths++;
          return undefined;
        },
      ),
    ).toBe('read');
    const parsed = parse.mock.calls.length;
    parse.mockRestore();
    expect([taken, breaths]).toEqual([5000, 5000]);
    expect(parsed).toBeLessThanOrEqual(5002);
  });
});

test('a configuration that Windows saved as “Unicode” is read', async () => {
  for (const isLittle of [true, false]) {
    const view = new DataView(new ArrayBuffer(20_000));
    const written = `\uFEFF${new TextDecoder().decode(places(['Päiväkeskus', 'Tori']))}`;
    for (let at = 0; at < written.length; at++) view.setUint16(at * 2, written.charCodeAt(at), isLittle);
    const file = new File([view.buffer.slice(0, written.length * 2)], 'asetukset.json');
    expect(await answered('organisation', file)).toBe('taken 2');
  }
});

test('a file that is gone when it is read is told so, at every door', async () => {
  for (const door of every) {
    const file = fileOf(door, sound[door](['Yksi']));
    const gone = () => Promise.reject(new DOMException('', 'NotReadableError'));
    file.arrayBuffer = gone;
    file.slice = () => Object.assign(new Blob(['x']), { arrayBuffer: gone, text: gone });
    file.stream = () =>
      new ReadableStream({ start: (stream) => stream.error(new DOMException('', 'NotReadableError')) });
    const answer = await doors[door](file).catch((error: Error) => [error.name]);
    // The two lists of files say `report.file.unreadable` of whatever is thrown.
    const said = {
      questionnaire: 'instruments.wrong.notRead',
      calendar: 'outreach.import.wrong.unread',
      organisation: 'setup.trouble.unread',
      responses: 'NotReadableError',
      codes: 'NotReadableError',
    };
    expect(answer, door).toEqual([said[door]]);
  }
});

test('no word about a file calls it damaged, in any language', () => {
  // As one type: what stands in three at once takes the compiler as long as all the other tests together.
  const languages: (typeof finnish)[] = [finnish, swedish, english];
  for (const { setup, report, outreach, instruments } of languages) {
    const said = {
      ...setup.trouble,
      ...setup.refusal,
      ...report.file,
      ...report.taken,
      ...outreach.import.wrong,
      ...outreach.import.refused,
      ...outreach.import.doubt,
      ...instruments.wrong,
      ...instruments.told,
    };
    for (const [key, words] of Object.entries(said))
      expect(words, key).not.toMatch(/damag|corrupt|broken|vioit|vauri|vahingoit|rikki|ehjä|skad/i);
  }
});
