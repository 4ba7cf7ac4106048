/** The limit for who keeps records sealed: reads them all, opens them, one POST. Nothing is marked, nothing is asked twice. */
import { post } from './post.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const asked = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const opening = indexedDB.open('sealed');
opening.onupgradeneeded = () => opening.result.createObjectStore('records', { keyPath: 'id' });
const db = await asked(opening);
const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
const cipher = (id, iv) => ({ name: 'AES-GCM', iv, additionalData: encoder.encode(id) });

async function seal(record) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const body = await crypto.subtle.encrypt(cipher(record.id, iv), key, encoder.encode(JSON.stringify(record)));
  return { id: record.id, iv, body };
}

async function open({ id, iv, body }) {
  return JSON.parse(decoder.decode(await crypto.subtle.decrypt(cipher(id, iv), key, body)));
}

window.sync = {
  async keep(records) {
    const rows = await Promise.all(records.map(seal));
    const transaction = db.transaction('records', 'readwrite');
    for (const row of rows) transaction.objectStore('records').add(row);
    await new Promise((resolve) => {
      transaction.oncomplete = resolve;
    });
  },
  async drain() {
    const rows = await asked(db.transaction('records').objectStore('records').getAll());
    await post(await Promise.all(rows.map(open)));
  },
};
