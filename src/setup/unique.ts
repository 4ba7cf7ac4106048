import * as z from 'zod/mini';

/** Refuses a list in which two entries have the same value in `key`; the second one is named. */
export const unique = <K extends string>(key: K) =>
  z.check<Record<K, unknown>[]>(({ value, issues }) => {
    const seen = new Set<unknown>();
    for (const [index, entry] of value.entries()) {
      const one = typeof entry[key] === 'string' ? entry[key].toLocaleLowerCase() : entry[key];
      if (seen.has(one)) issues.push({ code: 'custom', message: 'twice', input: entry[key], path: [index, key] });
      seen.add(one);
    }
  });
