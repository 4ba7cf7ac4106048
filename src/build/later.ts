import type { OutputBundle, OutputChunk, PluginContext } from 'rolldown';
import type { Plugin } from 'vite';
import { isForLater } from './parts.ts';

/**
 * What is not fetched before the app can be used without a network, but after it, when the browser is idle: pages for a desk
 * and what only they need, and the other languages (the worker fetches the one that is in use before it takes over). As paths
 * from the root of the site.
 */
export const laterFiles = new Set<string>();

/** The worker that derives keys is built by itself. */
const ofDeriver = /^assets\/kdf\.worker-[\w-]+\.js$/;

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
      for (const { fileName } of Object.values(bundle)) if (ofDeriver.test(fileName)) laterFiles.add(fileName);
      for (const chunk of all) if (now.has(chunk.fileName)) for (const css of stylesOf(chunk)) laterFiles.delete(css);
    },
  };
}

/** Every chunk with a module that the pages reach by themselves, or by what they import when it is wanted, but for the desk's. */
function reached(bundle: OutputBundle, graph: PluginContext): Set<string> {
  const modules = new Set<string>();
  const visit = (id: string) => {
    const module = modules.has(id) ? null : graph.getModuleInfo(id);
    if (!module) return;
    modules.add(id);
    module.importedIds.forEach(visit);
    for (const next of module.dynamicallyImportedIds) if (!isForLater(next)) visit(next);
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
