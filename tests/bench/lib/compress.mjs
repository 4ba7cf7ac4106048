/** What a good host does once at release: every text file at brotli 11. Kept in memory, made before anything is timed. */
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};
const isText = (type) => /text|javascript|json|svg/.test(type);
const quality = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11 } };

/** All files of a folder by URL path: `{ type, raw, body, encoding }`, where `body` is brotli if that is worth it. */
export function readSite(folder) {
  const files = new Map();
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    files.set(`/${path.relative(folder, file).split(path.sep).join('/')}`, readFile(file));
  }
  return files;
}

function readFile(file) {
  const raw = fs.readFileSync(file);
  const type = types[path.extname(file)] ?? 'application/octet-stream';
  if (!isText(type) || raw.length < 200) return { type, raw: raw.length, body: raw };
  return { type, raw: raw.length, body: zlib.brotliCompressSync(raw, quality), encoding: 'br' };
}
