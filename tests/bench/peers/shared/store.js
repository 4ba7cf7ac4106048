/** Where the library peers put a finished response: raw IndexedDB, so that what is measured is the form engine. */
const opened = new Promise((resolve, reject) => {
  const request = indexedDB.open('peer', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('responses', { keyPath: 'id' });
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

export async function save(data) {
  const db = await opened;
  await new Promise((resolve, reject) => {
    const transaction = db.transaction('responses', 'readwrite');
    transaction.objectStore('responses').add({ id: crypto.randomUUID(), ts: Date.now(), status: 'queued', data });
    transaction.oncomplete = resolve;
    transaction.onerror = () => reject(transaction.error);
  });
  await showCount();
}

export async function showCount() {
  const db = await opened;
  const request = db.transaction('responses').objectStore('responses').count();
  request.onsuccess = () => {
    document.getElementById('count').textContent = `${request.result} saved`;
  };
}
