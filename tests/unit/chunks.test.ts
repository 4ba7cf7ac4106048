/** Which file of the bundle a module lies in: with what needs it first, so that no two files wait for each other. */
import { expect, test } from 'vitest';
import { chunkOf } from '../../src/build/chunks.ts';

/** A small app: who imports a module, at once and when it is wanted. */
const app: Record<string, { by?: string[]; wantedBy?: string[] }> = {
  'index.html': {},
  'answer/esis.fi.html': {},
  'src/main.tsx': { by: ['index.html'] },
  'src/answer.tsx': { by: ['answer/esis.fi.html'] },
  'src/app/app.tsx': { wantedBy: ['src/main.tsx'] },
  'src/app/shell.tsx': { by: ['src/app/app.tsx'] },
  'src/survey/respondent/keep-answers.ts': { wantedBy: ['src/answer.tsx'] },
  'src/outreach/outings.tsx': { wantedBy: ['src/app/shell.tsx'] },
  'src/outreach/outing-page.tsx': { wantedBy: ['src/app/shell.tsx'] },
  'src/results/results-page.tsx': { wantedBy: ['src/app/shell.tsx'] },
  'src/results/export-page.tsx': { wantedBy: ['src/app/shell.tsx'] },
  'src/results/export-files.ts': { wantedBy: ['src/results/export-page.tsx'] },
};
const importedBy = (...by: string[]) => {
  const modules = { ...app, module: { by } };
  return chunkOf('module', {
    getModuleInfo: (id) => {
      const module = modules[id.replace(/^\//, '') as keyof typeof modules] as (typeof app)[string];
      const rooted = (ids: string[] = []) => ids.map((one) => `/${one}`);
      return { isEntry: id.endsWith('.html'), importers: rooted(module.by), dynamicImporters: rooted(module.wantedBy) };
    },
  });
};

test.each([
  ['both documents', ['src/main.tsx', 'src/answer.tsx', 'src/results/results-page.tsx'], 'both-documents'],
  ['the respondent’s and the worker’s app', ['src/answer.tsx', 'src/app/shell.tsx'], 'both-apps'],
  ['one document alone', ['src/main.tsx'], null],
  ['what keeps answers, and pages', ['src/survey/respondent/keep-answers.ts', 'src/outreach/outings.tsx'], 'answers'],
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
