/** A change of the organisation's document on this device. It reaches the others when the document is passed on (`share-page.tsx`). */
import { db } from '../store/db.ts';
import { underDeviceKey } from '../store/device.ts';
import { NotKept, transact } from '../store/writing.ts';
import { documentHeld, sealedSetup } from './organisation-store.ts';
import { sumOf, textLimit } from './read-document.ts';

/** `none`: no document was taken into use here. `too-long`, `unfit`: as it would be, no device could read it; nothing has changed. */
export type Revised = 'revised' | 'none' | 'too-long' | 'unfit';

/**
 * Puts another text in the place of the document that holds, endpoints and keys aside: those stay as they are on this device. Rejects
 * with `NotKept`, also where another tab took a document into use meanwhile.
 */
export async function reviseDocument(
  change: (document: Record<string, unknown>) => Record<string, unknown>,
): Promise<Revised> {
  const held = await documentHeld();
  if (!held) return 'none';
  const { loaded, schema, row } = held;
  const next = change(JSON.parse(loaded.text) as Record<string, unknown>);
  const text = `${JSON.stringify(next, null, 2)}\n`;
  if (text.length > textLimit) return 'too-long';
  if (!schema.safeParse(next).success) return 'unfit';
  const sum = await sumOf(text);
  await underDeviceKey(async (key, check) => {
    const keep = await sealedSetup(key, { text, sum, at: Date.now() });
    await transact([db.settings, db.keys], async () => {
      await check();
      const now = await db.settings.get(row.name);
      if (JSON.stringify(now?.value) !== JSON.stringify(row.value)) throw new NotKept('changed-elsewhere');
      await keep();
    });
  });
  return 'revised';
}
