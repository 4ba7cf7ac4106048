/** The closing line of the suite: nothing that failed is left out of it, however it failed. */
import { expect, test } from 'vitest';
import { cameTo, closingLine, ofPlaywright, ofVitest } from '../support/came-to.mjs';

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
  expect(closingLine(parts)).toBe('49 passed, 1 failed');
});
