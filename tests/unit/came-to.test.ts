/** The closing line of the suite: nothing that failed is left out of it, however it failed. */
import { expect, test } from 'vitest';
import {
  cameTo,
  closing,
  failuresInPlaywright,
  failuresInVitest,
  ofPlaywright,
  ofVitest,
} from '../support/came-to.mjs';

const unit = (failed: number, ...files: object[]) =>
  JSON.stringify({ numPassedTests: 40, numFailedTests: failed, testResults: files });
const browser = (stats: object, ...errors: object[]) =>
  JSON.stringify({ stats: { expected: 9, unexpected: 0, flaky: 0, ...stats }, errors });

test.each([
  ['all is well', true, unit(0), ofVitest, 40, 0],
  ['tests failed', false, unit(2), ofVitest, 40, 2],
  ['a file could not be read', false, unit(0, { status: 'failed', assertionResults: [] }), ofVitest, 40, 1],
  ['an error outside every test', false, unit(0), ofVitest, 40, 1],
  ['the runner wrote no report', false, undefined, ofVitest, 0, 1],
  ['a step that is no test is well', true, undefined, ofVitest, 0, 0],
  ['browser tests failed', false, browser({ unexpected: 3 }), ofPlaywright, 9, 3],
  ['a browser test passed at another try', true, browser({ flaky: 1 }), ofPlaywright, 9, 1],
  ['the browser tests could not begin', false, browser({ expected: 0 }, {}), ofPlaywright, 0, 1],
] as const)('%s', (_, isWell, report, count, passed, failed) => {
  expect(cameTo(isWell, report, count)).toEqual({ passed, failed });
});

test('the line stands alone and adds the parts up', () => {
  const parts = [cameTo(true, unit(0), ofVitest), cameTo(false, browser({ unexpected: 1 }), ofPlaywright)];
  expect(closing(parts)).toBe('49 passed, 1 failed');
});

test('before it stands what failed, by its name and how its error begins', () => {
  const files = [
    { name: 'a.test.ts', status: 'failed', message: 'no such file', assertionResults: [] },
    {
      name: 'b.test.ts',
      status: 'failed',
      assertionResults: [
        { status: 'passed', fullName: 'well' },
        { status: 'failed', fullName: 'not well', failureMessages: ['\u001b[31mexpected 1\u001b[39m\n at b'] },
      ],
    },
  ];
  const spec = (title: string, ok: boolean, status: string, message?: string) => ({
    file: 'c.spec.ts',
    line: 3,
    title,
    ok,
    tests: [{ status, results: [{ errors: message ? [{ message }] : [] }] }],
  });
  const specs = [
    spec('well', true, 'expected'),
    spec('slow', false, 'unexpected', 'Timeout'),
    spec('now', true, 'flaky'),
  ];
  const inPlaywright = failuresInPlaywright({ suites: [{ suites: [{ specs }] }], errors: [{ message: 'no server' }] });
  const parts = [
    { passed: 1, failed: 2, failures: failuresInVitest({ testResults: files }) },
    { passed: 1, failed: 3, failures: inPlaywright },
  ];
  expect(closing(parts)).toBe(
    [
      'FAILED a.test.ts\n  no such file\n',
      'FAILED b.test.ts › not well\n  expected 1\n   at b\n',
      'FAILED c.spec.ts:3 › slow\n  Timeout\n',
      'FAILED c.spec.ts:3 › now\n  \n',
      'FAILED outside every test\n  no server\n',
      '2 passed, 5 failed',
    ].join('\n'),
  );
});
