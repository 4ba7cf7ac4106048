import type { Plugin } from 'vite';
import { policyInPage, styleHashesIn } from '../receiver/headers.ts';

/** Each page carries its content security policy, for hosts that send no headers; it says what the receiver's headers say. */
export function policiesInPages(): Plugin {
  return {
    name: 'policies-in-pages',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const file of Object.values(bundle))
          if (file.type === 'asset' && file.fileName.endsWith('.html')) file.source = withPolicy(String(file.source));
      },
    },
  };
}

const charset = '<meta charset="utf-8" />';

function withPolicy(html: string): string {
  if (!html.includes(charset)) throw new Error('A page without its charset has no place for its policy');
  const policy = policyInPage(styleHashesIn(html));
  return html.replace(charset, `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`);
}
