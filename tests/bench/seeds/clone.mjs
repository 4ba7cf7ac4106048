/** In the page: stores `more` copies of the last response under ids of their own. For the peers, who keep it in the clear. */
export async function clone({ db: name, store: table, more }) {
  const asked = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const db = await asked(indexedDB.open(name));
  const [row] = await asked(db.transaction(table).objectStore(table).getAll(null, 1));
  for (let left = more; left > 0; left -= 1000) {
    const store = db.transaction(table, 'readwrite').objectStore(table);
    for (let i = 0; i < Math.min(left, 1000); i++) store.add({ ...row, id: crypto.randomUUID() });
    await new Promise((resolve, reject) => {
      store.transaction.oncomplete = resolve;
      store.transaction.onabort = () => reject(store.transaction.error);
    });
  }
  const count = await asked(db.transaction(table).objectStore(table).count());
  db.close();
  return count;
}
