import { readFileSync } from 'node:fs';
import type { OutputChunk } from 'rolldown';
import type { Plugin } from 'vite';
import { laterFiles } from './later.ts';

type Words = Record<string, Record<string, unknown>>;

/** What only pages for a desk say, by its path in `locales/*.json`: a part, or a part of one. */
const atDesk = new Set([
  'assessment',
  'cards',
  'check',
  'codes',
  'delivery',
  'devices',
  'endpoint',
  'instruments',
  'outreach.import',
  'outreach.numbers',
  'pace',
  'paper',
  'plans',
  'remote',
  'report',
  'setup',
  'trial',
]);

/** What of these parts every page may say. */
const anywhere = new Set([
  'assessment.progress',
  'codes.all',
  'codes.alreadyAnswered',
  'codes.begin',
  'codes.count',
  'codes.dueOn',
  'codes.nextOn',
  'codes.notNow',
  'codes.plan',
  'codes.said',
  'codes.status',
  'codes.time',
  'codes.timeOf',
  'codes.today',
  'codes.unknown',
  'codes.wrong',
  'delivery.at',
  'delivery.notTaken',
  'delivery.putAside',
  'delivery.waits',
  'setup.example',
]);

const isDesks = (name: string, key: string) =>
  atDesk.has(`${name}.${key}`) || (atDesk.has(name) && !anywhere.has(`${name}.${key}`));

/** The words of one language for the desk, or the rest of them. */
export function part(words: Words, isForDesk: boolean): Words {
  const chosen = Object.entries(words).map(([name, texts]) => {
    const mine = Object.entries(texts).filter(([key]) => isDesks(name, key) === isForDesk);
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
  const said = /["'`]([a-z]\w*)\.([a-z][\w-]*)[\w.-]*["'`$]/gi;
  return {
    name: 'desks-own-words',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file): file is OutputChunk => file.type === 'chunk');
      const found = chunks.flatMap(({ fileName, code }) => {
        if (laterFiles.has(fileName) || fileName.startsWith('assets/fi-')) return [];
        const desks = [...code.matchAll(said)].filter(([, name, key]) => isDesks(name!, key!));
        return desks.map(([words]) => `${fileName} says ${words}`);
      });
      if (found.length === 0) return;
      // The other plugins still run and fail in words of their own: ours come first.
      console.error(`Words of the desk are not there from the start:\n${found.join('\n')}`);
      this.error('See src/build/desk-words.ts');
    },
  };
}
