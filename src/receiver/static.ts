import type { Context } from 'hono';
import type { Site, SiteFile } from './site.ts';

/** Answers a request for the app itself. */
export function answerStatic(c: Context, site: Site): Response {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
    return c.text('Method not allowed', 405, { allow: 'GET, HEAD' });
  }
  const file = findFile(site, c.req.path, c.req.header('accept') ?? '');
  if (!file) return c.text('Not found', 404, { 'cache-control': 'no-cache' });

  const encoding = chooseEncoding(file, c.req.header('accept-encoding') ?? '');
  const etag = encoding === 'identity' ? `"${file.etag}"` : `"${file.etag}-${encoding}"`;
  c.header('etag', etag);
  c.header('cache-control', file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
  if (Object.keys(file.bodies).length > 1) c.header('vary', 'accept-encoding');
  if (holds(c.req.header('if-none-match'), etag)) return c.body(null, 304);

  const body = file.bodies[encoding] ?? file.bodies.identity;
  c.header('content-type', file.type);
  c.header('content-length', String(body.length));
  if (encoding !== 'identity') c.header('content-encoding', encoding);
  return c.body(body);
}

/** The file itself, the page with that clean URL, or for a person's navigation the app, which knows its own pages. */
function findFile(site: Site, rawPath: string, accept: string): SiteFile | undefined {
  const path = decode(rawPath);
  if (path === undefined) return undefined;
  const file = site.files.get(path) ?? site.files.get(`${path}.html`);
  if (file) return file;
  if (path.endsWith('/')) {
    const index = site.files.get(`${path}index.html`);
    if (index) return index;
  }
  // A script that is not there must fail as one: a page in its place would be cached and run as if it were the script.
  const namesFile = path.slice(path.lastIndexOf('/')).includes('.');
  return accept.includes('text/html') && !namesFile ? site.files.get('/index.html') : undefined;
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined; // A path that is not valid names no file.
  }
}

type Encoding = keyof SiteFile['bodies'];

function chooseEncoding(file: SiteFile, header: string): Encoding {
  const accepted = new Set(
    header
      .split(',')
      .filter((part) => !/;\s*q=0(\.0*)?\s*$/i.test(part))
      .map((part) => part.split(';')[0]?.trim().toLowerCase()),
  );
  const encodings: Encoding[] = ['br', 'gzip'];
  return encodings.find((encoding) => file.bodies[encoding] && accepted.has(encoding)) ?? 'identity';
}

/** Proxies that compress make an ETag weak (`W/`); for "have I this already?" weak is good enough. */
function holds(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const tags = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}
