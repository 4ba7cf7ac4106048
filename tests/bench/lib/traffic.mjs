/** What the page itself loaded, and how much of it had come before a given moment. Its service worker's own requests are not here. */

/**
 * Listens from now on. The devtools session sees the page only, and times the bytes as they come over the shaped link; it
 * counts them unpacked, so the size on the wire is the host's, shared out by how much of the file had come.
 */
export async function listen(cdp) {
  const requests = new Map();
  let wallOffset;
  cdp.on('Network.requestWillBeSent', ({ requestId, request, timestamp, wallTime }) => {
    wallOffset ??= wallTime - timestamp;
    if (!request.url.startsWith('http')) return;
    requests.set(requestId, { path: new URL(request.url).pathname, sent: timestamp, parts: [] });
  });
  cdp.on('Network.dataReceived', ({ requestId, timestamp, dataLength }) => {
    requests.get(requestId)?.parts.push({ at: timestamp, length: dataLength });
  });
  await cdp.send('Network.enable');

  /** `moment` is in ms since 1970; `sizeOf` gives the size of a path on the wire. */
  return function upTo(moment, sizeOf) {
    const isBefore = (timestamp) => (timestamp + wallOffset) * 1000 <= moment;
    const all = [...requests.values()];
    const bytesBefore = ({ path, parts }) => {
      const before = parts.filter(({ at }) => isBefore(at));
      return length(parts) ? (sizeOf(path) * length(before)) / length(parts) : 0;
    };
    return {
      before: { requests: all.filter(({ sent }) => isBefore(sent)).length, bytes: sum(all, bytesBefore) },
      all: {
        requests: all.length,
        bytes: sum(all, ({ path }) => sizeOf(path)),
        paths: all.map(({ path }) => path),
      },
    };
  };
}

const sum = (list, value) => list.reduce((total, item) => total + value(item), 0);
const length = (parts) => sum(parts, (part) => part.length);
