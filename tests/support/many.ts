import type { Page } from '@playwright/test';

/**
 * Writes copies of the device's last record as they would be after as many saves: sealed, each with its outbox item, the
 * counts right. Behind the app's back: open it anew afterwards.
 */
export const copyLastRecord = (page: Page, n: number, state: 'waiting' | 'delivered'): Promise<void> =>
  page.evaluate(
    async ({ n, state }) => {
      const done = <T>(asked: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          asked.onsuccess = () => resolve(asked.result);
          asked.onerror = () => reject(asked.error);
        });
      const db = await done(indexedDB.open('kenttakirja'));
      const [row, { key }] = await Promise.all([
        done(db.transaction('records').objectStore('records').getAll()).then((rows) => rows.at(-1)),
        done(db.transaction('keys').objectStore('keys').get('device')),
      ]);
      const cipher = (id: string, iv: Uint8Array) => ({
        name: 'AES-GCM',
        iv: iv as Uint8Array<ArrayBuffer>,
        additionalData: new TextEncoder().encode(id),
      });
      const plain = await crypto.subtle.decrypt(cipher(row.id, row.iv), key, row.body);
      const record = JSON.parse(new TextDecoder().decode(plain));
      for (let left = n; left > 0; left -= 500) {
        const copies = await Promise.all(
          Array.from({ length: Math.min(left, 500) }, async () => {
            const id = crypto.randomUUID();
            const iv = crypto.getRandomValues(new Uint8Array(12));
            const text = new TextEncoder().encode(JSON.stringify({ ...record, id }));
            return { ...row, id, iv, body: await crypto.subtle.encrypt(cipher(id, iv), key, text) };
          }),
        );
        const tables = db.transaction(['records', 'outbox', 'counts'], 'readwrite');
        const [records, outbox, counts] = ['records', 'outbox', 'counts'].map((name) => tables.objectStore(name));
        for (const copy of copies) {
          const { id: recordId, kind, rev } = copy;
          const item = { key: `${recordId}:home`, recordId, kind, rev, endpoint: 'home', state, tries: 0, dueAt: 0 };
          records!.add(copy);
          outbox!.add(state === 'waiting' ? item : { ...item, proof: 'stored', status: 200, doneAt: Date.now() });
        }
        const counted = await done(counts!.get(state));
        counts!.put({ name: state, n: (counted?.n ?? 0) + copies.length });
        await new Promise<void>((resolve, reject) => {
          tables.oncomplete = () => resolve();
          tables.onabort = () => reject(tables.error);
        });
      }
      db.close();
    },
    { n, state },
  );
