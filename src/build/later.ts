import type { OutputBundle, OutputChunk, PluginContext } from 'rolldown';
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
      const now = reached(bundle, this);
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

/** Whether a page or another part is for a desk, by the path of its module. */
export const isForTheDesk = (id: string): boolean => forTheDesk.test(id);

/** Every chunk with a module that the pages reach by themselves, or by what they import when it is wanted, but for the desk's. */
function reached(bundle: OutputBundle, graph: PluginContext): Set<string> {
  const modules = new Set<string>();
  const visit = (id: string) => {
    const module = modules.has(id) ? null : graph.getModuleInfo(id);
    if (!module) return;
    modules.add(id);
    module.importedIds.forEach(visit);
    for (const next of module.dynamicallyImportedIds) if (!isForTheDesk(next)) visit(next);
  };
  for (const id of graph.getModuleIds()) if (graph.getModuleInfo(id)?.isEntry) visit(id);
  const found = new Set<string>();
  const need = (name: string) => {
    const chunk = bundle[name];
    if (chunk?.type !== 'chunk' || found.has(name)) return;
    found.add(name);
    chunk.imports.forEach(need);
  };
  for (const file of Object.values(bundle)) {
    if (file.type === 'chunk' && file.moduleIds.some((id) => modules.has(id))) need(file.fileName);
  }
  return found;
}

const stylesOf = (chunk: OutputChunk): Iterable<string> =>
  (chunk as { viteMetadata?: { importedCss: Set<string> } }).viteMetadata?.importedCss ?? [];
