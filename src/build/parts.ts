import { readFileSync } from 'node:fs';
import { posix, relative } from 'node:path';

/** `field`: on the device before the app counts as ready for use without a network. `desk`: fetched after that, when idle. */
export type Need = 'field' | 'desk';

const table = 'src/app/routes.ts';

/** When each screen is needed, by the path of its module, as the table of routes says. Throws where a line cannot be read. */
export function screensIn(code: string): Map<string, Need> {
  const line = /\b(field|desk)\(\s*'[^']+',\s*\(\) =>\s*import\('([^']+)'\)/g;
  const lines = [...code.matchAll(line)];
  if (lines.length !== code.split('import(').length - 1) throw new Error(`${table}: a line that the build cannot read`);
  return new Map(lines.map(([, need, path]) => [posix.join(posix.dirname(table), path!), need as Need]));
}

const screens = screensIn(readFileSync(table, 'utf8'));

/** What is imported when it is wanted and is no screen, in the order in which it may be: for each need before its screens. */
export const parts: readonly { name: string; need: Need; modules: readonly string[] }[] = [
  { name: 'keep-ready', need: 'field', modules: ['src/sw/keep-ready.ts'] },
  {
    name: 'answers',
    need: 'field',
    modules: [
      'src/survey/respondent/answers-store.ts',
      'src/survey/remote/remote-phone-store.ts',
      'src/survey/hand-over/unlock-dom.ts',
      'src/ui/ask-text.ts',
    ],
  },
  { name: 'app', need: 'field', modules: ['src/app/app.ts'] },
  // Where a lock is set, its worker keeps this before a version takes over.
  {
    name: 'lock',
    need: 'desk',
    modules: ['src/app/lock/open-lock.tsx', 'src/app/lock/lock-page.tsx', 'src/app/lock/workers-page.tsx'],
  },
  // Without a network nothing is sent.
  { name: 'sending', need: 'desk', modules: ['src/delivery/engine/watch.ts'] },
  { name: 'beside', need: 'desk', modules: ['src/app/background.ts', 'src/app/all-reminders.tsx'] },
  { name: 'link-key', need: 'desk', modules: ['src/setup/take-link-key-store.ts'] },
  {
    name: 'added',
    need: 'desk',
    modules: [
      'src/survey/instrument/file.ts',
      'src/survey/bundle/read-bundle.ts',
      'src/survey/remote/bring-survey-store.ts',
    ],
  },
  { name: 'kiosk', need: 'desk', modules: ['src/assessment/kiosk-start.tsx'] },
  { name: 'docx', need: 'desk', modules: ['src/documents/docx.ts'] },
  { name: 'hyphens', need: 'desk', modules: ['src/i18n/hyphens.ts', 'src/ui/soft-hyphens.ts'] },
  {
    name: 'read-card',
    need: 'desk',
    modules: [
      'src/survey/waves/read-card.tsx',
      'src/survey/waves/scan-card.tsx',
      'src/survey/hand-over/sitting.tsx',
      'src/survey/hand-over/sitting-store.ts',
      'src/survey/hand-over/together-dom.ts',
      'src/survey/sound/play-sounds-dom.ts',
    ],
  },
];

/** What is fetched at one time: a part, or the screens of one folder. */
export interface Room {
  name: string;
  need: Need;
  isScreen: boolean;
}

/** Folders whose screens are fetched together with those of the folders in them: each of these is too small for a file. */
const together = ['assessment', 'app', 'outreach', 'survey'];

const folderOf = (path: string) =>
  together.find((folder) => path.startsWith(`src/${folder}/`)) ?? posix.basename(posix.dirname(path));

/** The room that begins with a module, by its id in the bundler. None where a module is neither screen nor part. */
export function roomAt(id: string): Room | undefined {
  const path = relative(process.cwd(), id);
  const part = parts.find(({ modules }) => modules.includes(path));
  if (part) return { ...part, isScreen: false };
  const need = screens.get(path);
  return need && { name: `${folderOf(path)}-${need}`, need, isScreen: true };
}

/** The words of other languages than the source, and those of the desk. */
const words = /\/locales\/(?!fi\.)|\.json\?desk$/;

/** Whether what begins with a module, and only it needs, is fetched when the browser is idle. */
export const isForLater = (id: string): boolean => words.test(id) || roomAt(id)?.need === 'desk';
