import { Queue } from 'workbox-background-sync';

addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));

// Drained only when the page asks, so that the start is known.
const queue = new Queue('outbox', { forceSyncFallback: true, onSync: async () => {} });

const asRequest = (record) =>
  new Request('/api/records', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ records: [record] }),
  });

async function obey({ is, records }) {
  if (is === 'drain') return queue.replayRequests();
  for (const record of records) await queue.pushRequest({ request: asRequest(record) });
}

addEventListener('message', (event) => {
  const [port] = event.ports;
  event.waitUntil(
    obey(event.data).then(
      () => port.postMessage({}),
      (error) => port.postMessage({ error: String(error) }),
    ),
  );
});
