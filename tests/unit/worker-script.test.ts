import { expect, test } from 'vitest';
import { workerScript } from '../../src/ui/worker-script.ts';

test('the workers of the app may be started by their address', () => {
  for (const address of ['/sw.js', '/assets/kdf.worker-DZ-a_1b2.js']) expect(workerScript(address)).toBe(address);
});

test('the libraries that the service worker shares with the pages may be brought', () => {
  for (const address of ['/assets/dexie-4.4.7.js', '/assets/zod-4.6.7-09f1997a.js'])
    expect(workerScript(address)).toBe(address);
});

test.each([
  'https://example.org/sw.js',
  '/assets/zod-1/../main.js',
  '//example.org/sw.js',
  '/sw.js?from=elsewhere',
  '/api/sw.js',
  '/assets/main-1a2b.js',
  '/assets/kdf.worker-1a2b.js/../main.js',
  'data:text/javascript,1',
  'javascript:alert(1)',
  '',
])('no other script may be: %s', (address) => {
  expect(() => workerScript(address)).toThrow('Not a script of this app');
});
