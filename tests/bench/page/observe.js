// Runs in the page before its own scripts: keeps what the browser says of long tasks, touches and writes.
const probe = {
  longTasks: [],
  clicks: [],
  writes: [],
  onWritten: new Set(),
  answered: undefined,
  firstPaint: undefined,
  lastBusy() {
    const { start, duration } = probe.longTasks.at(-1) ?? { start: 0, duration: 0 };
    return Math.max(start + duration, probe.answered?.painted ?? 0);
  },
  /** Resolves with the time after the next frame: what was changed before it is on the screen. */
  painted: () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => resolve(performance.now());
        channel.port2.postMessage(0);
      });
    }),
  isChecked(selector) {
    const element = document.querySelector(selector);
    return element?.checked === true || element?.getAttribute('aria-checked') === 'true';
  },
};

// Workers and frames have no probe; a frame's touches are not ours.
if (globalThis.window === window.top) {
  window.probe = probe;

  const observe = (type, each) =>
    new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true });
  observe('longtask', ({ startTime, duration }) => probe.longTasks.push({ start: startTime, duration }));
  observe('paint', ({ name, startTime }) => {
    if (name === 'first-contentful-paint') probe.firstPaint = startTime;
  });

  addEventListener(
    'click',
    (event) => {
      if (!event.isTrusted) return;
      const click = { at: event.timeStamp, painted: undefined };
      probe.clicks.push(click);
      probe.painted().then((time) => {
        click.painted = time;
      });
    },
    true,
  );

  // Every IndexedDB transaction that writes: which tables, how durable, and when it was complete.
  const records = new WeakMap();
  function noteWrite(store) {
    const { transaction } = store;
    let write = records.get(transaction);
    if (!write) {
      write = { db: transaction.db.name, stores: [], durability: transaction.durability, start: performance.now() };
      records.set(transaction, write);
      probe.writes.push(write);
      transaction.addEventListener('complete', () => {
        write.complete = performance.now();
        for (const hear of probe.onWritten) hear(write);
      });
    }
    if (!write.stores.includes(store.name)) write.stores.push(store.name);
  }
  for (const method of ['add', 'put', 'delete', 'clear']) {
    const original = IDBObjectStore.prototype[method];
    IDBObjectStore.prototype[method] = function (...given) {
      noteWrite(this);
      return original.apply(this, given);
    };
  }
}
