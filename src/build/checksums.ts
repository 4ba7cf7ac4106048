import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Part } from '../sw/tag.ts';

/** Where they lie in the built app. */
export const checksumsFile = 'checksums.txt';

/**
 * The SHA-256 of every file of a folder, as `sha256sum` writes them, in the order of their names. The worker is there as it is before
 * it has the digests of the others.
 */
export function checksumsOf(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((file) => !/\.(br|gz)$/.test(file));
  const line = (file: string) => `${sum(readFileSync(join(folder, file)), 'hex')}  ${file}\n`;
  return files.sort().map(line).join('');
}

/**
 * The checksum of a build, as the worker of a device makes it of the parts that it keeps (`sw.ts`): of their digests, among
 * which is that of the list of all files.
 */
export const buildChecksum = (parts: readonly Part[]): string =>
  `sha256-${sum(parts.map(({ integrity }) => integrity).join(), 'base64')}`;

const sum = (content: string | Buffer, as: 'hex' | 'base64') => createHash('sha256').update(content).digest(as);
