/** An organisation's document that comes with a backup: somebody may have made it who means ill, so a person looks at it first. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { BackupLine } from '../../src/backup/backup-file.ts';
import { backupLines } from '../../src/backup/backup-store.ts';
import { restoreLines } from '../../src/backup/restore-store.ts';
import { OrganisationDocument } from '../../src/organisation.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { adopt } from '../../src/setup/adopt.ts';
import { textFrom } from '../../src/setup/fetch-document.ts';
import { forgetOffered, isDocumentOffered, offeredDocument } from '../../src/setup/offered-document.ts';
import { documentHeld, forgetOrganisation, openOrganisation } from '../../src/setup/organisation-store.ts';
import { readDocument } from '../../src/setup/read-document.ts';
import { noteWipeKey, restOfKey, wipeKey } from '../../src/setup/wipe-key-store.ts';
import { db } from '../../src/store/db.ts';
import { deviceKey, setSetting } from '../../src/store/device.ts';
import { newId } from '../../src/store/id.ts';
import { create } from '../../src/store/save.ts';
import { seal } from '../../src/vault/seal.ts';
import { newSigningPair } from '../../src/vault/signing.ts';
import { anEncounter, freshDevice } from '../support/device.ts';
import { aDocument, atOrigin, candidate, organisationRules, refusalsIn } from '../support/setup.ts';

freshDevice();
beforeEach(async () => {
  atOrigin();
  forgetOrganisation();
});

const day = 86_400_000;
const text = (changes = {}) => JSON.stringify(aDocument(changes));
/** As it stands in a backup; what else stands there is believed as little. */
const settingOf = (said: string): BackupLine => ({
  t: 'setting',
  name: 'organisation',
  value: { text: said, sum: 'made-up', at: 1 },
});
const restored = async (said: string) => {
  const record = { ...(await create(Encounter, anEncounter())), id: newId() };
  return restoreLines([{ t: 'record', record }, settingOf(said)]);
};
/** What a person does who looks at it and takes it into use. */
async function takeOffered(): Promise<void> {
  const read = await readDocument(await textFrom({ is: 'offered' }), organisationRules);
  if (read.is === 'refused') throw new Error(JSON.stringify(read.refusals));
  await adopt(read.candidate, 'etsiva');
}
/** Read anew, as at the next start. */
async function next() {
  forgetOrganisation();
  await openOrganisation(OrganisationDocument);
}

describe('on a device without one', () => {
  test('nothing of it is in use before a person has looked at it; the records are there', async () => {
    const { open: signer } = await newSigningPair();
    expect(await restored(text({ wipe: { signer } }))).toMatchObject({ records: 1 });
    await next();
    expect(await documentHeld()).toBeUndefined();
    await noteWipeKey();
    expect(await wipeKey(), 'nobody may order the device empty').toBeUndefined();
    expect(await isDocumentOffered()).toBe(true);
    const before = Date.now();
    await takeOffered();
    await next();
    const held = await documentHeld();
    expect(held?.loaded.at).toBeGreaterThanOrEqual(before);
    expect(held?.loaded.sum).not.toBe('made-up');
    expect(await isDocumentOffered(), 'it waits no more').toBe(false);
    await noteWipeKey();
    const key = await wipeKey();
    expect(key).toMatchObject({ key: signer, isFirst: false });
    expect(await restOfKey(key!), 'it came to a device with records').toBeGreaterThan(2 * day);
  });

  test('who leaves it out has the records alone; restored again it is offered again', async () => {
    await restored(text());
    await forgetOffered();
    await next();
    expect(await isDocumentOffered()).toBe(false);
    expect(await documentHeld()).toBeUndefined();
    await restoreLines([settingOf(text())]);
    expect(await offeredDocument()).toBe(text());
  });

  test('an unusable one is refused by the same rules as any other, and nothing of it is in use', async () => {
    await restored(text({ wipe: { signer: 'BJ1e' } }));
    const said = await textFrom({ is: 'offered' });
    expect(await refusalsIn(said)).toEqual(['wipe › signer: secret-shape']);
    await next();
    expect(await documentHeld()).toBeUndefined();
    expect(await db.records.count()).toBe(2);
  });

  test('it goes along into the next backup, as what it is', async () => {
    await restored(text());
    const lines: BackupLine[] = [];
    for await (const some of backupLines({ rows: 0, tables: 0 })) lines.push(...some);
    expect(lines.filter((line) => line.t === 'setting' && line.name === 'organisation')).toEqual([
      { t: 'setting', name: 'organisation', value: { text: text() } },
    ]);
    expect(lines.filter((line) => line.t === 'local' && line.name.startsWith('offered'))).toEqual([]);
  });

  test('what a backup says of one that waits elsewhere is not taken', async () => {
    await restoreLines([{ t: 'local', name: 'offered-document', value: text() }]);
    expect(await isDocumentOffered()).toBe(false);
  });
});

test('a device with a document keeps its own, and nothing waits', async () => {
  await adopt(await candidate(aDocument()), 'etsiva');
  await next();
  await restored(text({ organisation: { name: 'Paha' } }));
  expect(await isDocumentOffered()).toBe(false);
  expect((await documentHeld())?.loaded.text).toBe(text());
});

test('where the document here cannot be opened, that of a good backup takes its place', async () => {
  const value = await seal(await deviceKey(), 'organisation', {
    text: text({ wipe: { signer: 'BJ1e' } }),
    sum: '',
    at: 1,
  });
  await setSetting('organisation', value);
  await next();
  await restored(text());
  await takeOffered();
  await next();
  expect((await documentHeld())?.loaded.text).toBe(text());
});
