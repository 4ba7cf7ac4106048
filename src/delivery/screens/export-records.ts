/**
 * Records that an endpoint did not take, as files: for a person to hand on in another way. What is of the team's own work is
 * readable JSON, written page by page, so that many of them take no more memory than a few; what is of people is sealed.
 */
import { Dexie } from 'dexie';
import { db, type OutboxItem } from '../../store/db.ts';
import { deviceKey } from '../../store/device.ts';
import { isSealedKind } from '../../survey/sealed-kinds.ts';
import { sealCarried } from '../../vault/carried.ts';
import { unseal } from '../../vault/seal.ts';
import { current } from '../engine/current.ts';

const pageSize = 200;

/** How many of the refused records leave as readable text, and how many only sealed. */
export async function refusedCounts(key?: string): Promise<{ readable: number; sealed: number }> {
  const counts = { readable: 0, sealed: 0 };
  for await (const items of pages(key))
    for (const { kind } of items) counts[isSealedKind(kind) ? 'sealed' : 'readable'] += 1;
  return counts;
}

/**
 * The file with one refused record that is of people, or with all of them, sealed under the code: another device of the
 * organisation reads it as it reads any file of records. What cannot be opened here is not in it.
 */
export async function refusedSealed(code: string, key?: string): Promise<File> {
  const lines: string[] = [];
  for await (const items of pages(key)) {
    const records = await Promise.all(items.filter(({ kind }) => isSealedKind(kind)).map(recordOf));
    lines.push(...records.flatMap((record) => (record === undefined ? [] : JSON.stringify(current(record)))));
  }
  return new File([await sealCarried(lines, code)], `kenttakirja-${lines.length}.kenttakirja`);
}

async function recordOf({ recordId }: OutboxItem): Promise<unknown> {
  const row = await db.records.get(recordId);
  return row && unseal(await deviceKey(), recordId, row).catch(() => undefined);
}

/**
 * The file with one refused record, or with all of them. Its name says nothing of what is in it. Of those that leave only
 * sealed it says that they are there.
 */
export async function refusedAsFile(key?: string): Promise<File> {
  const parts: BlobPart[] = [`{"exported":${JSON.stringify(new Date().toISOString())},"records":[`];
  let count = 0;
  for await (const items of pages(key)) {
    const texts = await Promise.all(items.map(asText));
    // A part of its own: the browser keeps it outside the page's memory.
    parts.push(new Blob([count > 0 ? ',\n' : '\n', texts.join(',\n')]));
    count += items.length;
  }
  parts.push('\n]}\n');
  const name = `kenttakirja-${count}.json`;
  return new File(parts, name, { type: 'application/json' });
}

async function* pages(key: string | undefined): AsyncGenerator<OutboxItem[]> {
  if (key !== undefined) {
    const item = await db.outbox.get(key);
    if (item) yield [item];
    return;
  }
  for (let after = ''; ; ) {
    const items: OutboxItem[] = await db.outbox
      .where('[state+key]')
      .between(['refused', after], ['refused', Dexie.maxKey], false, true)
      .limit(pageSize)
      .toArray();
    if (items.length === 0) return;
    yield items;
    after = items.at(-1)!.key;
  }
}

/** A record that cannot be opened is named all the same. */
async function asText(item: OutboxItem): Promise<string> {
  const { recordId: id, kind, rev, trouble, status, words, doneAt } = item;
  if (isSealedKind(kind))
    return JSON.stringify({ record: { id, kind, rev, sealed: true }, refused: { trouble, status } });
  const key = await deviceKey();
  const row = await db.records.get(id);
  const opened = (sealed: Parameters<typeof unseal>[2] | undefined, under: string) =>
    sealed ? unseal(key, under, sealed).catch(() => undefined) : undefined;
  const [record, said] = await Promise.all([opened(row, id), opened(words, item.key)]);
  const at = doneAt === undefined ? undefined : new Date(doneAt).toISOString();
  return JSON.stringify({
    record: record ?? { id, kind, rev, unreadable: true },
    refused: { at, trouble, status, said },
  });
}
