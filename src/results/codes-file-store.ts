/** The unit's codes in a file: from one device to another where they have no endpoint in common. */

import { everyOf, keepCopies } from '../store/copies.ts';
import { setting } from '../store/device.ts';
import { yieldToMain } from '../store/yield-to-main.ts';
import { Respondent } from '../survey/waves/respondent.ts';
import { otherIn, wantedBy } from '../survey/waves/wanted.ts';
import { WaveEvent } from '../survey/waves/wave-event.ts';
import { sealCarried } from '../vault/carried.ts';
import type { TakenCounts } from './collection.ts';
import { type FileEnd, readFile } from './records-file-store.ts';

const readAll = async () => [...(await everyOf(Respondent)), ...(await everyOf(WaveEvent))];

/** Everything that this device knows of its unit's codes, sealed. */
export async function fileOfCodes(code: string): Promise<Blob> {
  const [unit, records] = await Promise.all([setting('unit', 'oma'), readAll()]);
  const { wanted } = wantedBy(unit, new Set(), records);
  return sealCarried(
    wanted.map((record) => JSON.stringify(record)),
    code,
  );
}

/** Takes what a file holds of this unit's codes. Throws `NotOpened` for a wrong code. */
export async function codesFromFile(file: File, code: string): Promise<{ tally: TakenCounts; end: FileEnd }> {
  const read: unknown[] = [];
  const end = await readFile(file, code, (record) => read.push(record), yieldToMain());
  const [unit, records] = await Promise.all([setting('unit', 'oma'), readAll()]);
  const held = new Set(records.map(({ id }) => id));
  const { wanted } = wantedBy(unit, new Set(records.map((record) => record.code)), read);
  await keepCopies(wanted);
  const fresh = wanted.filter(({ id }) => !held.has(id)).length;
  const tally: TakenCounts = { new: fresh, known: wanted.length - fresh };
  for (const record of read) {
    const other = otherIn(record);
    if (other) tally[other] = (tally[other] ?? 0) + 1;
  }
  return { tally, end };
}
