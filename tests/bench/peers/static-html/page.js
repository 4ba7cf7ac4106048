const form = document.getElementById('f');
let db;
const opening = indexedDB.open('peer', 1);
opening.onupgradeneeded = () => opening.result.createObjectStore('responses', { keyPath: 'id' });
opening.onsuccess = () => {
  db = opening.result;
  showCount();
};
function showCount() {
  const request = db.transaction('responses').objectStore('responses').count();
  request.onsuccess = () => {
    document.getElementById('count').textContent = `${request.result} saved`;
  };
}
form.onsubmit = (event) => {
  event.preventDefault();
  const data = Object.fromEntries(new FormData(form));
  const transaction = db.transaction('responses', 'readwrite');
  transaction.objectStore('responses').add({ id: crypto.randomUUID(), ts: Date.now(), status: 'queued', data });
  transaction.oncomplete = () => {
    form.reset();
    showCount();
    scrollTo(0, 0);
  };
};
addEventListener('load', () => navigator.serviceWorker.register('sw.js'));
