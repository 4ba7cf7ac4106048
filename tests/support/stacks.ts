/**
 * Playwright looks at the stack at each step of a test, and reads every call on it through source maps: its own calls as well, which
 * have none. That was an eighth of what the process of the tests does.
 */
const isOfAPackage = /\/node_modules\/|^node:/;

/** From now on the stacks of this process tell the lines of the project's files as before, and those of packages as they run. */
export function mapOwnCallsOnly(): void {
  const mapped = Error.prepareStackTrace;
  if (!mapped) return;
  Error.prepareStackTrace = (error, calls) => {
    const head = String(mapped(error, []));
    const lineOf = (call: NodeJS.CallSite) =>
      isOfAPackage.test(call.getFileName() ?? '')
        ? // Playwright leaves its own calls out of what it reports: it knows them by the beginning of the file's name.
          `\n    at ${String(call).replace(/^async /, '')}`
        : String(mapped(error, [call])).slice(head.length);
    return head + calls.map(lineOf).join('');
  };
}
