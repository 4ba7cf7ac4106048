import { db } from '../../store/db.ts';
import { setSetting, setting } from '../../store/device.ts';
import { keptFor, type Lived, look } from './retention.ts';

/**
 * Which of these, all of them over, have been over for so long (`kept`, ms; thirty days, if left out) as this device has lived it through.
 * What it has lived through is kept under `name`: ids and times only.
 */
export const livedOver = (name: string, ids: readonly string[], now: number, kept = keptFor): Promise<string[]> =>
  // Two tabs that look at once count the time once: each reads what the other wrote.
  db.transaction('rw', db.settings, async () => {
    const { lived, over } = look(await setting<Lived | undefined>(name, undefined), ids, now, kept);
    await setSetting(name, lived);
    return over;
  });
