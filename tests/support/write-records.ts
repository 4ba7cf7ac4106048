import type { Page } from '@playwright/test';

/** What a record needs to be written: its device, unit and shape are the writing device's where they are left out. */
export interface Written {
  kind: string;
  id: string;
  at: string;
  of?: string;
  [field: string]: unknown;
}

/** Writes records behind the app's back, sealed as the app seals them and waiting for nothing: open the page anew afterwards. */
export const writeRecords = (page: Page, records: readonly Written[]): Promise<void> =>
  page.evaluate(async (all) => {
    const done = <T>(asked: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      });
    const db = await done(indexedDB.open('kenttakirja'));
    const { key } = await done(db.transaction('keys').objectStore('keys').get('device'));
    const device = (await done(db.transaction('settings').objectStore('settings').get('device'))).value;
    for (let from = 0; from < all.length; from += 500) {
      const rows = await Promise.all(
        all.slice(from, from + 500).map(async ({ of, ...fields }) => {
          const record = { rev: 1, unit: 'oma', device, ...fields };
          const { id, kind, at, unit, rev } = record;
          const iv = crypto.getRandomValues(new Uint8Array(12));
          const additionalData = new TextEncoder().encode(id);
          const plain = new TextEncoder().encode(JSON.stringify(record));
          const body = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, plain);
          return { id, kind, at, unit, rev, iv, body, ...(of ? { of } : {}) };
        }),
      );
      const tables = db.transaction('records', 'readwrite');
      for (const row of rows) tables.objectStore('records').add(row);
      await new Promise<void>((resolve, reject) => {
        tables.oncomplete = () => resolve();
        tables.onabort = () => reject(tables.error);
      });
    }
    db.close();
  }, records as Written[]);
