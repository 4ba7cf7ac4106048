// When is a response on the disk? When the first transaction that wrote to its table, begun after now, is complete.
if (window.probe) {
  probe.awaitSave = ({ db, store }) => {
    const before = new Set(probe.writes);
    probe.saved = new Promise((resolve) => {
      const hear = (write) => {
        if (before.has(write) || write.db !== db || !write.stores.includes(store)) return;
        probe.onWritten.delete(hear);
        resolve(write);
      };
      probe.onWritten.add(hear);
    });
    return probe.clicks.length;
  };
}
