/** The worker's database in earnest, also for a tab that practises: both have one lock, and what is told of it is kept once. */
import { Database, db } from './db.ts';
import { earnestName, isPractising } from './practice.ts';

let inEarnest: Database | undefined;

export function earnestDb(): Database {
  if (!isPractising) return db;
  inEarnest ??= new Database(earnestName);
  return inEarnest;
}
