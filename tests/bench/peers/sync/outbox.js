/** The smallest outbox that survives a closed tab: Dexie, batches of 100, each row marked when the endpoint has named it. */
import Dexie from 'dexie';
import { post } from './post.js';

const batchSize = 100;
const db = new Dexie('queue');
db.version(1).stores({ outbox: 'id, sent' });

window.sync = {
  async keep(records) {
    await db.outbox.bulkAdd(records.map((record) => ({ id: record.id, sent: 0, record })));
  },
  async drain() {
    for (;;) {
      const rows = await db.outbox.where('sent').equals(0).limit(batchSize).toArray();
      if (!rows.length) return;
      const results = await post(rows.map(({ record }) => record));
      await db.outbox.bulkUpdate(results.map(({ id }) => ({ key: id, changes: { sent: 1 } })));
    }
  },
};
