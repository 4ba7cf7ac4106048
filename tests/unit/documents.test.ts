/** What README and docs/ say of the project is so: links, folders, commands, dialects, faults, words. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Dialect, Pages, Probing } from '../../src/delivery/dialects/dialect.ts';
import { optionalRows } from '../../src/outreach/rows.ts';

const dialectFiles = import.meta.glob<{ dialect: Dialect; pages?: Pages; probing: Probing }>(
  ['../../src/delivery/dialects/*.ts', '!**/{all,asking,dialect,held-many,paths,shown,signs,status}.ts'],
  { eager: true },
);
const text = (file: string) => readFileSync(file, 'utf8');
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync('docs').map((name) => `docs/${name}`),
];
const folders = (parent: string) => readdirSync(parent).filter((name) => statSync(join(parent, name)).isDirectory());

/** The cells of every row of a Markdown table in a text. */
const rows = (markdown: string) =>
  markdown
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[\s|:-]+\|$/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );

/** The text of one section of a document, without its heading. */
const section = (markdown: string, title: string) => markdown.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? '';

const sources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => text(join(folder, name)));

/** GitHub's anchor of a heading. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');

describe('the documents', () => {
  test('the README is one that is read', () => {
    expect(Buffer.byteLength(text('README.md'))).toBeLessThanOrEqual(8_192);
    const linked = [...text('README.md').matchAll(/\]\(docs\/([\w-]+\.md)\)/g)].map(([, name]) => name);
    expect(
      readdirSync('docs').filter((name) => !linked.includes(name)),
      'documents that the README does not name',
    ).toEqual([]);
  });

  test.each(documents)('%s links only to what is there', (file) => {
    const broken = [...text(file).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)/g)].filter(([, path, place]) => {
      const target = path ? join(dirname(file), path) : file;
      if (!existsSync(target)) return true;
      const headings = place ? [...text(target).matchAll(/^#+ (.*)$/gm)].map(([, heading]) => anchor(heading!)) : [];
      return Boolean(place) && !headings.includes(place!);
    });
    expect(broken.map(([link]) => link)).toEqual([]);
  });

  test('the trees show the folders that there are', () => {
    for (const file of ['README.md', 'docs/architecture.md']) {
      const shown = [...text(file).matchAll(/^ {2}([\w-]+)\/ /gm)].map(([, name]) => name);
      expect(shown.sort(), file).toEqual(folders('src').sort());
    }
    for (const [, inner] of text('docs/architecture.md').matchAll(/^ {4}([\w-]+)\/ /gm))
      expect(
        folders('src').some((outer) => existsSync(join('src', outer, inner!))),
        inner,
      ).toBe(true);
  });

  test('every command is explained, and no other', () => {
    const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> };
    const said = [...text('CONTRIBUTING.md').matchAll(/^\| `npm (?:run )?([\w:]+)` /gm)].map(([, name]) => name!);
    expect(Object.keys(scripts).filter((name) => name !== 'types' && !said.includes(name))).toEqual([]);
    expect(said.filter((name) => !(name in scripts))).toEqual([]);
  });

  test('every dialect stands in the table', () => {
    const named = rows(section(text('docs/endpoints.md'), 'Dialects')).map(([name]) => name!.replaceAll('`', ''));
    const files = readdirSync('src/delivery/dialects').filter((name) =>
      /\bexport const dialect\b/.test(text(`src/delivery/dialects/${name}`)),
    );
    expect(named.filter((name) => name !== 'dialect').sort()).toEqual(
      files.map((name) => name.replace('.ts', '')).sort(),
    );
  });

  test('what each kind of endpoint does is what its file says', () => {
    const [head, ...cells] = rows(section(text('docs/endpoints.md'), 'What each kind of endpoint does'));
    /** What depends on the settings of an endpoint takes them. */
    const when = (is: ((...settings: never[]) => boolean) | undefined, [yes, no]: [string, string]) =>
      is === undefined ? yes : is.length > 0 ? 'as set' : is() ? yes : no;
    const said = Object.values(dialectFiles).map(({ dialect, pages, probing }) => ({
      dialect: `\`${dialect.name}\``,
      'records in a request': dialect.limits.records,
      'looked up': dialect.lookup ? when(dialect.canLookUp, ['yes', 'no']) : 'no',
      'many at once': dialect.lookupMany ? dialect.lookupLimit : '–',
      shows: pages ? when(pages.isShown, ['yes', 'no']) : 'no',
      'in a page': pages?.limit ?? '–',
      'reads on': pages?.isLog ? 'yes' : '–',
      'one kind': pages?.tellsKinds ? 'yes' : '–',
      'a probe is taken away': probing.removal ? 'yes' : 'no',
      'made once': dialect.createOnly ? 'yes' : '–',
      'recognised by': [probing.recognises && 'answer', probing.isAt && 'address'].filter(Boolean).join(', ') || '–',
      'a record arrives': when(dialect.isIdempotent, ['exactly once', 'at least once']),
    }));
    expect(said.length).toBeGreaterThan(10);
    expect(cells.map((row) => Object.fromEntries(row.map((cell, at) => [head![at], cell])))).toEqual(
      said.map((one) => Object.fromEntries(Object.entries(one).map(([what, cell]) => [what, String(cell)]))),
    );
  });

  describe('the walks through the code', () => {
    const walks = section(text('CONTRIBUTING.md'), 'Three walks');
    const named = [...walks.matchAll(/`((?:src|tests|locales)\/[\w./-]+)`/g)].map(([, file]) => file!);

    test('pass files that are there', () => {
      expect(named.length).toBeGreaterThan(18);
      expect(named.filter((file) => !existsSync(file))).toEqual([]);
    });

    test('pass from each file to one that it imports', () => {
      const ways = walks
        .split(/\n(?=\d\. |\n)/)
        .map((step) => step.replaceAll('\n', ' ').match(/(?:`src\/\S+` → +)+`src\/\S+`/)?.[0])
        .filter((way) => way !== undefined)
        .map((way) => way.split(/ → +/).map((file) => file.slice(1, -1)));
      expect(ways.map((way) => way.length)).toEqual([6, 8]);
      const imports = (file: string) =>
        [...text(file).matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, path]) => join(dirname(file), path!));
      const broken = ways.flatMap((way) => way.slice(1).filter((file, at) => !imports(way[at]!).includes(file)));
      expect(broken).toEqual([]);
    });

    test('a row of the encounter is named in its table and nowhere else in the source', () => {
      // The others are spoken of for a reason of their own: a text, a list, a record, a split, on from the start.
      const spokenOf = ['familiarity', 'age', 'gender', 'language', 'done', 'unmet', 'note'];
      const free = optionalRows.filter((row) => !spokenOf.includes(row));
      expect(free.length).toBeGreaterThan(1);
      const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));
      const speaking = files.filter((name) => free.some((row) => new RegExp(`\\b${row}\\b`).test(text(`src/${name}`))));
      expect(speaking).toEqual(['outreach/rows.ts']);
    });
  });

  /** Tests that a cell names, as `file` or `file` › words of the title, and those of them that are not there. */
  const namedTests = (cell: string) => {
    const named = [...cell.matchAll(/`([a-z][\w-]*\*?)`(?: › ((?:(?!`|; ).)+))?/g)];
    const missing = named.filter(([, file, title]) => {
      const found = testFiles.filter(([name]) =>
        file!.endsWith('*') ? name.startsWith(file!.slice(0, -1)) : name === file,
      );
      return found.length === 0 || (title !== undefined && !found.some(([, source]) => source.includes(title.trim())));
    });
    return { titled: named.filter(([, , title]) => title !== undefined).length, missing: missing.map(([all]) => all) };
  };
  const testFiles = ['tests/unit', 'tests/browser'].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /\.(test|spec)\.tsx?$/.test(name))
      .map((name) => [name.replace(/\.(test|spec)\.tsx?$/, ''), text(join(folder, name))] as const),
  );

  test('every test that a fault names is there', () => {
    const missing = rows(text('docs/faults.md')).flatMap((cells) => namedTests(cells.at(-1)!).missing);
    expect(missing).toEqual([]);
  });

  test('every line of accessibility names a test that is there', () => {
    const [, ...lines] = rows(text('docs/accessibility.md'));
    expect(lines.length).toBeGreaterThan(8);
    for (const [what, shown] of lines) expect(namedTests(shown!), what).toEqual({ titled: 1, missing: [] });
  });

  test('every attack that succeeded once names tests that are there', () => {
    const [, ...lines] = rows(section(text('docs/privacy.md'), 'Attacks that succeeded once'));
    expect(lines.length).toBeGreaterThan(11);
    for (const [attack, held] of lines) {
      const { titled, missing } = namedTests(held!);
      expect(missing, attack).toEqual([]);
      expect(titled, attack).toBeGreaterThan(0);
    }
  });

  const isSentence = (words: string) => /[.!?](\s|$)/.test(words);

  test('every sentence that a respondent is told has what holds it, and a test that is there', () => {
    const [, ...lines] = rows(section(text('docs/privacy.md'), 'What the respondent is told'));
    for (const [sentence, , held] of lines) {
      const { titled, missing } = namedTests(held!);
      expect(missing, sentence).toEqual([]);
      expect(titled, sentence).toBeGreaterThan(0);
    }
    const listed = lines.flatMap(([sentence]) => [...sentence!.matchAll(/`([\w.]+)`/g)].map(([, key]) => key!)).sort();
    // What it asks one to do, and what is wrong with what was typed, promises nothing.
    const asks =
      /^answer\.(stopAsk|needsScript|notHere|several|silent|unlock\w+|wrong\w+|code(Unknown|Wrong))$|^answerAbout\.codeHint$|^answerMore\.(wrong\w+|notFetched|languageNotHere)$|^posterSays\.scan$/;
    const { answer, answerAbout, answerMore, posterSays } = JSON.parse(text('locales/fi.json'));
    const said = Object.entries({ answer, answerAbout, answerMore, posterSays }).flatMap(([name, texts]) =>
      Object.entries(texts as object).flatMap(([key, words]) =>
        [words]
          .flatMap((one) => (typeof one === 'string' ? one : Object.values(one as object).join(' ')))
          .some(isSentence)
          ? [`${name}.${key}`]
          : [],
      ),
    );
    expect(
      said.filter((key) => !asks.test(key) && !listed.includes(key)),
      'sentences without a row',
    ).toEqual([]);
    const words = { answer, answerAbout, answerMore, posterSays } as Record<string, Record<string, unknown>>;
    const isThere = (key: string) => words[key.split('.')[0]!]?.[key.split('.')[1]!] !== undefined;
    expect(
      listed.filter((key) => !isThere(key)),
      'rows of what nobody is told',
    ).toEqual([]);
    expect(new Set(listed).size).toBe(listed.length);
  });

  describe('the threat model', () => {
    const threats = text('docs/threats.md').split('\n## ').slice(1);

    test('has each who may threaten, what protects and what does not', () => {
      const titles = threats.map((one) => one.split('\n')[0]);
      expect(titles).toEqual([
        'A lost phone',
        'A phone that is shared',
        'A colleague',
        'A hostile respondent',
        'A link',
        'A file or a code',
        'An endpoint',
        'The network',
        'A former employee',
        'Who runs the server',
      ]);
      for (const one of threats) expect(one).toMatch(/\n\*\*Not protected\.\*\* \S/);
    });

    test.each(threats.map((one) => [one.split('\n')[0]!, one]))(
      '%s: each line names tests that are there',
      (_, one) => {
        const [, ...lines] = rows(one);
        expect(lines.length).toBeGreaterThan(3);
        for (const cells of lines) {
          const { titled, missing } = namedTests(cells.at(-1)!);
          expect(missing).toEqual([]);
          expect(titled, cells[0]).toBeGreaterThan(0);
        }
      },
    );
  });

  test('every word of the glossary has its name in the code', () => {
    const code = sources('src').join('\n');
    const names = rows(text('docs/glossary.md')).flatMap((cells) =>
      cells.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name!)),
    );
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(code))).toEqual([]);
  });
});
