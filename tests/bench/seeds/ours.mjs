/**
 * In the page: writes records into our app's database as the app itself does, sealed under the device's own key, each with
 * its outbox item, the counts right. Without Dexie, so that the app's live queries do not stir before the start is given.
 *
 * `records`: these, waiting to be sent. Otherwise `more` copies of the response that was saved through the form, delivered.
 */
export async function seedOurs({ db: name, store: table, records, more }) {
  const encoder = new TextEncoder();
  const asked = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const db = await asked(indexedDB.open(name));
  const from = (store) => db.transaction(store).objectStore(store);
  const { key } = await asked(from('keys').get('device'));
  const cipher = (id, iv) => ({ name: 'AES-GCM', iv, additionalData: encoder.encode(id) });

  async function seal(record) {
    const { id, kind, at, unit, rev } = record;
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const body = await crypto.subtle.encrypt(cipher(id, iv), key, encoder.encode(JSON.stringify(record)));
    return { id, kind, at, unit, rev, iv, body };
  }

  async function copiesOfTheSaved() {
    const [row] = await asked(from(table).getAll(null, 1));
    const plain = await crypto.subtle.decrypt(cipher(row.id, row.iv), key, row.body);
    const record = JSON.parse(new TextDecoder().decode(plain));
    const earlier = (minutes) => new Date(Date.parse(record.at) - minutes * 60_000).toISOString();
    return Array.from({ length: more }, (_, i) => ({ ...record, id: crypto.randomUUID(), at: earlier(i + 1) }));
  }

  function itemOf({ id, kind, rev }) {
    const item = { key: `${id}:home`, recordId: id, kind, rev, endpoint: 'home', tries: 0, dueAt: 0 };
    if (records) return { ...item, state: 'waiting' };
    return { ...item, state: 'delivered', tries: 1, status: 200, proof: 'stored', doneAt: Date.now() };
  }

  async function write(rows) {
    const tables = [table, 'outbox', 'counts'];
    const transaction = db.transaction(tables, 'readwrite', { durability: 'strict' });
    const [into, outbox, counts] = tables.map((store) => transaction.objectStore(store));
    const name = records ? 'waiting' : 'delivered';
    const counted = counts.get(name);
    counted.onsuccess = () => counts.put({ name, n: (counted.result?.n ?? 0) + rows.length });
    for (const row of rows) {
      into.add(row);
      outbox.add(itemOf(row));
    }
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
  }

  const rows = await Promise.all((records ?? (await copiesOfTheSaved())).map(seal));
  // Waiting records come in one piece, so that no drain can begin between them.
  const atOnce = records ? rows.length : 1000;
  for (let start = 0; start < rows.length; start += atOnce) await write(rows.slice(start, start + atOnce));
  const count = await asked(from(table).count());
  db.close();
  return count;
}
