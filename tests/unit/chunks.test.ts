/** Which file of the bundle a module lies in: with what needs it first, so that no two files wait for each other. */
import { execSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { chunkOf } from '../../src/build/chunks.ts';
import { parts, screensIn } from '../../src/build/parts.ts';

/** A small app: who imports a module, at once and when it is wanted. */
const app: Record<string, { by?: string[]; wantedBy?: string[] }> = {
  'index.html': {},
  'answer/esis.fi.html': {},
  'answer/other.fi.html': {},
  'src/main.tsx': { by: ['index.html'] },
  'src/answer.ts': { by: ['answer/esis.fi.html'] },
  'src/app/app.ts': { wantedBy: ['src/main.tsx'] },
  'src/app/shell.tsx': { by: ['src/app/app.ts'] },
  'src/app/routes.ts': { by: ['src/app/shell.tsx'] },
  'src/survey/respondent/answers-store.ts': { wantedBy: ['src/answer.ts'] },
  'src/outreach/outings.tsx': { wantedBy: ['src/app/routes.ts'] },
  'src/outreach/outing-page.tsx': { wantedBy: ['src/app/routes.ts'] },
  'src/results/results-page.tsx': { wantedBy: ['src/app/routes.ts'] },
  'src/results/export-page.tsx': { wantedBy: ['src/app/routes.ts'] },
  'src/results/export-files.ts': { wantedBy: ['src/results/export-page.tsx'] },
};
const importedBy = (...by: string[]) => {
  const modules = { ...app, module: { by } };
  return chunkOf(resolve('module'), {
    getModuleInfo: (id) => {
      const module: (typeof app)[string] = modules[relative('', id) as keyof typeof modules];
      const rooted = (ids: string[] = []) => ids.map((one) => resolve(one));
      return { isEntry: id.endsWith('.html'), importers: rooted(module.by), dynamicImporters: rooted(module.wantedBy) };
    },
  });
};

test('what the build knows of parts is so: each is a module, and is imported when it is wanted', () => {
  const sources = execSync('git ls-files -co --exclude-standard src', { encoding: 'utf8' })
    .split('\n')
    .filter(existsSync);
  const wanted = sources
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\bimport\('(\.[^']+)'\)/g)].map(([, path]) =>
        join(dirname(file), path!),
      ),
    );
  for (const { modules } of parts) expect(wanted).toEqual(expect.arrayContaining([...modules]));
});

test('a line of the table of routes that the build cannot read stops it', () => {
  const line = "desk('/a', () => import('../results/a.tsx').then((file) => file.A)),";
  expect(screensIn(line)).toEqual(new Map([['src/results/a.tsx', 'desk']]));
  expect(() => screensIn(`${line}\n{ path: '/b', load: () => import('../results/b.tsx') },`)).toThrow('cannot read');
});

test('the script that two pages begin with is a file of its own, whoever needs what it imports', () => {
  expect(importedBy('answer/esis.fi.html', 'answer/other.fi.html')).toBe('module');
});

test.each([
  ['both documents', ['src/main.tsx', 'src/answer.ts', 'src/results/results-page.tsx'], 'both-documents'],
  ['the respondent’s and the worker’s app', ['src/answer.ts', 'src/app/shell.tsx'], 'both-apps'],
  ['one document alone', ['src/main.tsx'], null],
  ['what keeps answers, and pages', ['src/survey/respondent/answers-store.ts', 'src/outreach/outings.tsx'], 'answers'],
  ['the app and pages', ['src/app/shell.tsx', 'src/outreach/outings.tsx'], 'app'],
  ['two pages of one folder', ['src/outreach/outings.tsx', 'src/outreach/outing-page.tsx'], 'outreach-field'],
  ['a page of the field and one for a desk', ['src/outreach/outings.tsx', 'src/results/results-page.tsx'], 'field'],
  ['two pages for a desk', ['src/results/results-page.tsx', 'src/results/export-page.tsx'], 'results-desk'],
  [
    'a page and what it imports when it is wanted',
    ['src/results/export-page.tsx', 'src/results/export-files.ts'],
    'results-desk',
  ],
  ['what is imported when it is wanted', ['src/results/export-files.ts'], null],
])('needed by %s', (_, by, file) => {
  expect(importedBy(...by)).toBe(file);
});
