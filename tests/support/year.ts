import type { Page } from '@playwright/test';

/**
 * Writes a year behind the device's last outing and encounter: copies of both, an evening each second day of the year, as
 * many encounters as are wanted spread over them, delivered long ago. Behind the app's back: open it anew afterwards.
 */
export const copyAYear = (page: Page, encounters: number, evenings: number): Promise<void> =>
  page.evaluate(
    async ({ encounters, evenings }) => {
      const done = <T>(asked: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          asked.onsuccess = () => resolve(asked.result);
          asked.onerror = () => reject(asked.error);
        });
      const db = await done(indexedDB.open('kenttakirja'));
      const [rows, { key }] = await Promise.all([
        done(db.transaction('records').objectStore('records').getAll()),
        done(db.transaction('keys').objectStore('keys').get('device')),
      ]);
      const cipher = (id: string, iv: Uint8Array<ArrayBuffer>) => ({
        name: 'AES-GCM',
        iv,
        additionalData: new TextEncoder().encode(id),
      });
      const opened = async (kind: string) => {
        const row = rows.filter((one) => one.kind === kind).at(-1);
        const plain = await crypto.subtle.decrypt(cipher(row.id, row.iv), key, row.body);
        return { row, record: JSON.parse(new TextDecoder().decode(plain)) };
      };
      const [outing, encounter] = await Promise.all([opened('outing'), opened('encounter')]);
      const sealed = async ({ row, record }: typeof outing, id: string, at: string, some: object, of?: string) => {
        const iv = crypto.getRandomValues(new Uint8Array(12));
        const text = new TextEncoder().encode(JSON.stringify({ ...record, id, at, ...some }));
        const body = await crypto.subtle.encrypt(cipher(id, iv), key, text);
        // As a save writes it: an evening that is over is marked as under way no more.
        const { of: _, ...rest } = row;
        return { ...rest, id, at, iv, body, ...(of ? { of } : {}) };
      };
      const each = encounters / evenings;
      for (let evening = 0; evening < evenings; evening++) {
        const began = Date.now() - Math.ceil(((evening + 1) / evenings) * 365 * 86_400_000);
        const at = (minutes: number) => new Date(began + minutes * 60_000).toISOString();
        const id = crypto.randomUUID();
        const made = await Promise.all([
          sealed(outing, id, at(0), { state: 'debriefed', endedAt: at(180) }),
          ...Array.from({ length: each }, (_, n) =>
            sealed(encounter, crypto.randomUUID(), at((n / each) * 180), { outingId: id }, id),
          ),
        ]);
        const tables = db.transaction('records', 'readwrite');
        for (const row of made) tables.objectStore('records').add(row);
        await new Promise<void>((resolve, reject) => {
          tables.oncomplete = () => resolve();
          tables.onabort = () => reject(tables.error);
        });
      }
      db.close();
    },
    { encounters, evenings },
  );
