import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { loadSite } from '../../src/receiver/site.ts';
import type { Storage } from '../../src/receiver/storage.ts';
import { type ReceiverHere, receiverHere } from '../support/receiver.ts';

const folder = mkdtempSync(join(tmpdir(), 'receiver-site-'));
const app = join(folder, 'dist');
const style = '\n  body { color: red }\n';

const files = {
  'index.html': `<!doctype html><style>${style}</style><title>Home</title>`,
  'answer/esis.fi.html': `<!doctype html><style media="all">p{}</style><p>Esis</p>`,
  'help/index.html': `<!doctype html><style>${style}</style><p>Help</p>`,
  'windows.html': '<style>a\r\nb</style>',
  'sw.js': 'self.x = 1',
  'manifest.webmanifest': '{}',
  'icons/icon.svg': '<svg/>',
  'ä ö.txt': 'kirje',
  'assets/main-1a2b3c4d.js': 'console.log("as it is")',
  'assets/main-1a2b3c4d.js.br': 'packed by brotli',
  'assets/main-1a2b3c4d.js.gz': 'packed by gzip',
  'assets/kdf.worker-1a2b3c4d.js': 'derive()',
  'assets/page.html': '<p>A page among the assets</p>',
  '.hidden': 'not for the world',
};

let ask: ReceiverHere['ask'];

beforeAll(async () => {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(app, name)), { recursive: true });
    writeFileSync(join(app, name), content);
  }
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  symlinkSync(join(folder, 'secret.txt'), join(app, 'link.txt'));
  const unused = async () => {
    throw new Error('The app is served without the storage');
  };
  const storage: Storage = {
    name: 'pglite',
    store: unused,
    read: unused,
    find: unused,
    revsOf: unused,
    removeProbe: unused,
    check: unused,
    close: unused,
  };
  ({ ask } = await receiverHere(storage, loadSite(app)));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('the browser is told to clear what the app keeps by the app’s own page alone', async () => {
  const clearing = async (from?: string) => {
    const headers = from === undefined ? {} : { 'sec-fetch-site': from };
    const answer = await ask('/clear-site', { method: 'POST', headers });
    return [answer.status, answer.headers.get('clear-site-data')];
  };
  expect(await clearing('same-origin')).toEqual([204, '"storage"']);
  for (const from of ['cross-site', 'same-site', 'none', undefined]) expect(await clearing(from)).toEqual([403, null]);
  expect((await ask('/clear-site', { headers: { 'sec-fetch-site': 'same-origin' } })).status).toBe(404);
});

const navigate = (path: string) => ask(path, { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } });
const load = (path: string, headers: Record<string, string> = {}) =>
  ask(path, { headers: { accept: '*/*', ...headers } });

describe('the built app', () => {
  it.each([
    ['/', 'index.html', 'text/html; charset=utf-8'],
    ['/sw.js', 'sw.js', 'text/javascript; charset=utf-8'],
    ['/manifest.webmanifest', 'manifest.webmanifest', 'application/manifest+json'],
    ['/icons/icon.svg', 'icons/icon.svg', 'image/svg+xml; charset=utf-8'],
    ['/%C3%A4%20%C3%B6.txt', 'ä ö.txt', 'text/plain; charset=utf-8'],
    ['/answer/esis.fi', 'answer/esis.fi.html', 'text/html; charset=utf-8'],
    ['/answer/esis.fi.html', 'answer/esis.fi.html', 'text/html; charset=utf-8'],
    ['/help/', 'help/index.html', 'text/html; charset=utf-8'],
  ] as const)('serves %s from %s', async (path, name, type) => {
    const response = await load(path);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(files[name]);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('cache-control')).toBe('no-cache');
  });

  it('lets a browser keep what has a hash in its name, and nothing else', async () => {
    const kept = await load('/assets/main-1a2b3c4d.js');
    expect(kept.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const missing = await load('/assets/gone-1a2b3c4d.js');
    expect(missing.status).toBe(404);
    expect(missing.headers.get('cache-control')).toBe('no-cache');
  });

  it.each(['/', '/sw.js', '/assets/main-1a2b3c4d.js'])('answers 304 to who has %s already', async (path) => {
    const etag = (await load(path)).headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[^"]+"$/);
    for (const sent of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const again = await load(path, { 'if-none-match': sent });
      expect(again.status).toBe(304);
      expect(again.headers.get('etag')).toBe(etag);
      expect(again.headers.get('cache-control')).toBeTruthy();
      expect(await again.text()).toBe('');
    }
    expect((await load(path, { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('answers HEAD like GET, without the body', async () => {
    const response = await ask('/sw.js', { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-length')).toBe(String(files['sw.js'].length));
    expect(await response.text()).toBe('');
  });

  it('takes no other method', async () => {
    const response = await ask('/', { method: 'POST' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD');
  });
});

describe('packed files', () => {
  const path = '/assets/main-1a2b3c4d.js';

  it.each([
    ['gzip, deflate, br, zstd', 'br', 'packed by brotli'],
    ['gzip', 'gzip', 'packed by gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip', 'packed by gzip'],
    ['GZIP', 'gzip', 'packed by gzip'],
    ['', null, 'console.log("as it is")'],
    ['identity', null, 'console.log("as it is")'],
  ])('are served to who accepts "%s": %s', async (accepted, encoding, content) => {
    const response = await load(path, { 'accept-encoding': accepted });
    expect(response.headers.get('content-encoding')).toBe(encoding);
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(response.headers.get('vary')).toBe('accept-encoding');
    expect(await response.text()).toBe(content);
  });

  it('have an ETag each', async () => {
    const tags = await Promise.all(
      ['br', 'gzip', ''].map(async (each) => (await load(path, { 'accept-encoding': each })).headers.get('etag')),
    );
    expect(new Set(tags).size).toBe(3);
  });

  it('are no files of their own', async () => {
    expect((await load(`${path}.br`)).status).toBe(404);
  });
});

describe('an address that is no file', () => {
  it.each(['/outings', '/outings/today', '/outings/', '/help'])('opens the app for a person: %s', async (path) => {
    const response = await navigate(path);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(files['index.html']);
    expect(response.headers.get('cache-control')).toBe('no-cache');
  });

  it('is 404 for a script or a picture, never the app', async () => {
    expect((await navigate('/assets/gone-1a2b3c4d.js')).status).toBe(404);
    expect((await load('/assets/gone')).status).toBe(404);
    expect((await load('/outings')).status).toBe(404);
    expect((await navigate('/answer/unknown.fi')).status).toBe(404);
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/..%5csecret.txt',
    '/%00',
    '/%',
    '/%ff',
    '//etc/passwd',
    '/link.txt',
    '/.hidden',
  ])('leads nowhere: %s', async (path) => {
    const response = await load(path);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain('secret');
  });
});

describe('every answer', () => {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

  it.each(['/', '/assets/main-1a2b3c4d.js', '/nothing', '/api/nothing'])(
    'carries the security headers: %s',
    async (path) => {
      const { headers } = await load(path);
      expect(Object.fromEntries(headers)).toMatchObject({
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'cross-origin-opener-policy': 'same-origin',
      });
      const permissions = headers.get('permissions-policy')?.split(', ') ?? [];
      expect(permissions).toEqual(expect.arrayContaining(['camera=(self)', 'geolocation=()', 'microphone=()']));
      expect(permissions.filter((one) => !/^[a-z-]+=(\(\)|\(self\))$/.test(one))).toEqual([]);
    },
  );

  it('carries a policy that allows the styles inside the pages and nothing else inline', async () => {
    const policy = (await load('/')).headers.get('content-security-policy') ?? '';
    const rules = new Map(policy.split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1)]));
    expect(rules.get('style-src')?.sort()).toEqual(["'self'", hash(style), hash('p{}'), hash('a\nb')].sort());
    rules.delete('style-src');
    expect(Object.fromEntries(rules)).toEqual({
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'img-src': ["'self'", 'data:', 'blob:'],
      'font-src': ["'self'"],
      'connect-src': ["'self'", 'https:'],
      'manifest-src': ["'self'"],
      'worker-src': ["'self'"],
      'base-uri': ["'none'"],
      'form-action': ["'self'"],
      'require-trusted-types-for': ["'script'"],
      'trusted-types': ['worker'],
      'frame-ancestors': ["'none'"],
    });
    expect(policy).not.toContain('unsafe');
  });

  it('lets WebAssembly run in the worker that derives keys, in no page and in no other file', async () => {
    const policyAt = async (path: string) => (await load(path)).headers.get('content-security-policy') ?? '';
    expect(await policyAt('/assets/kdf.worker-1a2b3c4d.js')).toBe(
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'",
    );
    for (const path of [
      '/',
      '/sw.js',
      '/assets/main-1a2b3c4d.js',
      '/assets/kdf.worker-1/index.html',
      '/kdf.worker-1.js',
    ])
      expect(await policyAt(path), path).not.toContain('wasm');
  });

  it('is given without a built app too', async () => {
    expect(loadSite(join(folder, 'nothing-here'))).toEqual({ files: new Map(), styleHashes: [] });
  });
});
