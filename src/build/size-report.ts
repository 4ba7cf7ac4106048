import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { partsIn } from './parts-list.ts';

/** Bytes after brotli 11. CI fails above these. */
export const budgets = {
  /** Script and style before the first statement of a survey can be answered. */
  firstStatement: 35_000,
  /** Everything that is kept on the device for use without a network. */
  precached: 250_000,
};

const text = /\.(js|css|html|svg|webmanifest|json|txt)$/;
const filesIn = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [path];
  });

/** What is sent of a file: its compressed twin, where it has one. */
const brotli = (file: string) => statSync(text.test(file) ? `${file}.br` : file).size;

/** The scripts that a page loads by itself, with their static imports, and its inline style. */
function beforeFirstAnswer(dist: string, page: string): { bytes: number; requests: number } {
  const html = readFileSync(join(dist, page), 'utf8');
  const linked = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, file]) => file!);
  const style = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, css]) => css).join('');
  const bytes = [...new Set(linked)].reduce((sum, file) => sum + brotli(join(dist, file)), 0);
  return { bytes: bytes + brotliCompressSync(style).length, requests: new Set(linked).size + 1 };
}

/** Measures a built app by the twins that the build laid: what the budgets and the README speak of. Pictures as they are. */
export function measure(dist = 'dist') {
  const parts = partsIn(dist);
  const precached = [...parts.now.map(({ url }) => join(dist, url)), join(dist, 'sw.js')];
  const later = parts.later.map(({ url }) => url);
  return {
    firstStatement: beforeFirstAnswer(dist, 'answer/esis.fi.html'),
    start: beforeFirstAnswer(dist, 'index.html'),
    precached: { bytes: precached.reduce((sum, file) => sum + brotli(file), 0), files: precached.length },
    later: { bytes: later.reduce((sum, file) => sum + brotli(join(dist, file)), 0), files: later.length },
  };
}

/** Lays a compressed twin beside every text file, and prints what the app weighs and its checksum. */
export function sizeReport(): Plugin {
  return {
    name: 'size-report',
    apply: 'build',
    enforce: 'post',
    closeBundle: {
      order: 'post',
      sequential: true,
      handler() {
        // The worker is built after the app: only then is everything there. After a build that failed the app is not.
        if (!['sw.js', 'index.html'].every((file) => existsSync(join('dist', file)))) return;
        for (const file of filesIn('dist').filter((name) => text.test(name))) {
          writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file)));
          writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
        }
        const { firstStatement, start, precached, later } = measure();
        const kb = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
        console.log(
          [
            'Size after brotli:',
            `  before the first statement can be answered  ${kb(firstStatement.bytes)} of ${kb(budgets.firstStatement)}, ${firstStatement.requests} requests`,
            `  before the start page is drawn              ${kb(start.bytes)}, ${start.requests} requests`,
            `  everything kept for use without a network   ${kb(precached.bytes)} of ${kb(budgets.precached)}, ${precached.files} files`,
            `  fetched when idle, and kept too             ${kb(later.bytes)}, ${later.files} files`,
            `Checksum: ${partsIn('dist').checksum}`,
          ].join('\n'),
        );
      },
    },
  };
}
