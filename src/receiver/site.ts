import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { getMimeType } from 'hono/utils/mime';
import { styleHashesIn } from './headers.ts';

/** One file of the built app, ready to be sent. */
export interface SiteFile {
  type: string;
  etag: string;
  /** The name carries a hash of the content, so a browser may keep it for good. */
  immutable: boolean;
  /** The content as it is, and as the build has compressed it. */
  bodies: { identity: Bytes; br?: Bytes; gzip?: Bytes };
}
export type Bytes = Uint8Array<ArrayBuffer>;

/** The built app as it was when the program started. */
export interface Site {
  /** By URL path, such as `/assets/main-1a2b.js`. */
  files: Map<string, SiteFile>;
  /** For the content security policy: `sha256-…` of every style that stands inside a page. */
  styleHashes: string[];
}

/**
 * Reads the whole built app into memory. It is small, a rebuild under a running server cannot mix two versions, and a
 * request can only ever name a file that is in the list, so no path leads out of the folder.
 */
export function loadSite(folder: string): Site {
  const files = new Map<string, SiteFile>();
  const styles = new Set<string>();
  for (const path of listFiles(folder)) {
    if (/\.(br|gz)$/.test(path)) continue;
    const url = `/${relative(folder, path).split(sep).join('/')}`;
    const identity = read(path);
    const br = readIfThere(`${path}.br`);
    const gzip = readIfThere(`${path}.gz`);
    files.set(url, {
      type: getMimeType(path) ?? 'application/octet-stream',
      etag: hash(identity, 'base64url').slice(0, 22),
      immutable: url.startsWith('/assets/'),
      bodies: { identity, ...(br && { br }), ...(gzip && { gzip }) },
    });
    if (url.endsWith('.html')) for (const style of styleHashesIn(new TextDecoder().decode(identity))) styles.add(style);
  }
  return { files, styleHashes: [...styles] };
}

/** Plain files only: a link could lead out of the folder, and a dot file was not built for the world. */
function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name));
}

function hash(content: string | Bytes, form: 'base64' | 'base64url'): string {
  return createHash('sha256').update(content).digest(form);
}

function readIfThere(path: string): Bytes | undefined {
  return existsSync(path) ? read(path) : undefined;
}

function read(path: string): Bytes {
  return new Uint8Array(readFileSync(path));
}
