/** The budgets of the README, measured on the built app: run `npm run build` before. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { budgets, measure } from '../../src/build/size-report.ts';

describe('what the app weighs after brotli', () => {
  const { firstStatement, precached, later } = measure();

  test('script and style before the first statement can be answered', () => {
    expect(firstStatement.bytes).toBeGreaterThan(1_000);
    expect(firstStatement.bytes).toBeLessThanOrEqual(budgets.firstStatement);
    expect(firstStatement.requests).toBeLessThanOrEqual(6);
  });

  test('everything that is kept for use without a network', () => {
    expect(precached.bytes).toBeGreaterThan(50_000);
    expect(precached.bytes).toBeLessThanOrEqual(budgets.precached);
  });

  test('few files: each costs its name, its digest and a request', () => {
    expect(precached.files).toBeLessThanOrEqual(60);
    expect(later.files).toBeLessThanOrEqual(60);
  });

  test('the first statement waits for neither Dexie, zod nor i18next', () => {
    const html = readFileSync('dist/answer/esis.fi.html', 'utf8');
    const linked = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, file]) =>
      readFileSync(`dist/${file}`, 'utf8'),
    );
    expect(linked.length).toBeGreaterThan(0);
    // A word that each library cannot be built without.
    for (const word of ['liveQuery', '$ZodError', 'changeLanguage']) {
      expect(
        linked.some((script) => script.includes(word)),
        word,
      ).toBe(false);
    }
  });

  test('no two files wait for each other: what is used before it was made does not start', () => {
    const scripts = readdirSync('dist/assets').filter((name) => name.endsWith('.js'));
    const imports = new Map(
      scripts.map((name) => [
        name,
        [...readFileSync(`dist/assets/${name}`, 'utf8').matchAll(/(?:from|import)\s*"\.\/([\w.-]+\.js)"/g)].map(
          ([, one]) => one!,
        ),
      ]),
    );
    const done = new Set<string>();
    const circles: string[] = [];
    const follow = (name: string, path: readonly string[]) => {
      if (path.includes(name)) circles.push([...path.slice(path.indexOf(name)), name].join(' → '));
      else if (!done.has(name)) for (const next of imports.get(name) ?? []) follow(next, [...path, name]);
      done.add(name);
    };
    for (const name of scripts) follow(name, []);
    expect(circles).toEqual([]);
  });

  test('the README states the budgets that the build keeps', () => {
    const readme = readFileSync('README.md', 'utf8');
    expect(readme).toContain(`${budgets.firstStatement / 1000} kB`);
    expect(readme).toContain(`${budgets.precached / 1000} kB`);
  });
});
