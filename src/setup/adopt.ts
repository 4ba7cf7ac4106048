/** Taking a document into use: everything in one transaction, so that a device is never half set up. */
import { db } from '../store/db.ts';
import { setting, underDeviceKey } from '../store/device.ts';
import { endpointTables, fillNow, putEndpoint, retireEndpoint } from '../store/endpoints.ts';
import { unsentKinds } from '../store/outbox.ts';
import { sealForSending, stillForSending } from '../store/sending-key.ts';
import { transact } from '../store/writing.ts';
import { seal } from '../vault/seal.ts';
import { presentConfig } from './endpoint.ts';
import { forgetOffered } from './offered-document.ts';
import type { Organisation } from './organisation.ts';
import { sealedSetup } from './organisation-store.ts';
import { type Present, type SetupChanges, setupChanges } from './plan.ts';
import type { Candidate } from './read-document.ts';

/** Every endpoint as it now is, with what it does not yet have. */
export async function presentEndpoints(): Promise<Present[]> {
  const rows = await db.endpoints.toArray();
  return Promise.all(
    rows.map(async ({ id, kinds, retired }) => ({
      id,
      config: await presentConfig(id),
      kinds,
      unsent: await unsentKinds(id),
      retired: retired !== undefined,
    })),
  );
}

/** What the document would change on this device. */
export const planFor = async (organisation: Organisation): Promise<SetupChanges> =>
  setupChanges(organisation, await presentEndpoints());

/** The unit that the device has, if it is one of the document's; the only one that there is; else a person must choose. */
export async function unitFor({ units }: Organisation): Promise<string | undefined> {
  const now = await setting('unit', 'oma');
  if (units.length === 0) return now;
  return units.find(({ id }) => id === now)?.id ?? (units.length === 1 ? units[0]!.id : undefined);
}

/** Takes a document into use on this device. Rejects with `NotKept` where it could not be kept; then nothing has changed. */
export async function adopt({ organisation, text, sum }: Candidate, unit: string): Promise<void> {
  const { changes, leaving } = await planFor(organisation);
  await underDeviceKey(async (key, check) => {
    const keepSetup = await sealedSetup(key, { text, sum, at: Date.now() });
    const rows = await Promise.all(
      changes
        .filter(({ is }) => is !== 'same')
        .map(async ({ id, config, kinds }) => ({
          made: await sealForSending(id, config),
          row: { id, config: await seal(key, id, config), ...(kinds ? { kinds } : {}) },
        })),
    );
    await transact([...endpointTables(), db.settings, db.keys], async () => {
      await check();
      await keepSetup();
      await db.settings.put({ name: 'unit', value: unit });
      for (const { row, made } of rows) await putEndpoint({ ...row, ...(await stillForSending(made)) });
      for (const { id } of leaving) await retireEndpoint(id);
    });
  });
  await fillNow();
  // Beside a document nothing is told of another that waits.
  await forgetOffered().catch(() => undefined);
}
