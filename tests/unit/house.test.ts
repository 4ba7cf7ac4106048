/** The rules of the house: who may use whom, what a file may be called, what the languages must have. */
import { execSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { complaints, flat } from '../../src/build/complete-locales.ts';
import { kinds } from '../../src/delivery/wire.ts';
import { records } from '../../src/records.ts';
import { ownDialect } from '../../src/setup/endpoint.ts';
import { unitFiles } from '../support/unit-files.ts';

const filesIn = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [path];
  });
const sources = filesIn('src').filter((file) => /\.tsx?$/.test(file));
const text = (file: string) => readFileSync(file, 'utf8');
const json = (file: string) => JSON.parse(text(file));

/** From the bottom up: each folder uses those before it and none after. */
const floors = [
  'ui',
  'i18n',
  'files',
  'periods',
  'statistics',
  'disclosure',
  'charts',
  'vault',
  'store',
  'setup',
  'documents',
  'releases',
  'outreach',
  'survey',
  'actions',
  'assessment',
  'records.ts',
  'organisation.ts',
  'delivery',
  'results',
  'backup',
  'app',
];
/** The worker's two files stand beside sync: the bridge below it, the worker itself on top of everything. */
const floorOf = (file: string) => {
  const [first = '', second = ''] = relative('src', file).split('/');
  if (first === 'sw') return second === 'sw.ts' ? floors.length : floors.indexOf('delivery') - 1;
  return floors.includes(first) ? floors.indexOf(first) : floors.length;
};
const importsOf = (file: string) =>
  [...text(file).matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, path]) => join(dirname(file), path!));
/** Its text without comments. */
const codeOf = (file: string) =>
  text(file)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '');

/** The names that a file gives to others, but for those that it only passes on. */
const namesOf = (file: string) =>
  new Set(
    [
      ...codeOf(file).matchAll(
        /^export (?:declare )?(?:async )?(?:const|let|function\*?|class|interface|type|enum) (\w+)/gm,
      ),
    ].map(([, name]) => name!),
  );

/** What a file imports to run; what it imports only the types of is left out. */
const runs = (file: string) =>
  [
    ...codeOf(file).matchAll(
      /\b(?:import|export)\s+(type\b)?\s*([^;'"]*?)(?:\bfrom\s*)?'([^']+)'|\bimport\(\s*'([^']+)'/g,
    ),
  ]
    .filter(([, typed, names]) => !typed && !/^\{(\s*type \w+( as \w+)?,?)+\s*\}\s*$/.test(names ?? ''))
    .map(([, , , still, wanted]) => (still ?? wanted)!.split('?')[0]!)
    .map((path) => (path.startsWith('.') ? join(dirname(file), path) : path));

/**
 * What a file is, by its name. `x-store.ts` reads and writes what is kept on the device or lies on the network; `use-x.ts` is a
 * hook; `x-dom.ts` touches the page without drawing; `.tsx` draws; any other file of these folders is a model.
 */
const isRoom = (file: string) =>
  /^src\/(outreach|survey|actions|assessment|results|statistics|disclosure|charts|periods|files|documents)\//.test(
    file,
  );
const isModel = (file: string) =>
  isRoom(file) && /\.ts$/.test(file) && !/-(store|dom)\.ts$|\/use-[^/]+\.ts$/.test(file);

/** What is not pure: a database, the network, the page, and what draws. */
const impurePackage = /^(dexie|preact|workbox)/;
const impureWord =
  /\bfetch\(|\b(document|window|navigator|location|history)\.(?!tsx?')|\b(local|session|Web)Storage\b|\bindexedDB\b|\bcaches\.|\baddEventListener\(|\bmatchMedia\(|\bnew (MessageChannel|BroadcastChannel|Worker|XMLHttpRequest)\b|\bHTML\w*Element\b|\b\w*KeyboardEvent\b/;

/** The shortest way of imports from a file to something that is not pure; undefined where there is none. */
function wayToImpure(file: string): string | undefined {
  const ways = new Map([[file, file]]);
  for (const [at, way] of ways) {
    const found = runs(at).find((path) => impurePackage.test(path)) ?? codeOf(at).match(impureWord)?.[0];
    if (found) return `${way} → ${found}`;
    for (const next of runs(at)) if (/\.tsx?$/.test(next) && !ways.has(next)) ways.set(next, `${way} → ${next}`);
  }
  return undefined;
}
const isTool = (file: string) => /^src\/(build|receiver)\//.test(file);

describe('the layout', () => {
  test('every form that refuses what was written leads to the first thing that is wrong', () => {
    const forms = sources.filter((file) => /\bset(Is)?(Asked|Tried|Missing)\(/.test(text(file)));
    expect(forms.length).toBeGreaterThan(10);
    expect(forms.filter((file) => !text(file).includes('toFirstError('))).toEqual([]);
  });

  test('each folder uses those below it and none above', () => {
    const wrong = sources
      .filter((file) => !isTool(file))
      .flatMap((file) =>
        importsOf(file)
          .filter((used) => used.startsWith('src/') && floorOf(used) > floorOf(file))
          .map((used) => `${file} uses ${used}`),
      );
    expect(wrong).toEqual([]);
  });

  test('what is imported stands under that very name: the compiler takes a .ts for a .tsx, the build does not', () => {
    const gone = sources.flatMap((file) => importsOf(file).filter((used) => !existsSync(used.replace(/\?.*$/, ''))));
    expect(gone).toEqual([]);
  });

  test('setting up knows no domain: what is theirs in a document is theirs to say', () => {
    const named = sources.filter(
      (file) => /^src\/setup\//.test(file) && /outreach|survey|assessment/i.test(text(file)),
    );
    expect(named).toEqual([]);
  });

  test('the receiver shares only the wire schema; its command that reads a backup, the shape of that file', () => {
    const used = sources.filter((file) => file.startsWith('src/receiver/')).flatMap(importsOf);
    expect([...new Set(used.filter((file) => !file.startsWith('src/receiver/')))].sort()).toEqual([
      'src/backup/backup-file.ts',
      'src/delivery/wire.ts',
    ]);
    expect(importsOf('src/receiver/read-backup.ts')).toEqual(['src/backup/backup-file.ts']);
  });

  test('a .tsx file draws: it holds JSX', () => {
    const drawing = /<\/[\w>]|\/>/;
    expect(sources.filter((file) => file.endsWith('.tsx') && !drawing.test(codeOf(file)))).toEqual([]);
  });

  test('what is not named a store, a hook or of the page is a model: all that it imports is pure', () => {
    expect(sources.filter(isModel).length).toBeGreaterThan(100);
    expect(sources.filter(isModel).flatMap((file) => wayToImpure(file) ?? [])).toEqual([]);
  });

  test('what is named a store or of the page reaches a database, a network or a page', () => {
    const named = sources.filter((file) => isRoom(file) && /-(store|dom)\.ts$/.test(file));
    expect(named.filter((file) => !wayToImpure(file))).toEqual([]);
  });

  test('every file that a person gets goes through one door, which knows where a download leads nowhere', () => {
    const giving = /\bcreateObjectURL\b|\bdownload[=:]|\.download\b|navigator\.share\(\{ files/;
    // What other tabs show of an emptied device is a page, which nobody gets as a file.
    const page = 'src/app/wipe/emptied-page.ts';
    expect(sources.filter((file) => giving.test(codeOf(file)))).toEqual([page, 'src/files/save-file-dom.ts']);
  });

  test('no text becomes markup or a script: what is drawn is drawn by elements', () => {
    const sink =
      /\b(?:inner|outer)HTML\b|insertAdjacentHTML|dangerouslySet|document\.write\b|DOMParser|createContextualFragment|srcdoc|HTMLUnsafe|\beval\(|new Function\b/;
    expect(sources.filter((file) => !isTool(file) && sink.test(codeOf(file)))).toEqual([]);
  });

  test('a worker is started by its address at one place, which knows the app’s own', () => {
    const starting = /\bcreatePolicy\b/;
    expect(sources.filter((file) => !isTool(file) && starting.test(codeOf(file)))).toEqual(['src/ui/worker-script.ts']);
    const other = /(?:\bnew (?:Shared)?Worker|serviceWorker\.register)\((?!workerScript\()/;
    expect(sources.filter((file) => !isTool(file) && other.test(codeOf(file)))).toEqual([]);
  });

  test('a component fits on two screens: what is longer has its state in a hook, or parts', () => {
    const components = sources.flatMap((file) =>
      [...text(file).matchAll(/^(?:export )?function ([A-Z]\w*)\([\s\S]*?^}$/gm)].map(([whole, name]) => ({
        name: `${file} ${name}`,
        lines: whole.split('\n').length,
      })),
    );
    expect(components.length).toBeGreaterThan(200);
    expect(components.filter(({ lines }) => lines > 100)).toEqual([]);
  });

  test('every question and explanation opens as the one dialog; what hides the screen is none', () => {
    const opening = /\('dialog'|<dialog\b|\.showModal\(/;
    expect(sources.filter((file) => opening.test(codeOf(file)))).toEqual(['src/app/cover.ts', 'src/ui/dialog.ts']);
  });

  test('an exported name stands for one thing: no other file exports it', () => {
    const filesOf = new Map<string, string[]>();
    for (const file of sources)
      for (const name of namesOf(file)) filesOf.set(name, [...(filesOf.get(name) ?? []), file]);
    const several = [...filesOf].filter(([, files]) => files.length > 1);
    // One file a kind of endpoint, and one an instrument: each says the same of its own.
    const within = (folder: string) =>
      several.filter(([, files]) => files.every((file) => file.startsWith(`src/${folder}/`)));
    const [kinds, instruments] = [within('delivery/dialects'), within('survey/instruments')];
    expect(kinds.map(([name]) => name).sort()).toEqual(['dialect', 'pages', 'probing']);
    expect(instruments.map(([name]) => name)).toEqual(['itemsOnly']);
    expect(
      several
        .filter((one) => ![...kinds, ...instruments].includes(one))
        .map(([name, files]) => [name, ...files].join(' ')),
    ).toEqual([]);
  });

  test('no folder is called by what it is made of', () => {
    const empty = /^(utils|helpers|components|types|services|hooks|constants|common|shared|lib)$/;
    expect(sources.flatMap((file) => dirname(file).split('/')).filter((name) => empty.test(name))).toEqual([]);
  });

  test('a kind of endpoint is named by its own file and by nothing else; the one from the start has a constant', () => {
    const dialects = readdirSync('src/delivery/dialects').map((file) => file.replace(/\.ts$/, ''));
    const names = dialects.filter((name) =>
      text(`src/delivery/dialects/${name}.ts`).includes('export const dialect: '),
    );
    expect(names.length).toBeGreaterThan(10);
    const strings = new RegExp(`(['"])(${names.join('|')})\\1`, 'g');
    const named = sources.flatMap((file) =>
      [...text(file).matchAll(strings)].map(([, , name]) => `${name} in ${file}`),
    );
    const own = names.map((name) =>
      name === ownDialect ? `${name} in src/setup/endpoint.ts` : `${name} in src/delivery/dialects/${name}.ts`,
    );
    expect(named.sort()).toEqual(own.sort());
    const beside = sources.filter((file) => !file.startsWith('src/delivery/dialects/')).flatMap(importsOf);
    const files = names.map((name) => `src/delivery/dialects/${name}.ts`);
    expect(
      beside.filter((file) => files.includes(file)),
      'nor is one of them asked for by its file',
    ).toEqual([]);
  });

  test('every kind of record is known to the wire', () => {
    expect(records.map(({ name }) => name).sort()).toEqual([...kinds].sort());
  });

  test('no file of this project holds a path of somebody’s machine', () => {
    const files = execSync('git ls-files', { encoding: 'utf8' })
      .split('\n')
      .filter((file) => /\.(tsx?|mjs|md|json|css)$/.test(file));
    const foreign = /(^|[^\w.])\/(home|root|Users|work|farm)\//;
    const isExempt = (file: string) => file === 'tests/unit/house.test.ts' || file.endsWith('package-lock.json');
    expect(files.filter((file) => existsSync(file) && !isExempt(file) && foreign.test(text(file)))).toEqual([]);
  });
});

describe('the languages', () => {
  const finnish = json('locales/fi.json');

  test.each(readdirSync('locales').filter((file) => file.endsWith('.json')))(
    '%s has every text with its placeholders',
    (file) => {
      expect(complaints(file, finnish, json(`locales/${file}`))).toEqual([]);
    },
  );

  test('a missing text, another placeholder and a text too many are found', () => {
    const found = complaints('xx', { a: { b: 'n {{count}}', c: 'c' } }, { a: { b: 'n' }, d: 'd' });
    expect(found).toEqual(['xx: a.b has other placeholders', 'xx: a.c is missing', 'xx: d is not in the source']);
  });

  test('every text is used by the app', () => {
    const code = sources.map(text).join('\n');
    /** What stands in the code after a point, a quote or a backtick, gathered once: two thousand texts are looked up in it. */
    const quoted = new Set([...code.matchAll(/['"]([\w.-]+)['"]/g)].map(([, words]) => words));
    const named = new Set([...code.matchAll(/\.(\w+)/g)].map(([, word]) => word));
    const begun = new Set([...code.matchAll(/`([\w.-]+)\.\$\{/g)].map(([, words]) => words));
    const objects = new Set([...code.matchAll(/'([\w.-]+)', \{ returnObjects/g)].map(([, words]) => words));
    const unused = flat(finnish).filter(([key]) => {
      const plain = key.replace(/_(one|other)$/, '');
      const [last = '', ...front] = plain.split('.').reverse();
      const path = front.reverse();
      const parents = path.map((_, index) => path.slice(0, index + 1).join('.'));
      const asWhole = quoted.has(plain);
      const asPart = parents.some((parent) => begun.has(parent) || objects.has(parent));
      const asWord =
        ['answer', 'answerAbout', 'answerMore', 'paperSays', 'posterSays', 'sitting', 'waiting', 'codes.onCard'].some(
          (part) => plain.startsWith(`${part}.`),
        ) &&
        (named.has(last) || quoted.has(last));
      return !asWhole && !asPart && !asWord;
    });
    expect(unused.map(([key]) => key)).toEqual([]);
  });

  test('no exclamation mark is on any screen', () => {
    for (const file of filesIn('locales')) {
      expect(flat(json(file)).filter(([, words]) => words.includes('!'))).toEqual([]);
    }
  });
});

test('a unit test waits by one helper: that of vitest gives up after a second, which a busy machine takes', () => {
  const tests = filesIn('tests').filter((file) => /\.tsx?$/.test(file) && file !== 'tests/support/eventually.ts');
  expect(tests.filter((file) => /\bvi\.wait(?:For|Until)\(/.test(codeOf(file)))).toEqual([]);
});

test('unit tests that touch a device have modules of their own, those that put one in another’s place a process', () => {
  const { plain, replacing } = unitFiles();
  expect(plain.length).toBeGreaterThan(30);
  const ofDevices = /\b(?:freshDevice|indexedDB|openContext)\b|\bvi\.(?:mock|doMock|resetModules)\b/;
  const tests = filesIn('tests/unit').filter((file) => /\.test\.tsx?$/.test(file));
  const touching = tests.filter((file) => ofDevices.test(text(file)));
  expect(touching.length).toBeGreaterThan(30);
  expect(touching.filter((file) => plain.includes(file))).toEqual([]);
  const swapping = tests.filter((file) => /\bvi\.(?:mock|doMock)\(/.test(text(file)));
  expect(swapping.length).toBeGreaterThan(2);
  expect(swapping.filter((file) => !replacing.includes(file))).toEqual([]);
});
