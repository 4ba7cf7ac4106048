/** age, the program that backups open in with an organisation's key: Debian's package age. Tests with it say that they were not run where it is not. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

export const hasAge = spawnSync('age', ['--version']).status === 0;
export const ageNotRun = 'NOT RUN: there is no age here; Debian’s package age brings one';

/** A pair of keys as `age-keygen` makes it. */
export function ageKeys(): { file: string; recipient: string; secret: string } {
  const { stdout: file } = spawnSync('age-keygen', { encoding: 'utf8' });
  return { file, recipient: /age1\w+/.exec(file)![0], secret: /AGE-SECRET-KEY-1\w+/.exec(file)![0] };
}

/** What the program makes of a file with a private key: its unpacked text, or what it complains of. */
export function openedByAge(sealed: Uint8Array, keyFile: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'age-'));
  try {
    writeFileSync(join(folder, 'key'), keyFile, { mode: 0o600 });
    writeFileSync(join(folder, 'sealed'), sealed);
    const ran = spawnSync('age', ['-d', '-i', 'key', 'sealed'], { cwd: folder });
    return ran.status === 0 ? gunzipSync(ran.stdout).toString('utf8') : ran.stderr.toString('utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
