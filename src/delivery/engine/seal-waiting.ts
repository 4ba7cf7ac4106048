/** What waits is sealed for sending while the device is locked, where there is a key for that. */
import { endpointConfig } from '../../setup/endpoint.ts';
import { db, type OutboxItem, type StoredRecord } from '../../store/db.ts';
import { deviceKey, openedHere } from '../../store/device.ts';
import { rowsOf } from '../../store/rows.ts';
import {
  keepForSending,
  notForSending,
  sealForSending,
  sendingKey,
  stillForSending,
  timesUnsealed,
} from '../../store/sending-key.ts';
import { transact, writing } from '../../store/writing.ts';
import { type Sealed, seal, unseal } from '../../vault/seal.ts';
import { current } from './current.ts';

/**
 * Seals for sending what waits and is not: a save does so itself; what waits for another reason, such as an endpoint that was added or a
 * record that is sent again, is sealed here, before the device is locked. Does nothing where nothing is sent then. `isAfterSave`: all that waits
 * is not looked through again, unless something has come to wait here otherwise than by a save.
 */
export async function sealWaiting(isAfterSave = false): Promise<void> {
  const sending = openedHere() && (await sendingKey());
  if (!sending) return;
  for (const { id, config, toSend } of await db.endpoints.toArray()) if (config && !toSend) await sealEndpoint(id);
  if (isAfterSave && looked?.under === sending.id && looked.times === timesUnsealed()) return;
  const look = { under: sending.id, times: timesUnsealed() };
  for await (const page of notForSending()) await sealItems(page);
  looked = look;
}

/** The last look through all that waits: under which key, and how often something had come unsealed until then. */
let looked: { under: string; times: number } | undefined;

async function sealEndpoint(id: string): Promise<void> {
  const row = await db.endpoints.get(id);
  const config = await endpointConfig(id).catch(() => undefined);
  const made = config && (await sealForSending(id, config));
  if (!row || !made) return;
  await writing(() =>
    transact([db.endpoints, db.keys], async () => {
      const now = await db.endpoints.get(id);
      if (String(now?.config?.iv) === String(row.config?.iv))
        await db.endpoints.update(id, await stillForSending(made));
    }),
  );
}

/** What cannot be opened, or is of a newer version of the app, waits until the device is opened. */
async function sealItems(items: readonly OutboxItem[]): Promise<void> {
  const [key, sending] = await Promise.all([deviceKey(), sendingKey()]);
  if (!sending) return;
  const ids = items.map(({ recordId }) => recordId);
  const rows = await rowsOf(db.records, 'id', ids);
  const made = new Map<OutboxItem, Sealed>();
  const sealOne = async (item: OutboxItem, row: StoredRecord | undefined) => {
    if (row?.rev !== item.rev) return;
    const record = await unseal(key, row.id, row)
      .then(current)
      .catch(() => undefined);
    if (record) made.set(item, await seal(sending.key, row.id, record));
  };
  await Promise.all(items.map((item, at) => sealOne(item, rows[at])));
  await keepForSending(sending.id, made);
}
