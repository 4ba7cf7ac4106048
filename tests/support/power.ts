/** A disk whose power can be cut: an ext4 image on a loop device. What the image file holds is what the disk has received. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const run = (command: string, ...words: string[]) => execFileSync(command, words, { stdio: 'pipe' });

export interface Disk {
  /** Where the disk is mounted. */
  folder: string;
  /** Writes out what the system still holds for it: before the moment that is tested. */
  settle(): void;
  /** Takes the disk as it is now, without what was only on its way to it. Answers where that is mounted. */
  cutPower(): { folder: string; remove(): void };
  /** Fills it to the last block. Answers what makes room again. */
  fill(): () => void;
  remove(): void;
}

/** A disk of 300 MB, or undefined where this machine does not allow loop devices. */
export function makeDisk(): Disk | undefined {
  const base = mkdtempSync(join(tmpdir(), 'disk-'));
  const [image, folder, copy, after] = ['image', 'before', 'copy', 'after'].map((name) => join(base, name)) as [
    string,
    string,
    string,
    string,
  ];
  mkdirSync(folder);
  mkdirSync(after);
  try {
    writeFileSync(image, '');
    truncateSync(image, 300_000_000);
    run('mkfs.ext4', '-q', '-F', image);
    run('mount', '-o', 'loop', image, folder);
  } catch {
    rmSync(base, { recursive: true, force: true });
    return undefined;
  }
  return {
    folder,
    settle: () => run('sync', '-f', folder),
    cutPower() {
      run('cp', '--sparse=always', image, copy);
      run('mount', '-o', 'loop', copy, after);
      return { folder: after, remove: () => run('umount', after) };
    },
    fill() {
      const filler = join(folder, 'filler');
      const { status } = spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=4096'], { stdio: 'ignore' });
      if (status === 0) throw new Error('The disk has no end');
      return () => rmSync(filler);
    },
    remove() {
      // Where a test fails its browser is open still: what is told is why it failed.
      run('umount', '-l', folder);
      rmSync(base, { recursive: true, force: true });
    },
  };
}
