/** Where files share their modules each leaves them to the next as it found them: globals, clock, spies. */
import { afterAll, expect, vi } from 'vitest';

/** What stands at each name: not what a getter would give, which Node puts in its place once it was asked for. */
const globalsNow = () => {
  const all = Object.entries(Object.getOwnPropertyDescriptors(globalThis));
  return new Map(all.filter(([, one]) => !one.get).map(([name, { value }]) => [name, value]));
};
/** A file gives itself an empty one as it begins. */
const ofEachFile = ['indexedDB'];
const found = globalsNow();

afterAll(() => {
  // The clock last: a spy on one of its timers gives back the one that it found.
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  vi.useRealTimers();
  // Whatever was put in a global's place past `vi.stubGlobal` would answer the files that come after this one.
  const now = globalsNow();
  const changed = [...found].filter(([name, value]) => !Object.is(now.get(name), value)).map(([name]) => name);
  expect(
    changed.filter((name) => !ofEachFile.includes(name)),
    'globals that this file does not leave as it found them',
  ).toEqual([]);
});
