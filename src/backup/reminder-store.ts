/** What the reminder of a backup is told by, and what is kept of it. */
import { Dexie } from 'dexie';
import { db } from '../store/db.ts';
import { setSetting, setting } from '../store/device.ts';
import { type AtRisk, putOffFor } from './reminder.ts';

const [madeAt, putOff] = ['backup-made', 'backup-put-off'];

/** Notes that a backup was made. What cannot be noted is no reason to say that none was. */
export const noteBackup = (now: number): Promise<void> => setSetting(madeAt, now).catch(() => undefined);

/** Puts the reminder off. Rejects with `NotKept`. */
export const putBackupOff = (now: number): Promise<void> => setSetting(putOff, now + putOffFor);

/** When the last backup was made on this device, ms since 1970. */
export const lastBackup = (): Promise<number | undefined> => setting<number | undefined>(madeAt, undefined);

/** How it stands with what is on this device alone. */
export async function atRisk(): Promise<Omit<AtRisk, 'isPersisted'>> {
  const waiting = (['waiting', 'refused'] as const).map((state) =>
    db.outbox.where('[state+key]').between([state, Dexie.minKey], [state, Dexie.maxKey]),
  );
  const counted = await Promise.all(waiting.map((some) => some.count()));
  const first = await Promise.all(waiting.map((some) => some.first()));
  const rows = await Promise.all(first.map((item) => item && db.records.get(item.recordId)));
  const times = rows.flatMap((row) => (row ? [Date.parse(row.at)] : [])).filter(Number.isFinite);
  return {
    unsent: counted.reduce((sum, n) => sum + n, 0),
    oldestAt: times.length > 0 ? Math.min(...times) : Date.now(),
    backedUpAt: await lastBackup(),
    putOffUntil: await setting<number | undefined>(putOff, undefined),
  };
}
