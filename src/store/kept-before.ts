/**
 * A mark outside the database that something was kept in it, so that a database which was cleared is told from a new device: the
 * device's id, in the small storage, which a browser that clears the database for want of room leaves.
 */
import { forget, keepText, namesIn, readText } from '../ui/web-storage.ts';
import { deviceId } from './device.ts';
import { isPractising } from './practice.ts';
import { ofWorker, workerHere } from './shift.ts';

const name = 'kept-before';
const key = ofWorker(name);
const mark = () => readText('local', key, (text) => /^[\w-]{1,64}$/.test(text));

/** Notes that something is kept on this device. A mark that says what is gone stays until a person has been told. */
export async function noteKept(): Promise<void> {
  if (!isPractising && mark() === undefined) keepText('local', key, await deviceId());
}

/** Whether something was kept on this device in a database that is there no more. */
export async function wasCleared(): Promise<boolean> {
  const id = isPractising ? undefined : mark();
  return id !== undefined && id !== (await deviceId());
}

/** The person knows what is gone, or has wiped it: what is kept from now on is noted anew. */
export const forgetKeptBefore = (worker = workerHere): void => forget('local', ofWorker(name, worker));

/** The workers of whom it says that they kept something here, by number. */
export const markedWorkers = (): number[] =>
  namesIn('local').flatMap((one) => {
    const worker = Number(/^kept-before(?:-([1-9]\d{0,3}))?$/.exec(one)?.[1] ?? 1);
    return one === ofWorker(name, worker) ? worker : [];
  });
