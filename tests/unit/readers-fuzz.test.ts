/**
 * Every door by which a file comes in, given what nobody meant: bytes flipped, cut, repeated, nested in themselves; from a seed.
 * Each is answered in a word that the app knows, and nothing is thrown that nobody catches. What a reader loses of a file that it
 * takes is told in the tests of its own. `FUZZ_RUNS=10000` tries as many at each door.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { Encrypter } from 'age-encryption';
import { beforeEach, expect, test } from 'vitest';
import finnish from '../../locales/fi.json';
import { type BackupLine, BackupRefused, openBackup } from '../../src/backup/backup-file.ts';
import { passphraseRecipient } from '../../src/backup/passphrase-stanza.ts';
import { readWhole } from '../../src/backup/read-whole.ts';
import { restoreLines } from '../../src/backup/restore-store.ts';
import { decoded, readCalendar } from '../../src/outreach/calendar/read.ts';
import { type Collection, take } from '../../src/results/collection.ts';
import { readFile } from '../../src/results/records-file-store.ts';
import { textInFile } from '../../src/setup/document-file.ts';
import { NotRead } from '../../src/setup/not-read.ts';
import { readDocument } from '../../src/setup/read-document.ts';
import { withoutYielding } from '../../src/store/yield-to-main.ts';
import { toFhir } from '../../src/survey/instrument/formats/fhir.ts';
import { toXlsx } from '../../src/survey/instrument/formats/xlsx.ts';
import { readInstrumentFile } from '../../src/survey/instrument/read-file-store.ts';
import { eurohis } from '../../src/survey/instruments/eurohis-qol-8.ts';
import { NotOpened, sealCarried } from '../../src/vault/carried.ts';
import { freshDevice } from '../support/device.ts';
import { hurt } from '../support/fuzz.ts';
import { aFile } from '../support/instruments.ts';
import { random as randomFrom } from '../support/random.ts';
import { wholeResponses } from '../support/responses.ts';
import { aDocument, atOrigin, organisationRules } from '../support/setup.ts';

freshDevice();
beforeEach(() => void atOrigin());

const asked = Number(process.env.FUZZ_RUNS ?? 0);
const timeout = 120_000 + asked * 60;
const bytesOf = async (content: Blob | object) =>
  new Uint8Array(await (content instanceof Blob ? content : new Blob([JSON.stringify(content)])).arrayBuffer());
const code = 'AAAAA-BBBBB-CCCCC-DDDDD';
const passphrase = 'kolme mäntyä rannalla';
const cost = { memory: 8, passes: 1 };
const lines: BackupLine[] = [
  ...wholeResponses(2).map((record) => ({ t: 'record' as const, record: record as never })),
  {
    t: 'draft',
    kind: 'encounter',
    id: '019ac000-0000-7000-8000-000000000001',
    base: 0,
    at: '2026-11-28T18:00:00.000Z',
    data: { people: 2 },
  },
  { t: 'setting', name: 'organisation', value: { text: JSON.stringify(aDocument()), sum: 'x', at: 1 } },
  { t: 'setting', name: 'instruments', value: [aFile()] },
  { t: 'local', name: 'seen', value: [1] },
];
const linesText = lines.map((line) => `${JSON.stringify(line)}\n`).join('');

const aBundle = { id: 'pari', version: '1', titles: { fi: 'Pari' }, parts: ['esis', 'eurohis-qol-8'] };

/** A door: what comes through it well, and what it does with anything. */
interface Door {
  runs: number;
  seeds(): Promise<Uint8Array[]>;
  /** Fails by `expect` where the answer is none that a person can be told. */
  open(bytes: Uint8Array<ArrayBuffer>, how?: string): Promise<unknown>;
}

const refusedBy =
  <T>(kind: new (...of: never[]) => T) =>
  (error: unknown) =>
    expect(error).toBeInstanceOf(kind);

async function openDocument(bytes: Uint8Array<ArrayBuffer>) {
  const text = await textInFile(new File([bytes], 'asetukset.json')).catch(refusedBy(NotRead));
  if (typeof text !== 'string') return;
  const answer = await readDocument(text, organisationRules);
  if (answer.is === 'refused')
    for (const { word } of answer.refusals) expect(finnish.setup.refusal).toHaveProperty(word);
}

async function openForm(bytes: Uint8Array<ArrayBuffer>, name: string, how?: string) {
  const answer = await readInstrumentFile(new File([bytes], name));
  const faults = answer.is === 'wrong' ? answer.wrong : answer.told;
  const words = answer.is === 'wrong' ? finnish.instruments.wrong : finnish.instruments.told;
  for (const { why } of faults) expect(words).toHaveProperty(why);
  // What was caught as a last resort was foreseen by nobody, but for what goes deeper than anything can follow.
  if (how !== 'nested') expect(faults.map(({ why }) => why)).not.toContain('notRead');
}

async function openRecords(bytes: Uint8Array<ArrayBuffer>) {
  const collection: Collection = new Map();
  const ends = new Set<string>();
  const file = new File([bytes], 'vastaukset.json');
  const end = await readFile(file, code, (record) => ends.add(take(collection, record)), withoutYielding).catch(
    refusedBy(NotOpened),
  );
  if (typeof end === 'string') expect(finnish.report.file).toHaveProperty(end === 'read' ? 'empty' : end);
}

async function openBackupOf(bytes: Uint8Array<ArrayBuffer>) {
  await readWhole(new Blob([bytes]), passphrase).catch(refusedBy(BackupRefused));
}

/** A sealed file of whatever lines. */
async function sealedLines(text: string): Promise<Blob> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(passphraseRecipient(passphrase, cost));
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Response(await encrypter.encrypt(packed)).blob();
}

const head = { t: 'head', format: 'kenttakirja-backup', v: 1, made: '2026-11-28T18:00:00.000Z' };

/** Lines that nobody wrote, in a file that opens; whatever is read of them is put onto the device. */
async function restoreAnything(bytes: Uint8Array<ArrayBuffer>) {
  const given = new TextDecoder().decode(bytes).split('\n').filter(Boolean);
  const file = await sealedLines(
    [JSON.stringify(head), ...given, JSON.stringify({ t: 'end', lines: given.length }), ''].join('\n'),
  );
  const read: BackupLine[] = [];
  try {
    for await (const some of openBackup(file, passphrase)) read.push(...some);
  } catch (error) {
    expect(error).toBeInstanceOf(BackupRefused);
  }
  const restored = await restoreLines(read);
  expect(Object.values(restored).every(Number.isInteger)).toBe(true);
}

const doors: Record<string, Door> = {
  'the document of an organisation': {
    runs: 1200,
    seeds: async () => [await bytesOf(aDocument())],
    open: openDocument,
  },
  'an instrument of our own, and a bundle': {
    runs: 1000,
    seeds: async () => [await bytesOf(aFile()), await bytesOf(aBundle)],
    open: (bytes, how) => openForm(bytes, 'kysely.json', how),
  },
  'a FHIR Questionnaire': {
    runs: 700,
    seeds: async () => [await bytesOf(toFhir(eurohis))],
    open: (bytes, how) => openForm(bytes, 'kysely.fhir.json', how),
  },
  'an XLSForm spreadsheet': {
    runs: 700,
    seeds: async () => [await bytesOf(await toXlsx({ ...eurohis, id: 'oma' }))],
    open: (bytes, how) => openForm(bytes, 'kysely.xlsx', how),
  },
  'a calendar': {
    runs: 800,
    seeds: async () => readdirSync('tests/unit/calendars').map((name) => readFileSync(`tests/unit/calendars/${name}`)),
    open: async (bytes) => {
      const file = readCalendar(decoded(bytes.buffer), Date.parse('2026-11-01T08:00:00Z'));
      if (file.is !== 'read') expect(finnish.outreach.import.wrong).toHaveProperty(file.is);
    },
  },
  'records that are collected': {
    runs: 600,
    seeds: async () => [
      new TextEncoder().encode(
        wholeResponses(4)
          .map((record) => JSON.stringify(record))
          .join('\n'),
      ),
      await bytesOf({ records: wholeResponses(2) }),
    ],
    open: openRecords,
  },
  'a sealed file that is carried': {
    runs: 600,
    seeds: async () => [
      await bytesOf(
        await sealCarried(
          wholeResponses(3).map((record) => JSON.stringify(record)),
          code,
        ),
      ),
    ],
    open: openRecords,
  },
  'a backup': {
    runs: 400,
    seeds: async () => [await bytesOf(await sealedLines(`${JSON.stringify(head)}\n${linesText}`))],
    open: openBackupOf,
  },
  'what stands in a backup': {
    runs: 300,
    seeds: async () => [new TextEncoder().encode(linesText)],
    open: restoreAnything,
  },
};

test.for(Object.entries(doors))('%s: an answer to everything', { timeout }, async ([name, { runs, seeds, open }]) => {
  const random = randomFrom(20261230 + name.length);
  const whole = await seeds();
  for (const seed of whole) await open(new Uint8Array(seed));
  for (let run = 0; run < Math.max(runs, asked); run++) {
    const [how, bytes] = hurt(whole[run % whole.length]!, random);
    try {
      await open(bytes, how);
    } catch (cause) {
      throw new Error(`run ${run}, ${how}: ${new TextDecoder().decode(bytes.slice(0, 2000))}`, { cause });
    }
  }
});

test('what is nested deeper than a device can write keeps nothing else of a backup out', async () => {
  const deep = JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`);
  const [first] = lines;
  expect(await restoreLines([{ t: 'local', name: 'seen', value: deep }, first!])).toEqual({
    records: 1,
    drafts: 0,
    unknown: 1,
  });
});

/** Files in which one thing stands so many times, or in itself so many times, and the door they come to. */
const repeatedOrNested: Record<string, (times: number) => [string, string]> = {
  'places of an organisation': (times) => [
    'the document of an organisation',
    JSON.stringify({ ...aDocument(), places: many(times, (n) => ({ name: `Paikka ${n}` })) }),
  ],
  'places that are all alike': (times) => [
    'the document of an organisation',
    JSON.stringify({ ...aDocument(), places: many(times, () => ({ name: 'Paikka' })) }),
  ],
  'lists in lists': (times) => [
    'the document of an organisation',
    `{"kenttakirja":1,"places":${'['.repeat(times)}${']'.repeat(times)}}`,
  ],
  statements: (times) => [
    'an instrument of our own, and a bundle',
    JSON.stringify({ ...aFile(), items: many(times, (n) => ({ id: `q${n}` })) }),
  ],
  'items of a Questionnaire': (times) => [
    'a FHIR Questionnaire',
    JSON.stringify({ ...aQuestionnaire, item: many(times, (n) => ({ linkId: `q${n}`, type: 'string', text: 'Q' })) }),
  ],
  'items in items': (times) => [
    'a FHIR Questionnaire',
    `{"resourceType":"Questionnaire","title":"T","item":${'[{"linkId":"a","type":"group","item":'.repeat(times)}[]${'}]'.repeat(times)}}`,
  ],
  events: (times) => [
    'a calendar',
    `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${many(times, (n) => `BEGIN:VEVENT\r\nUID:${n}\r\nDTSTART:20261126T160000Z\r\nSUMMARY:Tori\r\nEND:VEVENT\r\n`).join('')}END:VCALENDAR\r\n`,
  ],
  'events in events': (times) => [
    'a calendar',
    `BEGIN:VCALENDAR\r\n${'BEGIN:VEVENT\r\n'.repeat(times)}${'END:VEVENT\r\n'.repeat(times)}END:VCALENDAR\r\n`,
  ],
  'one event with many exceptions': (times) => [
    'a calendar',
    `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20261126T160000Z\r\nRRULE:FREQ=DAILY;COUNT=90\r\n${many(times, (n) => `EXDATE:202612${10 + (n % 19)}T160000Z\r\n`).join('')}END:VEVENT\r\nEND:VCALENDAR\r\n`,
  ],
  records: (times) => ['records that are collected', many(times, () => aRecord).join('\n')],
};
const aRecord = JSON.stringify(wholeResponses(1)[0]);
const aQuestionnaire = { resourceType: 'Questionnaire', title: 'T', language: 'fi', status: 'active' };
const many = <T>(times: number, one: (n: number) => T): T[] => Array.from({ length: times }, (_, n) => one(n));

test.for(Object.keys(repeatedOrNested))(
  '%s, twenty thousand times: an answer, for which work that grows with the square would take too long',
  async (what) => {
    const [door, text] = repeatedOrNested[what]!(20_000);
    await doors[door]!.open(new TextEncoder().encode(text), 'nested');
  },
);
