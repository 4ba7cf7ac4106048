addEventListener('install', (event) =>
  event.waitUntil(
    caches
      .open('v1')
      .then((cache) => cache.addAll(['.//']))
      .then(() => skipWaiting()),
  ),
);
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => {
  if (event.request.method !== 'GET') return;
  event.respondWith(caches.match(event.request, { ignoreSearch: true }).then((held) => held || fetch(event.request)));
});
