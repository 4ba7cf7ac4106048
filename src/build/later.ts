import type { OutputBundle, OutputChunk } from 'rolldown';
import type { Plugin } from 'vite';

/**
 * What is not fetched before the app can be used without a network, but after it, when the browser is idle: pages for a desk
 * and what only they need, and the other languages (the worker fetches the one that is in use before it takes over). By the
 * path of the module that is imported when it is wanted.
 */
const forTheDesk =
  /\/src\/(app\/background|results|statistics|charts|disclosure|assessment\/|i18n\/hyphens|ui\/soft-hyphens|outreach\/(plan\/plan-(form|week)|calendar\/(share|import)-page|in-need\/(contact|guide)-page|numbers)|survey\/(respondent\/background|instrument\/(file|instruments-page|formats)|paper\/(print-form|paper-entry)|remote\/remote-link|waves\/(read-card|cards-page|plans-page|codes-page|code-page|new-code))|setup\/(organisation|share)-page|delivery\/(screens\/(delivery|load-organisation|numbers)|endpoints))\b|\/node_modules\/qr\b|\/locales\/(?!fi\.)|\.json\?desk$/;

/** The files of the bundle that nothing else reaches, as paths from the root of the site. */
export const laterFiles = new Set<string>();

/** Finds the later files. */
export function later(): Plugin {
  return {
    name: 'later',
    enforce: 'post',
    generateBundle(_, bundle) {
      const now = reached(bundle);
      const all = Object.values(bundle).filter((file) => file.type === 'chunk');
      for (const chunk of all) {
        if (now.has(chunk.fileName)) continue;
        laterFiles.add(chunk.fileName);
        for (const css of stylesOf(chunk)) laterFiles.add(css);
      }
      for (const chunk of all) if (now.has(chunk.fileName)) for (const css of stylesOf(chunk)) laterFiles.delete(css);
    },
  };
}

/** Every chunk that the pages reach by themselves, and by what they import when it is wanted, but for the desk's. */
function reached(bundle: OutputBundle): Set<string> {
  const chunk = (name: string) => bundle[name] as OutputChunk | undefined;
  const found = new Set<string>();
  const visit = (name: string) => {
    const here = chunk(name);
    if (!here || found.has(name)) return;
    found.add(name);
    for (const next of here.imports) visit(next);
    for (const next of here.dynamicImports) if (!isForTheDesk(chunk(next))) visit(next);
  };
  for (const file of Object.values(bundle)) if (file.type === 'chunk' && file.isEntry) visit(file.fileName);
  return found;
}

const stylesOf = (chunk: OutputChunk): Iterable<string> =>
  (chunk as { viteMetadata?: { importedCss: Set<string> } }).viteMetadata?.importedCss ?? [];

/** By the module that is imported; of a chunk that has none of its own, because others import it too, by any in it. */
const isForTheDesk = (chunk: OutputChunk | undefined): boolean =>
  chunk?.facadeModuleId
    ? forTheDesk.test(chunk.facadeModuleId)
    : (chunk?.moduleIds ?? []).some((module) => forTheDesk.test(module));
