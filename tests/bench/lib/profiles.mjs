/** Browser profiles: a fresh one, or a copy of one that was made ready. All are deleted at the end. */
import fs from 'node:fs';
import path from 'node:path';

const shelf = path.join(import.meta.dirname, '../.profiles');
const folder = path.join(shelf, String(process.pid));

export function newProfile() {
  fs.mkdirSync(folder, { recursive: true });
  return fs.mkdtempSync(path.join(folder, 'p-'));
}

export function copyProfile(from) {
  const copy = newProfile();
  fs.cpSync(from, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

// A browser that has just closed may still be writing.
const patiently = { recursive: true, force: true, maxRetries: 10, retryDelay: 100 };

export const dropProfile = (profile) => fs.rmSync(profile, patiently);
export const dropProfiles = () => fs.rmSync(folder, patiently);

/** What a session that was stopped half way left behind. */
export function dropLeftovers() {
  if (!fs.existsSync(shelf)) return;
  for (const pid of fs.readdirSync(shelf)) if (!isRunning(Number(pid))) fs.rmSync(path.join(shelf, pid), patiently);
}

function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false; // No such process.
  }
}
