import type { ModuleInfo } from 'rolldown';
import { isForTheDesk } from './later.ts';

/** What the bundler knows of the modules. */
interface Graph {
  getModuleInfo(id: string): Pick<ModuleInfo, 'isEntry' | 'importers' | 'dynamicImporters'> | null;
}

/** In this order things may be wanted: the two documents, what they import then, pages, and what is left, file by file. */
const stages = [
  'respondent',
  'worker',
  'keep-ready',
  'answers',
  'sending',
  'app',
  'field',
  'beside',
  'added',
  'desk',
  'alone',
] as const;
type Stage = (typeof stages)[number];

/** Parts that are imported when they are wanted, and are no pages. */
const parts: readonly [Stage, RegExp][] = [
  ['keep-ready', /\/sw\/keep-ready\.ts$/],
  ['answers', /\/(survey\/respondent\/[\w-]+|remote\/remote-phone|hand-over\/answer-unlock|ui\/ask-text)\.tsx?$/],
  ['sending', /\/delivery\/engine\/watch\.ts$/],
  ['app', /\/app\/app\.tsx$/],
  ['beside', /\/app\/background\.ts$/],
  ['added', /\/instrument\/file\.ts$/],
];

/** What is fetched at one time. It may need modules of an earlier stage, and none of a later one. */
interface Room {
  stage: Stage;
  name: string;
}

/** The room that begins with a module: a document, a part, or the pages of one folder. */
function roomOf(id: string, isEntry: boolean, isPage: boolean): Room {
  if (isEntry) return { stage: /\/answer\/[^/]+$/.test(id) ? 'respondent' : 'worker', name: id };
  const [part] = parts.find(([, root]) => root.test(id)) ?? [];
  if (part) return { stage: part, name: part };
  if (!isPage) return { stage: 'alone', name: id };
  const stage = isForTheDesk(id) ? 'desk' : 'field';
  return { stage, name: `${/([\w-]+)\/[^/]+$/.exec(id)![1]}-${stage}` };
}

/** The rooms that need a module, those of the first stage first. */
function roomsOf(id: string, graph: Graph): Room[] {
  const rooms = new Map<string, Room>();
  const seen = new Set<string>();
  const climb = (at: string) => {
    const module = seen.has(at) ? null : graph.getModuleInfo(at);
    if (!module) return;
    seen.add(at);
    const { isEntry, importers, dynamicImporters } = module;
    if (isEntry || dynamicImporters.length > 0) {
      const room = roomOf(at, isEntry, dynamicImporters.some(isShell));
      rooms.set(room.name, room);
    }
    importers.forEach(climb);
  };
  climb(id);
  return [...rooms.values()].sort((a, b) => stages.indexOf(a.stage) - stages.indexOf(b.stage));
}

const isShell = (id: string) => id.endsWith('/app/shell.tsx');

/**
 * The file of the bundle in which a module lies: that of the first stage which needs it; of pages, that of a folder where no
 * page elsewhere needs it too. So no two files wait for each other, and there are few: each has a name, a digest and a request
 * of its own, and what lies together is compressed together. Null leaves it where it began.
 */
export function chunkOf(id: string, graph: Graph): string | null {
  if (id === '\0vite/preload-helper.js') return 'both-documents';
  const rooms = roomsOf(id, graph);
  const [first] = rooms;
  if (!first) return null;
  const has = (stage: Stage) => rooms.some((room) => room.stage === stage);
  switch (first.stage) {
    case 'respondent':
      // The start page has no need of what only the app itself shares with the respondent's.
      if (has('worker')) return 'both-documents';
      if (has('app')) return 'both-apps';
      return rooms.length > 1 ? 'respondent' : null;
    case 'worker':
      return rooms.length > 1 ? 'worker' : null;
    case 'field':
    case 'desk':
      return rooms.filter(({ stage }) => stage !== 'alone').length > 1 ? first.stage : first.name;
    case 'alone':
      return rooms.length > 1 ? namesOf(rooms) : null;
    default:
      return first.name;
  }
}

const namesOf = (rooms: Room[]) =>
  [...new Set(rooms.map(({ name }) => name.replace(/^.*\/|\.\w+$/g, '')))].sort().join('-');
