/** Everything measured, one JSON line each, so that a figure can be looked into afterwards. */
import fs from 'node:fs';
import path from 'node:path';

export class Journal {
  rows = [];

  constructor(folder) {
    fs.mkdirSync(folder, { recursive: true });
    this.file = path.join(folder, `${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.jsonl`);
  }

  add(row) {
    this.rows.push(row);
    fs.appendFileSync(this.file, `${JSON.stringify(row)}\n`);
  }
}

export const readJournal = (file) =>
  fs
    .readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
