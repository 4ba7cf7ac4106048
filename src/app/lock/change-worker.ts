/** The shift goes over to another worker of this device: the one who leaves is locked in every tab, and each begins anew with the other's database. */

import { lockHere } from '../../store/device-lock.ts';
import { endPractice } from '../../store/practice.ts';
import { setOnShift } from '../../store/shift.ts';
import { emptyTables } from '../../store/wipe.ts';
import { beginWorker, noteLeaving, takeDatabaseAway } from '../../store/workers.ts';
import { forget, keepText, readText } from '../../ui/web-storage.ts';
import { handedOver } from '../../vault/handed-over.ts';
import { lockNow } from './open-time.ts';

/** What was typed is on the disk first, sealed, in the database of the one who leaves. Not while a respondent holds the device. */
export async function changeWorker(worker: number): Promise<void> {
  if (handedOver()) throw new Error('The device is handed over');
  // What was practised has the settings and the lock of the one who leaves.
  await endPractice();
  if (!setOnShift(worker)) throw new Error('The browser does not remember who is on shift');
  await lockNow();
}

/** A further worker begins here. Whoever is here already has a lock that opens by a secret of their own alone. */
export async function addWorker(): Promise<void> {
  const lock = (await lockHere())?.lock;
  if (!lock || lock.own) throw new Error('The next worker could read what is here');
  if (handedOver()) throw new Error('The device is handed over');
  await changeWorker(await beginWorker());
}

/** A worker leaves this device for good: all that is theirs goes, and what others have stays. Rejects with `NotKept`. */
export async function leaveDevice(): Promise<void> {
  if (handedOver()) throw new Error('The device is handed over');
  await endPractice();
  if (!noteLeaving()) throw new Error('The browser does not remember that somebody leaves');
  await emptyTables({ leaves: true });
  // The start goes on with the rest, in this tab and in every other.
  await lockNow();
}

const left = 'worker-left';

/** Whether somebody left this device, and no lock was opened on it since. */
export const hasJustLeft = (): boolean => readText('local', left, Boolean) !== undefined;

/** The next worker has opened their lock. */
export const forgetLeft = (): void => forget('local', left);

/** Takes the emptied database away; the next worker's lock stands there then. Never resolves. */
export async function finishLeaving(): Promise<never> {
  await takeDatabaseAway();
  keepText('local', left, left);
  location.replace('/');
  return new Promise<never>(() => undefined);
}
