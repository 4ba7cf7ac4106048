import { readFileSync } from 'node:fs';
import type { OutputChunk } from 'rolldown';
import type { Plugin } from 'vite';
import { laterFiles } from './later.ts';

/** Parts of `locales/*.json` that only pages for a desk show. */
const deskWords = [
  'cards',
  'devices',
  'endpoint',
  'instruments',
  'pace',
  'paper',
  'plans',
  'remote',
  'report',
  'retired',
  'setup',
  'trial',
];

/** Parts each language's file in two: `?desk`, and `?now` with the rest. */
export function partWords(): Plugin {
  return {
    name: 'part-words',
    apply: 'build',
    enforce: 'pre',
    load(id) {
      const [, file, part] = /^(.*\/locales\/\w+\.json)\?(now|desk)$/.exec(id) ?? [];
      if (!file) return;
      const words = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as object);
      const mine = words.filter(([name]) => deskWords.includes(name) === (part === 'desk'));
      return { code: `export default ${JSON.stringify(Object.fromEntries(mine))}`, moduleType: 'js' };
    },
  };
}

/** Fails the build where a page that is there from the start says words of the desk. */
export function desksOwnWords(): Plugin {
  const said = new RegExp(`["'\`](${deskWords.join('|')})\\.[a-z][\\w.-]*["'\`$]`, 'i');
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
      if (found.length > 0) this.error(`Words of the desk are not there from the start:\n${found.join('\n')}`);
    },
  };
}
