/**
 * Records that an endpoint did not take, as one file of readable JSON: for a person to hand on in another way. Written page
 * by page, so that many of them take no more memory than a few.
 */
import { Dexie } from 'dexie';
import { db, type OutboxItem } from '../../store/db.ts';
import { deviceKey } from '../../store/device.ts';
import { unseal } from '../../vault/seal.ts';

const pageSize = 200;

/** The file with one refused record, or with all of them. Its name says nothing of what is in it. */
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
