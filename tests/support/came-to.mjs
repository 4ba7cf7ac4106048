/** What the reports of the runners come to, as passed and failed. */

/** Vitest's JSON report. A file that could not be read has no tests to count, and is one failure. */
export const ofVitest = ({ numPassedTests: passed, numFailedTests: failed, testResults }) => ({
  passed,
  failed:
    failed +
    testResults.filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.length).length,
});

/** Playwright's JSON report. One that passed only at another try has failed. */
export const ofPlaywright = ({ stats: { expected, unexpected, flaky }, errors }) => ({
  passed: expected,
  failed: unexpected + flaky + errors.length,
});

/** A part by its exit and its report, if it wrote one: one that ended badly without naming a test is one failure. */
export function cameTo(isWell, text, count) {
  const { passed, failed } = text === undefined ? { passed: 0, failed: isWell ? 0 : 1 } : count(JSON.parse(text));
  return { passed, failed: isWell ? failed : Math.max(failed, 1) };
}

/** The last line of the suite. */
export const closingLine = (parts) => {
  const sum = (of) => parts.reduce((n, part) => n + part[of], 0);
  return `${sum('passed')} passed, ${sum('failed')} failed`;
};
