/** The same sources, built in another folder: the same bytes. Run `npm run build` before. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { checksumsOf } from '../../src/build/checksums.ts';
import { partsIn } from '../../src/build/parts-list.ts';

test('a build in another folder, where it is another day, has the same bytes, and so the same checksum', () => {
  const folder = mkdtempSync(join(tmpdir(), 'built-again-'));
  try {
    for (const file of [
      'src',
      'locales',
      'public',
      'build',
      'index.html',
      'package.json',
      'package-lock.json',
      'vite.config.ts',
      'tsconfig.json',
    ])
      cpSync(file, join(folder, file), { recursive: true });
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
    execFileSync('node', ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error'], {
      cwd: folder,
      stdio: 'pipe',
      env: { ...process.env, NODE_ENV: undefined, TZ: 'Pacific/Kiritimati', LC_ALL: 'sv_FI' },
    });
    expect(checksumsOf(join(folder, 'dist')).split('\n')).toEqual(checksumsOf('dist').split('\n'));
    expect(partsIn(join(folder, 'dist')).checksum).toBe(partsIn('dist').checksum);
    // Every file is in the list of checksums, the worker as it is before it knows them.
    const listed = readFileSync('dist/checksums.txt', 'utf8').split('\n');
    const whole = checksumsOf('dist').split('\n');
    const written = / {2}(sw\.js|later\.json|checksums\.txt)$/;
    expect(whole.filter((line) => !listed.includes(line) && !written.test(line))).toEqual([]);
    expect(listed.some((line) => line.endsWith('  sw.js'))).toBe(true);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  // A guard against hanging: where both cores do other things a build takes minutes.
}, 900_000);
