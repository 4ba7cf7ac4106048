import { readFileSync } from 'node:fs';
import type { OutputChunk } from 'rolldown';
import type { Plugin } from 'vite';
import { laterFiles } from './later.ts';

type Words = Record<string, Record<string, unknown>>;

/** Parts of `locales/*.json` that only pages for a desk show, each with what of it every page may say. */
const deskWords: Record<string, readonly string[]> = {
  cards: [],
  // Tänään and the field of a code say these.
  codes: [
    'today',
    'all',
    'begin',
    'count',
    'status',
    'dueOn',
    'time',
    'timeOf',
    'said',
    'plan',
    'wrong',
    'unknown',
    'alreadyAnswered',
    'notNow',
    'nextOn',
  ],
  devices: [],
  endpoint: [],
  instruments: [],
  pace: [],
  paper: [],
  plans: [],
  remote: [],
  report: [],
  setup: ['example'],
  trial: [],
};

/** The words of one language for the desk, or the rest of them. */
export function part(words: Words, isForDesk: boolean): Words {
  const chosen = Object.entries(words).map(([name, texts]) => {
    const kept = deskWords[name];
    if (!kept) return [name, isForDesk ? {} : texts] as const;
    const mine = Object.entries(texts).filter(([key]) => kept.includes(key) !== isForDesk);
    return [name, Object.fromEntries(mine)] as const;
  });
  return Object.fromEntries(chosen.filter(([, texts]) => Object.keys(texts).length > 0));
}

/** Parts each language's file in two: `?desk`, and `?now` with the rest. */
export function partWords(): Plugin {
  return {
    name: 'part-words',
    apply: 'build',
    enforce: 'pre',
    load(id) {
      const [, file, which] = /^(.*\/locales\/\w+\.json)\?(now|desk)$/.exec(id) ?? [];
      if (!file) return;
      const words = JSON.parse(readFileSync(file, 'utf8')) as Words;
      return { code: `export default ${JSON.stringify(part(words, which === 'desk'))}`, moduleType: 'js' };
    },
  };
}

/** Stops the build where a page that is there from the start says words of the desk. */
export function desksOwnWords(): Plugin {
  const names = Object.entries(deskWords).map(([name, kept]) => name + kept.map((key) => `(?!\\.${key}\\b)`).join(''));
  const said = new RegExp(`["'\`](${names.join('|')})\\.[a-z][\\w.-]*["'\`$]`, 'i');
  return {
    name: 'desks-own-words',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file): file is OutputChunk => file.type === 'chunk');
      const found = chunks.flatMap(({ fileName, code }) => {
        const [words] = (!laterFiles.has(fileName) && said.exec(code)) || [];
        return words ? [`${fileName} says ${words}`] : [];
      });
      if (found.length === 0) return;
      // The other plugins still run and fail in words of their own: ours come first.
      console.error(`Words of the desk are not there from the start:\n${found.join('\n')}`);
      this.error('See src/build/desk-words.ts');
    },
  };
}
