import { db } from '../store/db.ts';
import { askToPersist } from '../store/persist.ts';

/**
 * Asks the browser to keep what is here, where something is. A save of the worker's app asks by itself; what was answered on the respondent's
 * page is asked for when the app is opened next: whoever answers is asked nothing by the browser.
 */
export async function askWhereKept(): Promise<void> {
  if ((await db.records.limit(1).count()) > 0) await askToPersist();
}
