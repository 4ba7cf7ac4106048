/** The limit: all records already in memory, one POST, nothing kept. */
import { post } from './post.js';

let waiting = [];

window.sync = {
  async keep(records) {
    waiting = records;
  },
  async drain() {
    await post(waiting);
  },
};
