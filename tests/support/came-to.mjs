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

/** So much of an error is told at the end of the suite. */
const linesTold = 12;
const told = (name, message = '') => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal
  const lines = message.replace(/\x1b\[\d*m/g, '').split('\n');
  return [name, ...lines.slice(0, linesTold).map((line) => `  ${line}`)].join('\n');
};

/** The tests that failed in Vitest's JSON report, each with the beginning of its error. */
export const failuresInVitest = ({ testResults }) =>
  testResults.flatMap(({ name, status, message, assertionResults: tests }) => {
    const failed = tests.filter((test) => test.status === 'failed');
    if (status === 'failed' && tests.length === 0) return told(name, message);
    return failed.map(({ fullName, failureMessages }) => told(`${name} › ${fullName}`, failureMessages?.[0]));
  });

/** The tests that failed in Playwright's JSON report, or passed only at another try, likewise. */
export function failuresInPlaywright({ suites = [], errors }) {
  const inSuite = ({ suites = [], specs = [] }) => [
    ...specs.filter(({ ok, tests }) => !ok || tests.some(({ status }) => status === 'flaky')).map(ofSpec),
    ...suites.flatMap(inSuite),
  ];
  const ofSpec = ({ file, line, title, tests }) => {
    const errors = tests.flatMap(({ results }) => results.flatMap(({ errors }) => errors ?? []));
    return told(`${file}:${line} › ${title}`, errors[0]?.message);
  };
  return [...suites.flatMap(inSuite), ...errors.map(({ message }) => told('outside every test', message))];
}

/** The end of the suite: what failed, and in the last line how many passed and failed. */
export function closing(parts) {
  const sum = (of) => parts.reduce((n, part) => n + part[of], 0);
  const failures = parts.flatMap(({ failures = [] }) => failures.map((one) => `FAILED ${one}\n`));
  return [...failures, `${sum('passed')} passed, ${sum('failed')} failed`].join('\n');
}
