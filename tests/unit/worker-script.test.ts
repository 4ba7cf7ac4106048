import { expect, test } from 'vitest';
import { workerScript } from '../../src/ui/worker-script.ts';

test('the workers of the app may be started by their address', () => {
  for (const address of ['/sw.js', '/assets/kdf.worker-DZ-a_1b2.js']) expect(workerScript(address)).toBe(address);
});

test.each([
  'https://example.org/sw.js',
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
