import type { ModuleInfo } from 'rolldown';
import { parts, type Room, roomAt } from './parts.ts';

/** What the bundler knows of the modules. */
interface Graph {
  getModuleInfo(id: string): Pick<ModuleInfo, 'isEntry' | 'importers' | 'dynamicImporters'> | null;
}

/** Something that begins with a module, and when: it may need modules of an earlier stage, and none of a later one. */
interface Beginning extends Pick<Room, 'name'> {
  stage: string;
}

const partsOf = (need: Room['need']) => parts.filter((part) => part.need === need).map(({ name }) => name);
const stages = ['respondent', 'worker', ...partsOf('field'), 'field', ...partsOf('desk'), 'desk', 'alone'];

function beginningAt(id: string, isEntry: boolean): Beginning {
  if (isEntry) return { stage: /\/answer\/[^/]+$/.test(id) ? 'respondent' : 'worker', name: id };
  const room = roomAt(id);
  if (!room) return { stage: 'alone', name: id };
  return { stage: room.isScreen ? room.need : room.name, name: room.name };
}

/** Whatever needs a module, the earliest first. */
function beginningsOf(id: string, graph: Graph): Beginning[] {
  const found = new Map<string, Beginning>();
  const seen = new Set<string>();
  const climb = (at: string) => {
    const module = seen.has(at) ? null : graph.getModuleInfo(at);
    if (!module) return;
    seen.add(at);
    if (module.isEntry || module.dynamicImporters.length > 0) {
      const beginning = beginningAt(at, module.isEntry);
      found.set(beginning.name, beginning);
    }
    module.importers.forEach(climb);
  };
  climb(id);
  return [...found.values()].sort((a, b) => stages.indexOf(a.stage) - stages.indexOf(b.stage));
}

/**
 * The file of the bundle in which a module lies: that of the earliest stage which needs it; of screens, that of a folder where
 * no other screen needs it too. So no two files wait for each other, and there are few: each has a name, a digest and a request
 * of its own, and what lies together is compressed together. Null leaves it where it begins.
 */
export function chunkOf(id: string, graph: Graph): string | null {
  if (id === '\0vite/preload-helper.js') return 'both-documents';
  const all = beginningsOf(id, graph);
  const [first] = all;
  if (!first) return null;
  // The script that several pages begin with runs when it is fetched: what others need is never with it.
  if (isScriptOfPages(id, graph)) return namesOf([{ name: id }]);
  const has = (stage: string) => all.some((one) => one.stage === stage);
  switch (first.stage) {
    case 'respondent':
      // The start page has no need of what only the app itself shares with the respondent's.
      if (has('worker')) return 'both-documents';
      if (has('app')) return 'both-apps';
      return all.length > 1 ? 'respondent' : null;
    case 'worker':
      return all.length > 1 ? 'worker' : null;
    case 'field':
    case 'desk':
      return all.filter(({ stage }) => stage !== 'alone').length > 1 ? first.stage : first.name;
    case 'alone':
      return all.length > 1 ? namesOf(all) : null;
    default:
      return first.name;
  }
}

function isScriptOfPages(id: string, graph: Graph): boolean {
  const importers = graph.getModuleInfo(id)?.importers ?? [];
  return importers.length > 1 && importers.every((one) => graph.getModuleInfo(one)?.isEntry);
}

const namesOf = (all: Pick<Beginning, 'name'>[]) =>
  [...new Set(all.map(({ name }) => name.replace(/^.*\/|\.\w+$/g, '')))].sort().join('-');
