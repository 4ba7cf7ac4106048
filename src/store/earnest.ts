import { Database, db, refuseNewer } from './db.ts';
import { earnestName, isPractising } from './practice.ts';

let inEarnest: Database | undefined;

/** One that was taken away meanwhile is not made anew by who practises. */
function newEarnest(): Database {
  const made = new Database(earnestName);
  made.on('populate', (transaction) => transaction.abort());
  made.on('ready', refuseNewer, true);
  return made;
}

/** The worker's database in earnest, also for a tab that practises: both have one lock, and what is told of it is kept once. */
export function earnestDb(): Database {
  if (!isPractising) return db;
  inEarnest ??= newEarnest();
  return inEarnest;
}
