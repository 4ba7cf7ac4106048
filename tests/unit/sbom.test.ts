/** The list of what the app and the receiver are made of, as it was built: run `npm run build` before. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { askedOfNode, packageOf, withNeeded } from '../../src/build/sbom.ts';

interface Component {
  purl: string;
  group?: string;
  name: string;
  version: string;
  licenses: unknown[];
  hashes: { content: string }[];
  properties: { value: string }[];
}
const { components } = JSON.parse(readFileSync('dist/sbom.cdx.json', 'utf8')) as { components: Component[] };
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const nameOf = ({ group, name }: Component) => (group ? `${group}/${name}` : name);
const namesIn = (part: string) =>
  new Set(components.filter(({ properties }) => properties[0]!.value.includes(part)).map(nameOf));

/** What the sources ask for by a package's name, and run. */
const importedIn = (folder: RegExp) =>
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && folder.test(file))
    .flatMap((file) => [
      ...readFileSync(join('src', file), 'utf8').matchAll(/^import (?!type )[^;]*?from '([^.'][^']*)'/gms),
    ])
    .map(([, name]) => /^(?:@[^/]+\/)?[^/]+/.exec(name!)![0])
    .filter((name) => !name.startsWith('node:'));

describe('the SBOM', () => {
  test('has every package that the sources of the app import, and what npm’s own list leaves out', () => {
    const has = namesIn('app');
    const rendersAtBuild = ['preact-render-to-string'];
    const wanted = importedIn(/^(?!build|receiver)/).filter((name) => !rendersAtBuild.includes(name));
    expect(wanted.length).toBeGreaterThan(100);
    expect([...new Set(wanted)].filter((name) => !has.has(name))).toEqual([]);
    for (const name of ['preact', 'workbox-core', 'workbox-strategies', 'dexie', 'vite', 'nanoid'])
      expect(has, name).toContain(name);
  });

  test('has every package that the built receiver asks Node for, with what they need', () => {
    const has = namesIn('receiver');
    const asked = askedOfNode('build');
    expect(new Set(importedIn(/^receiver/)).size).toBeLessThanOrEqual(new Set(asked).size);
    expect([...withNeeded(asked, packages)].map((place) => place.split('node_modules/').at(-1)!)).toSatisfy(
      (names: string[]) => names.every((name) => has.has(name)),
    );
    for (const name of ['pg', 'pg-types', 'postgres-bytea', 'xtend']) expect(has, name).toContain(name);
  });

  test('says of each the version that is installed, where it comes from, its digest and licence', () => {
    for (const one of components) {
      expect(one.purl).toBe(`pkg:npm/${nameOf(one).replace('@', '%40')}@${one.version}`);
      expect(one.hashes[0]!.content).toMatch(/^[0-9a-f]{128}$/);
      expect(one.licenses, one.purl).toHaveLength(1);
    }
    expect(new Set(components.map(({ purl }) => purl)).size).toBe(components.length);
  });

  test('has no time and no number of its own: the same sources make the same one', () => {
    expect(readFileSync('dist/sbom.cdx.json', 'utf8')).not.toMatch(/timestamp|serialNumber|\d\d:\d\d:\d\d/);
  });
});

describe('the package of a module', () => {
  test.each([
    ['/x/node_modules/preact/dist/preact.mjs', 'node_modules/preact'],
    ['/x/node_modules/@noble/hashes/argon2.js', 'node_modules/@noble/hashes'],
    ['/x/node_modules/docx/node_modules/nanoid/index.js?v=1', 'node_modules/docx/node_modules/nanoid'],
    ['\0vite/preload-helper.js', 'node_modules/vite'],
    ['\0/x/src/a.css?inline', undefined],
    ['/x/locales/fi.json', undefined],
  ])('%j', (id, place) => {
    expect(packageOf(id, '/x')).toBe(place);
  });

  test('that nobody can tell ends the build', () => {
    expect(() => packageOf('\0somebody/else', '/x')).toThrow('whose module');
  });
});
