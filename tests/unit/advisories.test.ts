/** What known advisories come to, and what the lock file holds. Nobody is asked here: that is a step of `npm test`. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { judgeAdvisories, unsoundIn } from '../support/advisories.mjs';

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const found = (name: string, severity: string) => ({
  name,
  severity,
  via: [{ title: `Something of ${name}` }],
  nodes: [`node_modules/${name}`],
});
const audit = (...all: ReturnType<typeof found>[]) =>
  JSON.stringify({ vulnerabilities: Object.fromEntries(all.map((one) => [one.name, one])) });

test.each(['high', 'critical'])(
  'a %s one of what runs fails, also of what npm counts to a tool’s needs',
  (severity) => {
    for (const name of ['dexie', 'preact', 'pg-types', 'workbox-core'])
      expect(judgeAdvisories(audit(found(name, severity)), packages)).toMatchObject({
        isAsked: true,
        failing: [`${name}: ${severity}: Something of ${name}`],
      });
  },
);

test('a lesser one, and one of a tool, is told', () => {
  const { failing, told } = judgeAdvisories(audit(found('dexie', 'moderate'), found('vitest', 'critical')), packages);
  expect(failing).toEqual([]);
  expect(told).toEqual([
    'dexie: moderate: Something of dexie',
    'vitest: critical, development only: Something of vitest',
  ]);
});

test('no answer is no failure, and is said', () => {
  const refused = JSON.stringify({ message: '405 Method Not Allowed - POST https://registry', statusCode: 405 });
  expect(judgeAdvisories(refused, packages)).toMatchObject({ isAsked: false, failing: [] });
  expect(judgeAdvisories(refused, packages).why).toContain('405');
  for (const printed of ['', '<html>', 'null', '[]', '{"vulnerabilities":7}', '{"vulnerabilities":null}'])
    expect(judgeAdvisories(printed, packages), printed).toMatchObject({ isAsked: false, failing: [] });
});

test('every package of the lock file has its digest, and comes from the registry', () => {
  expect(Object.keys(packages).length).toBeGreaterThan(100);
  expect(unsoundIn(packages)).toEqual([]);
  const integrity = 'sha512-AA==';
  expect(
    unsoundIn({
      '': {},
      'node_modules/a': { integrity, resolved: 'http://registry.npmjs.org/a.tgz' },
      'node_modules/b': { integrity, resolved: 'git+ssh://git@github.com/b/b.git' },
      'node_modules/c': { integrity: 'sha1-AA==' },
      'node_modules/d': { integrity },
    }),
  ).toEqual(['node_modules/a', 'node_modules/b', 'node_modules/c']);
});
