/** A backup: all that a device has as a sealed file, and back beside what is there, as often as one likes. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Encrypter, generateX25519Identity, identityToRecipient, Stanza } from 'age-encryption';
import { describe, expect, test, vi } from 'vitest';
import { type BackupLine, BackupRefused, sealBackup } from '../../src/backup/backup-file.ts';
import { backupLines } from '../../src/backup/backup-store.ts';
import { settingsKept } from '../../src/backup/device-bound.ts';
import { passphraseIdentity, passphraseRecipient } from '../../src/backup/passphrase-stanza.ts';
import { plainCopy } from '../../src/backup/plain-copy.ts';
import { inBatches, readWhole } from '../../src/backup/read-whole.ts';
import { leaveUnfinished, type UnfinishedRestore, unfinishedRestores } from '../../src/backup/restore-mark.ts';
import { restoreBackup, restoreLines } from '../../src/backup/restore-store.ts';
import { OrganisationDocument } from '../../src/organisation.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { EncounterDrafts } from '../../src/outreach/encounter-draft.ts';
import { readBackup } from '../../src/receiver/read-backup.ts';
import { goOnHere } from '../../src/releases/second-place-store.ts';
import type { Answered } from '../../src/results/answered.ts';
import { closeAndKeep, releasesOf } from '../../src/results/releases-store.ts';
import { configureEndpoint } from '../../src/setup/endpoint.ts';
import { keepCopies } from '../../src/store/copies.ts';
import { db } from '../../src/store/db.ts';
import { forgetDevice, setSetting, setting } from '../../src/store/device.ts';
import { draftsOf, findDraft, keepDraft } from '../../src/store/drafts.ts';
import { find } from '../../src/store/find.ts';
import { newId } from '../../src/store/id.ts';
import { fieldsOf } from '../../src/store/kind.ts';
import { keepLocal, readLocal } from '../../src/store/local-only.ts';
import { itemsOf, writeBack } from '../../src/store/outbox.ts';
import { allPutAside, putAside } from '../../src/store/put-aside.ts';
import { setAside } from '../../src/store/quarantine.ts';
import { create, openStored, remove, revise } from '../../src/store/save.ts';
import { type NotKept, notKept } from '../../src/store/writing.ts';
import { withoutYielding } from '../../src/store/yield-to-main.ts';
import { readKnown } from '../../src/survey/bundle/bundles-store.ts';
import { readInstruments } from '../../src/survey/instrument/instruments-store.ts';
import { instruments } from '../../src/survey/instruments/all.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { readPosters } from '../../src/survey/remote/posters-store.ts';
import { SurveyResponse } from '../../src/survey/response.ts';
import { readChosen } from '../../src/survey/waves/codes-store.ts';
import { aDocument } from '../support/a-document.ts';
import { ageKeys, ageNotRun, hasAge, openedByAge } from '../support/age.ts';
import { anEncounter, freshDevice } from '../support/device.ts';
import { fc } from '../support/property.ts';
import { response, responses, whole, wholeFields } from '../support/responses.ts';

freshDevice();

const passphrase = 'kolme mäntyä rannalla';
/** Next to nothing: what a guess costs is not what these tests are about. */
const cheap = { memory: 8, passes: 1 };
const now = new Date('2026-11-28T18:00:00.000Z');

const backup = (recipient?: string) =>
  sealBackup(backupLines({ rows: 0, tables: 0 }), { passphrase, recipient, cost: cheap }, now);

async function restore(file: Blob, limit = Number.POSITIVE_INFINITY) {
  const sum = { records: 0, drafts: 0, unknown: 0 };
  let taken = 0;
  for await (const lines of inBatches(file, passphrase)) {
    const some = lines.slice(0, limit - taken);
    taken += some.length;
    const { records, drafts, unknown } = await restoreLines(some);
    sum.records += records;
    sum.drafts += drafts;
    sum.unknown += unknown;
  }
  return sum;
}

/** The device is lost; the next one has a key to the same endpoint. */
async function anotherDevice(): Promise<void> {
  await db.delete();
  forgetDevice();
  await db.open();
  await configureEndpoint('home', { auth: { way: 'bearer', token: 'another-key' } });
}

/** Every record that the device has, opened, by id. */
async function everyRecord(): Promise<Map<string, unknown>> {
  const rows = await db.records.toArray();
  return new Map(await Promise.all(rows.map(async (row) => [row.id, await openStored(row)] as const)));
}

/** The counts as they are kept, and as they come to where everything is counted. */
async function counts() {
  const kept = Object.fromEntries((await db.counts.toArray()).filter(({ n }) => n).map(({ name, n }) => [name, n]));
  const counted: Record<string, number> = {};
  const add = (name: string) => {
    counted[name] = (counted[name] ?? 0) + 1;
  };
  await db.outbox.each(({ state }) => add(state));
  await db.records.each(({ kind, deleted }) => deleted || add(`kind:${kind}`));
  return { kept, counted };
}

/** A device with some of everything on it. */
async function lived() {
  const plain = await create(Encounter, anEncounter({ people: '5-9' }));
  const edited = await revise(Encounter, await create(Encounter, anEncounter()), { people: '10+' });
  const gone = await create(Encounter, anEncounter());
  await remove(gone);
  const answered = await create(SurveyResponse, fieldsOf(SurveyResponse, whole(response())));
  const draft = newId();
  await keepDraft({ kind: 'encounter', id: draft, base: 0 }, { people: '2' });
  await keepLocal('plan:a', { phone: '', note: 'ovikoodi vahtimestarilta' });
  await setSetting('bundles', [{ id: 'oma-kysely', title: 'Kysely' }]);
  return { plain, edited, gone, answered, draft };
}

describe('a backup and back', () => {
  test('everything that was on a lost device is on the next one, as it was, and waits to be sent', async () => {
    const { plain, edited, draft } = await lived();
    const before = await everyRecord();
    const touched = (await db.drafts.get(draft))!.at;
    const file = await backup();
    await anotherDevice();
    vi.setSystemTime(Date.parse(touched) + 180_000);
    expect(await restore(file)).toEqual({ records: before.size - 1, drafts: 1, unknown: 0 });
    // The deleted one is as little counted as when the file was read.
    expect(await everyRecord()).toEqual(before);
    expect(await find(Encounter, edited.id)).toEqual(edited);
    expect((await findDraft(EncounterDrafts, draft))?.data).toMatchObject({ people: '2' });
    expect((await findDraft(EncounterDrafts, draft))?.at, 'touched when it was, not now').toBe(touched);
    expect(await readLocal('plan:a')).toEqual({ phone: '', note: 'ovikoodi vahtimestarilta' });
    expect(await setting('bundles', [])).toEqual([{ id: 'oma-kysely', title: 'Kysely' }]);
    expect(await itemsOf(plain.id)).toMatchObject([{ endpoint: 'home', state: 'waiting', rev: 1 }]);
    expect(await itemsOf(edited.id)).toMatchObject([{ rev: 2 }]);
    const { kept, counted } = await counts();
    expect(kept).toEqual(counted);
  });

  test('restored again nothing comes, nothing is doubled, and what was sent meanwhile stays sent', async () => {
    const { plain } = await lived();
    const file = await backup();
    await anotherDevice();
    await restore(file);
    const [item] = await itemsOf(plain.id);
    await writeBack([{ ...item!, state: 'delivered', doneAt: 1 }]);
    const rows = [await db.records.count(), await db.outbox.count(), await db.drafts.count()];
    expect(await restore(file)).toEqual({ records: 0, drafts: 0, unknown: 0 });
    expect([await db.records.count(), await db.outbox.count(), await db.drafts.count()]).toEqual(rows);
    expect(await itemsOf(plain.id)).toMatchObject([{ state: 'delivered' }]);
    const { kept, counted } = await counts();
    expect(kept).toEqual(counted);
  });

  test('the tab that dies in the middle is begun anew: at whichever line, all of it is there in the end', async () => {
    await lived();
    const before = await everyRecord();
    const file = await backup();
    for (let limit = 0; limit <= 8; limit++) {
      await anotherDevice();
      await restore(file, limit);
      await restore(file);
      expect(await everyRecord(), `cut after ${limit} lines`).toEqual(before);
      const { kept, counted } = await counts();
      expect(kept, `cut after ${limit} lines`).toEqual(counted);
    }
  });

  test('a disk that is full in the middle: how many of its records are here is told, they stay, and it is begun anew', async () => {
    const of = await create(Encounter, anEncounter());
    const records = Array.from({ length: 700 }, () => ({ ...of, id: newId() }));
    async function* lines(): AsyncGenerator<BackupLine[]> {
      for (const record of records) yield [{ t: 'record', record }];
      yield [{ t: 'draft', kind: 'encounter', id: newId(), base: 0, at: of.at, data: { people: '1' } }];
    }
    const file = await sealBackup(lines(), { passphrase, cost: cheap }, now);
    const put = db.records.bulkPut.bind(db.records);
    const full = () => Promise.reject(new DOMException('', 'QuotaExceededError')) as never;
    const summary = await readWhole(file, passphrase);
    const restored = async () => {
      const why = await restoreBackup(file, passphrase, summary).then(
        () => 'whole',
        (error: unknown) => (notKept(error) as NotKept).why,
      );
      return { why, told: (await unfinishedRestores()).map(told), here: (await db.records.count()) - 1 };
    };
    const told = ({ held, of, made }: UnfinishedRestore) => `${made}: ${held} / ${of}`;
    vi.spyOn(db.records, 'bulkPut')
      .mockImplementationOnce(put as never)
      .mockImplementation(full);
    const first = await restored();
    expect(first).toEqual({ why: 'disk-full', told: [`${now.toISOString()}: ${first.here} / 700`], here: first.here });
    expect(first.here, 'the first batch and no more').toBeGreaterThanOrEqual(500);
    expect(first.here).toBeLessThan(700);
    vi.restoreAllMocks();
    vi.spyOn(db.drafts, 'put').mockImplementation(full);
    const behind = { why: 'disk-full', told: [`${now.toISOString()}: 700 / 700`], here: 700 };
    expect(await restored(), 'what follows the records').toEqual(behind);
    vi.restoreAllMocks();
    expect(await restored()).toEqual({ why: 'whole', told: [], here: 700 });
  });

  test('a restore that was cut short is told until the same backup is restored, not another, or what came is enough', async () => {
    await lived();
    const [file, other] = [await backup(), await backup()];
    const [of, ofOther] = [await readWhole(file, passphrase), await readWhole(other, passphrase)];
    await anotherDevice();
    const tables = db.records.bulkPut.bind(db.records);
    vi.spyOn(db.records, 'bulkPut').mockImplementation(() => Promise.reject(new Error('locked')) as never);
    await expect(restoreBackup(file, passphrase, of)).rejects.toThrow('locked');
    await expect(restoreBackup(other, passphrase, ofOther)).rejects.toThrow('locked');
    expect((await unfinishedRestores()).map(({ held, of }) => [held, of])).toEqual([
      [0, 3],
      [0, 3],
    ]);
    vi.mocked(db.records.bulkPut).mockImplementation(tables as never);
    let parts = 0;
    await restoreBackup(other, passphrase, ofOther, () => {
      parts += 1;
    });
    expect(parts, 'it is heard of as it goes on').toBe(1);
    const [left] = await unfinishedRestores();
    expect(await unfinishedRestores(), 'the first is told still').toHaveLength(1);
    await leaveUnfinished(left!);
    expect(await unfinishedRestores()).toEqual([]);
  });

  test('while one runs, in whichever tab, it is not told as cut short', async () => {
    await lived();
    const file = await backup();
    const held: { name: string }[] = [];
    const request = async (name: string, job: () => Promise<unknown>) => {
      held.push({ name });
      return job().finally(() => held.pop());
    };
    vi.stubGlobal('navigator', { locks: { request, query: async () => ({ held }) } });
    const seen: number[] = [];
    const look = async () =>
      void seen.push(
        (await unfinishedRestores()).length,
        await db.settings.where('name').startsWith('restoring:').count(),
      );
    const fault = new Error('locked');
    const looked = vi.spyOn(db.drafts, 'get').mockImplementation((async () => {
      await look();
      throw fault;
    }) as never);
    await expect(restoreBackup(file, passphrase, await readWhole(file, passphrase))).rejects.toBe(fault);
    expect(looked).toHaveBeenCalled();
    expect(seen).toEqual([0, 1]);
    expect(await unfinishedRestores()).toHaveLength(1);
  });

  test('what was gone on with here stays; what went on there comes', async () => {
    const [mine, theirs] = [await create(Encounter, anEncounter()), await create(Encounter, anEncounter())];
    const early = await backup();
    const later = await revise(Encounter, mine, { people: '10+' });
    await restore(early);
    expect(await find(Encounter, mine.id)).toEqual(later);
    const next = await revise(Encounter, theirs, { people: '2' });
    const late = await backup();
    await anotherDevice();
    await restore(early);
    await restore(late);
    expect(await find(Encounter, theirs.id)).toEqual(next);
    expect(await itemsOf(theirs.id)).toMatchObject([{ rev: 2, state: 'waiting' }]);
    const { kept, counted } = await counts();
    expect(kept).toEqual(counted);
  });

  test('a draft that was gone on with, or that became a record, is not brought back', async () => {
    const [open, done] = [newId(), newId()];
    for (const id of [open, done]) await keepDraft({ kind: 'encounter', id, base: 0 }, { people: '1' });
    const file = await backup();
    await keepDraft({ kind: 'encounter', id: open, base: 0 }, { people: '2' });
    await create(Encounter, anEncounter(), { id: done });
    expect(await restore(file)).toEqual({ records: 0, drafts: 0, unknown: 0 });
    expect((await findDraft(EncounterDrafts, open))?.data).toMatchObject({ people: '2' });
    expect(await findDraft(EncounterDrafts, done)).toBeUndefined();
  });

  test('what a person set aside is set aside on the next device too', async () => {
    const { id } = await create(Encounter, anEncounter());
    const [item] = await itemsOf(id);
    await writeBack([{ ...item!, state: 'refused' }]);
    await setAside(item!.key);
    const file = await backup();
    await anotherDevice();
    await restore(file);
    expect(await itemsOf(id)).toMatchObject([{ state: 'aside' }]);
  });

  test('the key for sending stays on its device; the unit and the organisation of the next one stand', async () => {
    await keepLocal('link-key', { secret: 'the-link-key' });
    await setSetting('unit', 'trio');
    const lines: BackupLine[] = [];
    for await (const some of backupLines({ rows: 0, tables: 0 })) lines.push(...some);
    expect(JSON.stringify(lines)).not.toMatch(/the-key|the-link-key/);
    await setSetting('unit', 'satama');
    await restoreLines(lines);
    expect(await setting('unit', '')).toBe('satama');
  });

  test('how far the plans of the network were read, and the lock of a device that was handed over, stay with the device', async () => {
    const stays = ['pulled', 'handed-over'];
    for (const name of stays) await keepLocal(name, { 'https://kanta.example.org/api': { since: 90 } });
    const file = await backup();
    const older = stays.map((name): BackupLine => ({ t: 'local', name, value: { since: 90 } }));
    await anotherDevice();
    await restore(file);
    await restoreLines(older);
    for (const name of stays) expect(await readLocal(name), name).toBeUndefined();
  });

  test('copies of other devices’ records come back as copies: they wait for nothing', async () => {
    const copy = { ...(await create(Encounter, anEncounter())), id: newId(), device: newId() };
    await keepCopies([copy]);
    const file = await backup();
    await anotherDevice();
    await restore(file);
    expect((await db.copies.toArray()).map(({ id }) => id)).toEqual([copy.id]);
    expect(await itemsOf(copy.id)).toEqual([]);
  });
});

describe('what a device has told', () => {
  const inMonth = (month: string, count: number) =>
    responses(count, { at: `${month}-10T10:00:00.000Z`, unit: 'Asema', code: undefined });
  /** Of how many people each month tells that has any. */
  const told = async () => (await releasesOf(esis)).map(({ month, members }) => [month.slice(0, 7), members.length]);
  const close = (all: readonly Answered[], today: string) =>
    closeAndKeep(esis, all, { least: 10, today }, withoutYielding);
  const linesNow = async () => {
    const lines: BackupLine[] = [];
    for await (const some of backupLines({ rows: 0, tables: 0 })) lines.push(...some);
    return lines;
  };

  test('comes back before the answers that it counts, and whole', async () => {
    await create(SurveyResponse, wholeFields());
    await close(inMonth('2026-03', 12), '2026-04-02');
    const lines = await linesNow();
    const placeOf = (is: (line: BackupLine) => boolean) => lines.findIndex(is);
    expect(placeOf((line) => line.t === 'local' && line.name.startsWith('release:'))).toBeLessThan(
      placeOf((line) => line.t === 'record'),
    );
    const file = await backup();
    await anotherDevice();
    await restore(file);
    expect(await told()).toEqual([['2026-03', 12]]);
  });

  test('is not put between what another one has told: its March, less its own spring, would be the three who came in July', async () => {
    const ofOne = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'].map((month) => inMonth(month, 12));
    await close(ofOne.flat(), '2026-07-01');
    const file = await backup();
    await anotherDevice();
    const own = inMonth('2026-03', 13);
    await close(own, '2026-04-02');
    await restore(file);
    expect(await told()).toEqual([['2026-03', 13]]);
    await goOnHere(false);
    // Whom the other one has told is counted there, and nowhere again.
    await close([...own, ...ofOne.flat(), ...inMonth('2026-07', 3)], '2026-08-01');
    const all = (await told()).flatMap(([, count]) => count as number);
    expect(all.reduce((sum, one) => sum + one, 0)).toBe(13 + 3);
    expect(new Set((await releasesOf(esis)).flatMap(({ members }) => members.map(({ id }) => id))).size).toBe(16);
  });

  test('goes on where a device has lost the end of it', async () => {
    const [march, april] = [inMonth('2026-03', 12), inMonth('2026-04', 11)];
    await close([...march, ...april], '2026-05-02');
    const file = await backup();
    await anotherDevice();
    await close(march, '2026-04-02');
    await restore(file);
    expect(await told()).toEqual([
      ['2026-03', 12],
      ['2026-04', 11],
    ]);
  });
});

describe('a backup that somebody made by hand', () => {
  const at = '2026-11-20T10:00:00.000Z';
  const restoredOf = (lines: unknown[]) => restoreLines(lines as BackupLine[]);

  test('records of a kind or a shape that the app does not know stay in the file; the sound ones come', async () => {
    const sound = await create(Encounter, anEncounter());
    await anotherDevice();
    const wrong = [
      { ...sound, id: newId(), depth: 'unheard-of' },
      { ...sound, id: newId(), name: 'Matti' },
      { ...sound, id: 'no-id' },
      { ...sound, id: newId(), kind: 'nothing' },
      { kind: 'nothing', id: newId(), rev: 2, at, v: 1, unit: 'oma', device: sound.device, deleted: true },
      { kind: 'encounter', id: 'no-id', rev: 2, at, v: 1, unit: 'oma', device: sound.device, deleted: true },
      { kind: 'encounter', id: newId(), rev: 1, at, unit: 'oma' },
    ];
    const lines = [sound, ...wrong].map((record) => ({ t: 'record', record }));
    expect(await restoredOf(lines)).toEqual({ records: 1, drafts: 0, unknown: wrong.length });
    expect([...(await everyRecord()).keys()]).toEqual([sound.id]);
    expect((await counts()).kept).toEqual((await counts()).counted);
  });

  test('settings, surveys and what is kept here that are not sound: nothing is in use, and what reads them goes on', async () => {
    const junk = [null, 7, 'a', [], {}, [null], [{ id: 'x' }], [{ id: 7 }], { text: 7 }, '<script>'.repeat(100)];
    const names = [...settingsKept, 'device', 'clock', 'toString'];
    for (const value of junk) {
      await anotherDevice();
      await restoredOf([
        ...names.map((name) => ({ t: 'setting', name, value })),
        ...['plan:a', 'code:b', 'release:esis:2026-10', 'link-key'].map((name) => ({ t: 'local', name, value })),
        { t: 'draft', kind: 'encounter', id: newId(), base: 0, at, data: value },
      ]);
      const said = JSON.stringify(value);
      expect(typeof (await setting('unit', 'oma')), said).toBe('string');
      expect(await readInstruments(), said).toEqual(instruments);
      expect((await readKnown()).bundles.length, said).toBeGreaterThan(0);
      expect(Array.isArray(await readPosters()), said).toBe(true);
      expect(await readChosen(), said).toBeDefined();
      expect(await readLocal('link-key'), said).toBeUndefined();
      expect(await draftsOf(EncounterDrafts), said).toBeDefined();
      expect(await setting('clock', undefined), said).toBeUndefined();
    }
  });
});

describe('the file', () => {
  const whyOf = (file: Blob, by = passphrase) =>
    readWhole(file, by).then(
      () => 'read',
      (error: unknown) => (error instanceof BackupRefused ? error.why : error),
    );

  test('it is told of before anything of it is taken', async () => {
    await lived();
    const file = await backup();
    expect(await readWhole(file, passphrase)).toEqual({
      made: now.toISOString(),
      records: 3,
      drafts: 1,
      bytes: expect.any(Number),
      units: ['oma'],
      organisation: undefined,
    });
  });

  test('no word of it can be read; another passphrase, another file and a newer one are refused by name', async () => {
    await lived();
    const file = await backup();
    const bytes = new TextDecoder('latin1').decode(await file.arrayBuffer());
    expect(bytes).not.toMatch(/encounter|ovikoodi|oma-kysely/);
    expect(await whyOf(file, 'kolme mäntyä rannassa')).toBe('passphrase');
    expect(await whyOf(file, passphrase.toUpperCase()), 'one of a person’s own is as it was typed').toBe('passphrase');
    expect(await whyOf(file, `  ${passphrase.normalize('NFD')} `), 'as another keyboard writes it').toBe('read');
    expect(await whyOf(new Blob(['{"records":[]}']))).toBe('not-backup');
    expect(await whyOf(new Blob([]))).toBe('not-backup');
  });

  test.each(['5D9SJ-ABCDE-FGHKM-NPQ23', '5d9sj abcde fghkm npq23', ' 5d9sjabcdefghkmnpq23 '])(
    'a passphrase that the app suggested opens it however it was typed: %s',
    async (typed) => {
      const secret = { passphrase: '5D9SJ-ABCDE-FGHKM-NPQ23', recipient: undefined, cost: cheap };
      const file = await sealBackup(backupLines({ rows: 0, tables: 0 }), secret, now);
      expect(await whyOf(file, typed)).toBe('read');
      expect(await whyOf(file, typed.replace('2', '4'))).toBe('passphrase');
    },
  );

  test('one of that shape that a person made up and sealed in small letters opens as it was typed', async () => {
    const secret = { passphrase: '5d9sj abcde fghkm npq23', recipient: undefined, cost: cheap };
    const file = await sealBackup(backupLines({ rows: 0, tables: 0 }), secret, now);
    expect(await whyOf(file, secret.passphrase)).toBe('read');
  });

  test('cut anywhere, one bit changed, a byte more: refused, whatever of it was given before', async () => {
    for (let n = 0; n < 40; n++) await create(Encounter, anEncounter());
    const bytes = new Uint8Array(await (await backup()).arrayBuffer());
    const wrong = ['passphrase', 'not-backup', 'not-whole'];
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), async (at, bit) => {
        expect(wrong, `cut at ${at}`).toContain(await whyOf(new Blob([bytes.slice(0, at)])));
        const turned = bytes.slice();
        turned[at]! ^= 1 << bit;
        expect(wrong, `bit ${bit} of ${at}`).toContain(await whyOf(new Blob([turned])));
      }),
      { numRuns: 60 },
    );
    expect(await whyOf(new Blob([bytes, new Uint8Array(1)]))).toBe('not-whole');
  });

  test('a file that asks for a gigabyte or an hour of work is not worked on', async () => {
    const text = new TextDecoder('latin1').decode(await (await backup()).arrayBuffer());
    for (const cost of ['99999999 1', '8 4000000000', '8 1 1', '-8 1', '8 NaN']) {
      const asking = Uint8Array.from(text.replace(/ 8 1\n/, ` ${cost}\n`), (sign) => sign.charCodeAt(0));
      expect(await whyOf(new Blob([asking])), cost).toBe('not-whole');
    }
  });

  test('a file that another key opens too, and first, opens by its passphrase', async () => {
    const fileKey = crypto.getRandomValues(new Uint8Array(16));
    const ours = await passphraseRecipient(passphrase, cheap).wrapFileKey(fileKey);
    const theirs = new Stanza(['X25519', 'AAAA'], new Uint8Array(32));
    expect(await passphraseIdentity(passphrase).unwrapFileKey([theirs, ...ours])).toEqual(fileKey);
    const cut = new Stanza(ours[0]!.args, ours[0]!.body.slice(1));
    await expect(passphraseIdentity(passphrase).unwrapFileKey([theirs, cut]), 'no other passphrase').rejects.toThrow();
  });

  test('a head that was changed is told from another passphrase where that can be known: not of salt, cost and sealed key', async () => {
    const bytes = new Uint8Array(await (await backup()).arrayBuffer());
    const text = new TextDecoder('latin1').decode(bytes);
    const stanza = text.indexOf('-> ');
    const [salt, mac] = [stanza + '-> kenttakirja/argon2id '.length, text.indexOf('\n--- ')];
    for (let at = stanza; at < text.indexOf('\n', mac + 1); at++) {
      const turned = bytes.slice();
      turned[at]! ^= 1;
      const mayBe = at >= salt && at < mac ? ['passphrase', 'not-whole'] : ['not-whole'];
      expect(mayBe, `${at}: ${text[at]}`).toContain(await whyOf(new Blob([turned])));
    }
  });

  test('lines that are not ours, in a file that is sealed well, are refused', async () => {
    const sealed = (lines: unknown[]) =>
      sealBackup(
        (async function* () {
          yield lines as BackupLine[];
        })(),
        { passphrase, cost: cheap },
        now,
      );
    expect(await whyOf(await sealed([]))).toBe('read');
    for (const line of [
      { t: 'other' },
      { t: 'record', record: { id: 'x' } },
      null,
      7,
      { t: 'head' },
      { t: 'end', lines: 3 },
    ])
      expect(await whyOf(await sealed([line])), JSON.stringify(line)).toBe('not-whole');
  });
});

describe('the organisation’s key', () => {
  const pair = async () => {
    const secret = await generateX25519Identity();
    return { secret, recipient: await identityToRecipient(secret) };
  };
  const readBy = async (file: Blob, by: string) => (await readWhole(file, by)).records;

  test('opens the file beside the passphrase; another key, and one with a wrong sign, do not', async () => {
    await create(Encounter, anEncounter());
    const { secret, recipient } = await pair();
    const file = await backup(recipient);
    for (const by of [secret, ` ${secret.toLowerCase()}\n`, passphrase]) expect(await readBy(file, by)).toBe(1);
    const others = [
      (await pair()).secret,
      `${secret.slice(0, -1)}${secret.endsWith('Q') ? 'P' : 'Q'}`,
      'AGE-SECRET-KEY-1',
    ];
    for (const by of others) await expect(readWhole(file, by), by).rejects.toMatchObject({ why: 'passphrase' });
    await expect(readBy(await backup(), secret)).rejects.toMatchObject({ why: 'passphrase' });
  });

  test('in a document only a whole public key is taken: one wrong sign is found', async () => {
    const { secret, recipient } = await pair();
    const judged = (recipient: string) => OrganisationDocument.safeParse(aDocument({ backup: { recipient } })).success;
    expect(judged(recipient)).toBe(true);
    const other = (at: number) =>
      `${recipient.slice(0, at)}${recipient[at] === 'q' ? 'p' : 'q'}${recipient.slice(at + 1)}`;
    for (let at = 4; at < recipient.length; at++) expect(judged(other(at)), `sign ${at}`).toBe(false);
    for (const wrong of [secret, recipient.slice(0, -1), recipient.toUpperCase(), '', `${recipient} `])
      expect(judged(wrong), wrong).toBe(false);
  });

  test.skipIf(!hasAge)(hasAge ? 'opens it in the program age itself' : ageNotRun, async () => {
    const { id } = await create(Encounter, anEncounter());
    const { file, recipient, secret } = ageKeys();
    expect(OrganisationDocument.safeParse(aDocument({ backup: { recipient } })).success).toBe(true);
    const sealed = await backup(recipient);
    const lines = openedByAge(new Uint8Array(await sealed.arrayBuffer()), file)
      .trim()
      .split('\n');
    expect([lines[0], lines.at(-1)].map((line) => JSON.parse(line!).t)).toEqual(['head', 'end']);
    expect(JSON.parse(lines[1]!).record.id).toBe(id);
    expect(await readBy(sealed, secret)).toBe(1);
    expect(openedByAge(new Uint8Array(await sealed.arrayBuffer()), ageKeys().file)).toContain('no identity matched');
  });
});

test('a draft that fitted no form goes along, under the next device’s own key, once', async () => {
  const id = newId();
  await keepDraft({ kind: 'outing', id, base: 0 }, { place: ['Kirjasto'], note: 'ovella' });
  await putAside((await db.drafts.get(id))!, undefined);
  const [before] = await allPutAside();
  const file = await backup();
  await anotherDevice();
  expect(await restore(file)).toMatchObject({ drafts: 1 });
  expect(await allPutAside()).toEqual([before]);
  expect(before!.text).toContain('ovella');
  expect(await restore(file)).toMatchObject({ drafts: 0 });
});

test('a backup of a newer app is named as that, whatever else stands in it', async () => {
  const lines = `${JSON.stringify({ t: 'head', format: 'kenttakirja-backup', v: 3, by: 'a newer app' })}\n{"t":"what?"}\n`;
  const encrypter = new Encrypter();
  encrypter.addRecipient(passphraseRecipient(passphrase, cheap));
  const packed = new Blob([lines]).stream().pipeThrough(new CompressionStream('gzip'));
  const sealed = await encrypter.encrypt(packed as ReadableStream<Uint8Array<ArrayBuffer>>);
  const file = await new Response(sealed).blob();
  await expect(readWhole(file, passphrase)).rejects.toMatchObject({ why: 'newer' });
});

test('the command line reads it, all but what respondents answered', async () => {
  const { plain } = await lived();
  const folder = mkdtempSync(join(tmpdir(), 'backup-'));
  try {
    const path = join(folder, 'a.age');
    writeFileSync(path, Buffer.from(await (await backup()).arrayBuffer()));
    const printed: string[] = [];
    await readBackup(path, passphrase, (line) => printed.push(line));
    expect(printed.join('\n')).toContain(plain.id);
    expect(printed.join('\n')).not.toMatch(/"kind":"response"/);
    expect(JSON.parse(printed.at(-1)!)).toEqual({ t: 'withheld', answers: 1 });
    await expect(readBackup(path, 'something else', () => {})).rejects.toThrow('it does not open with this passphrase');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('taken along as plain JSON is a worker’s own work: no answer, no code, no key, no id of a device or a record', async () => {
  const { plain } = await lived();
  await keepLocal('link-key', { secret: 'the-link-key' });
  await keepLocal('code:K7M4PX27', { draft: 'x' });
  await keepDraft({ kind: 'response', id: newId(), base: 0 }, { answers: [1, 2, 3] });
  const device = plain.device;
  const left = { sealed: 0 };
  let text = '';
  for await (const piece of plainCopy(backupLines({ rows: 0, tables: 0 }), now, left)) text += piece;
  const { format, made, entries, leftOut } = JSON.parse(text);
  expect([format, made, leftOut]).toEqual(['kenttakirja-plain', now.toISOString(), { sealed: 2 }]);
  expect(left.sealed).toBe(2);
  expect(entries.map(({ t }: { t: string }) => t)).toEqual(['local', 'setting', 'record', 'record', 'record', 'draft']);
  expect(text).toContain('ovikoodi');
  expect(text).not.toMatch(/response|"answers"|K7M4PX27|the-link-key|[0-9a-f]{8}-[0-9a-f]{4}-/);
  expect(text).not.toContain(device);
  // What belongs together can still be told: every encounter names the same outing.
  const outings = entries.flatMap(({ record }: { record?: { outingId?: string } }) => record?.outingId ?? []);
  expect(new Set(outings).size).toBe(1);
});

test('an empty device gives an empty document', async () => {
  let text = '';
  for await (const piece of plainCopy(backupLines({ rows: 0, tables: 0 }), now, { sealed: 0 })) text += piece;
  expect(JSON.parse(text).entries).toEqual([]);
});
