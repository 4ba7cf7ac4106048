/** workbox-background-sync keeps requests, not records: one POST each, replayed by the service worker. */
await navigator.serviceWorker.register('/workbox-sw.js');
const { active: worker } = await navigator.serviceWorker.ready;

const ask = (message) =>
  new Promise((resolve, reject) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = ({ data }) => (data.error ? reject(new Error(data.error)) : resolve());
    worker.postMessage(message, [channel.port2]);
  });

window.sync = {
  keep: (records) => ask({ is: 'keep', records }),
  drain: () => ask({ is: 'drain' }),
};
