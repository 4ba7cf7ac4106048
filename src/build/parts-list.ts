import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ManifestTransform } from 'workbox-build';
import { type LaterList, laterList, type Part } from '../sw/tag.ts';
import { buildChecksum, checksumsFile, checksumsOf } from './checksums.ts';
import { laterFiles } from './later.ts';
import { sbom, sbomFile } from './sbom.ts';

const partOf = (dist: string, url: string): Part => {
  const digest = createHash('sha256').update(readFileSync(join(dist, url)));
  return { url, integrity: `sha256-${digest.digest('base64')}` };
};

/**
 * Lists the files of the app with the SHA-256 of their bytes, as they lie on the disk after every other step of the build:
 * in the worker what is fetched before the app can be used, the rest in a file of its own, whose digest the worker has. There
 * stands the digest of the checksums of all files too: so the worker's digests speak for all of them.
 */
export const listParts: ManifestTransform = (files) => {
  writeFileSync(join('dist', sbomFile), sbom());
  writeFileSync(join('dist', checksumsFile), checksumsOf('dist'));
  const parts = files.map(({ url }) => partOf('dist', url));
  const later = parts.filter(({ url }) => laterFiles.has(url));
  const list: LaterList = { parts: later, checksums: partOf('dist', checksumsFile).integrity };
  writeFileSync(join('dist', laterList), JSON.stringify(list));
  const manifest = [...parts.filter(({ url }) => !laterFiles.has(url)), partOf('dist', laterList)];
  // Workbox wants a revision; ours is made of the digest, in the worker.
  return { manifest: manifest as unknown as typeof files };
};

/** Reads the lists of a built app, and what the worker makes its checksum of. */
export function partsIn(dist: string): { now: Part[]; later: Part[]; checksum: string } {
  const worker = readFileSync(join(dist, 'sw.js'), 'utf8');
  const listed = [...worker.matchAll(/\{"integrity":"sha256-[^{}]+\}/g)].map(([part]) => JSON.parse(part) as Part);
  const isList = ({ url }: Part) => url === laterList;
  const { parts: later } = JSON.parse(readFileSync(join(dist, laterList), 'utf8')) as LaterList;
  const now = listed.filter((part) => !isList(part));
  return { now, later: [...listed.filter(isList), ...later], checksum: buildChecksum(listed) };
}
