import type { Plugin } from 'vite';

const words = /\bdescribeField\(\s*(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`)\s*,/g;

/** Leaves out of the app what only the published JSON Schema says of each field. */
export function withoutDescriptions(): Plugin {
  return {
    name: 'without-descriptions',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/src\/setup\/[\w-]+\.ts$/.test(id) || id.endsWith('/describe-field.ts')) return;
      return { code: code.replace(words, "describeField('',"), map: null };
    },
  };
}
