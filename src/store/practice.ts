/**
 * Practice: a tab that works on a database of its own, which no endpoint is ever told of. So nothing that is kept in
 * practice can reach statistics or an endpoint, whichever screen kept it, and nothing real can be changed by it.
 * The mode belongs to the tab and ends with it; the service worker knows none.
 */
import { forget as forgetText, keepText, readText } from '../ui/web-storage.ts';
import { databaseOf, workerHere } from './shift.ts';

const flag = 'practice';
const name = 'kenttakirja-practice';

/** Whether this tab practises. Fixed when the page is loaded; the service worker never does. */
export const isPractising: boolean = readText('session', flag, (text) => text === 'on') !== undefined;

/** The worker's database in earnest, and that of this tab. */
export const earnestName = databaseOf(workerHere);
export const databaseName: string = isPractising ? name : earnestName;

/**
 * Makes this tab practise from its next load on: with nothing logged yet, and with the settings of this device and the key
 * that they are sealed under, so that what the organisation chose is as it is in earnest.
 */
export async function startPractice(): Promise<void> {
  const { Database, db } = await import('./db.ts');
  await forget();
  const [settings, keys] = await Promise.all([db.settings.toArray(), db.keys.toArray()]);
  const practice = new Database(name);
  await practice.settings.bulkPut(settings.filter(({ name: its }) => its !== 'device' && !isOfPeople(its)));
  await practice.keys.bulkPut(keys);
  practice.close();
  if (!keepText('session', flag, 'on')) throw new Error('The browser does not remember that this tab practises');
}

/** What was told of people in earnest: with people that somebody makes up beside them, again and again, it would be told otherwise each time. */
const isOfPeople = (setting: string): boolean => /^here:(release|numbers|told-alone|told-elsewhere):/.test(setting);

/** Ends practising from the next load of this tab on; what was practised is gone. */
export async function endPractice(): Promise<void> {
  forgetText('session', flag);
  await forget();
}

/** A tab that still has it open lets go of it by itself (`versionchange`). Rejects where that takes too long. */
async function forget(): Promise<void> {
  const { bounded } = await import('./writing.ts');
  await bounded(
    new Promise<void>((done, fail) => {
      const asked = indexedDB.deleteDatabase(name);
      asked.onsuccess = () => done();
      asked.onerror = () => fail(asked.error);
    }),
  );
}
