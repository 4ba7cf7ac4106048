/** PSPP, which reads what SPSS reads: Debian's package pspp. Tests with it say that they were not run where it is not. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const hasPspp = spawnSync('pspp', ['--version']).status === 0;
export const psppNotRun = 'NOT RUN: there is no PSPP here; Debian’s package pspp brings one';

/** Runs a syntax beside its data, after `before` and with `after`; answers what it complains of and what it prints. */
export function runPspp(name: string, data: string, syntax: string, { before = '', after = '' } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'pspp-'));
  try {
    writeFileSync(join(folder, `${name}.csv`), data);
    writeFileSync(join(folder, 'given.sps'), syntax);
    writeFileSync(join(folder, 'run.sps'), `${before}\nINSERT FILE='given.sps' ENCODING='UTF8'.\n${after}\n`);
    const ran = spawnSync('pspp', ['-o', 'out.csv', '-O', 'format=csv', 'run.sps'], { cwd: folder, encoding: 'utf8' });
    const printed = readFileSync(join(folder, 'out.csv'), 'utf8');
    const complaints = `${ran.stdout}${ran.stderr}${printed}`
      .split('\n')
      .filter((line) => /(error|warning):/i.test(line));
    return { complaints, printed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
