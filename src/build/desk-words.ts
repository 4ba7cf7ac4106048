import { readFileSync } from 'node:fs';
import type { OutputChunk } from 'rolldown';
import type { Plugin } from 'vite';
import { laterFiles } from './later.ts';

type Words = { [name: string]: string | Words };

/** What only pages for a desk say, by its path in `locales/*.json`: a part, or a part of one. */
const atDesk = new Set([
  'actions',
  'retention',
  'wipeOrder',
  'assessment',
  'backup',
  'builder',
  'byBackground',
  'cards',
  'charts',
  'check',
  'coDevelopment',
  'codes',
  'delivery',
  'devices',
  'documents',
  'endpoint',
  'files',
  'funderReport',
  'giveBack',
  'inclusionPractice',
  'socialReports',
  'identifying',
  'instruments',
  'kiosk',
  'linkKey',
  'lock',
  'shift',
  'more',
  'onServer',
  'outreach.import',
  'outreach.need.badPhone',
  'outreach.need.field',
  'outreach.need.gone',
  'outreach.need.guideHelp',
  'outreach.need.guideName',
  'outreach.need.guideText',
  'outreach.need.hide',
  'outreach.need.nameMissing',
  'outreach.need.neverChecked',
  'outreach.need.newer',
  'outreach.need.onlyHere',
  'outreach.need.restore',
  'outreach.need.saveChecked',
  'outreach.need.situation',
  'outreach.need.takeNewer',
  'outreach.need.textMissing',
  'outreach.numbers',
  'outreach.plan.checkInsHint',
  'outreach.plan.day',
  'outreach.plan.discard',
  'outreach.plan.equipmentHint',
  'outreach.plan.from',
  'outreach.plan.ifMissingHint',
  'outreach.plan.new',
  'outreach.plan.note',
  'outreach.plan.noteHint',
  'outreach.plan.offSiteHint',
  'outreach.plan.overNight',
  'outreach.plan.ownHint',
  'outreach.plan.pair',
  'outreach.plan.pairAdd',
  'outreach.plan.pairAway',
  'outreach.plan.pairsHint',
  'outreach.plan.part',
  'outreach.plan.permissionHint',
  'outreach.plan.phone',
  'outreach.plan.recorderHint',
  'outreach.plan.roleHint',
  'outreach.plan.save',
  'outreach.plan.stopAt',
  'outreach.plan.stopAway',
  'outreach.plan.stopIfHint',
  'outreach.plan.stopUp',
  'outreach.plan.stopsHint',
  'outreach.plan.titleHint',
  'outreach.plan.to',
  'outreach.plan.wrong',
  'outreach.share',
  'outreach.week.add',
  'outreach.week.after',
  'outreach.week.before',
  'outreach.week.now',
  'outreach.week.title',
  'pace',
  'paper',
  'paperSays',
  'plans',
  'poster',
  'posterSays',
  'practice.failed',
  'practice.help',
  'practice.start',
  'practice.title',
  'principles',
  'programme',
  'projectCard',
  'recovery',
  'quality',
  'releases',
  'remote',
  'report',
  'retired',
  'rounds',
  'setup',
  'sitting',
  'sounds',
  'stories',
  'summary',
  'trial',
  'turns',
  'wipe',
]);

/** What of these parts every page may say. */
const anywhere = new Set([
  'actions.all',
  'actions.done',
  'actions.due',
  'actions.wasDone',
  'assessment.progress',
  'coDevelopment.due',
  'coDevelopment.dueWhy',
  'codes.all',
  'codes.alreadyAnswered',
  'codes.begin',
  'codes.count',
  'codes.dueOn',
  'codes.nextOn',
  'codes.notNow',
  'codes.plan',
  'codes.readCard',
  'codes.said',
  'codes.scan',
  'codes.status',
  'codes.time',
  'codes.timeOf',
  'codes.today',
  'codes.unknown',
  'codes.wrong',
  'delivery.at',
  'delivery.notTaken',
  'delivery.putAside',
  'delivery.waits',
  'socialReports.due',
  'socialReports.outcome',
  'socialReports.outcomeAnswered',
  'socialReports.outcomeClosed',
  'outreach.share.sendAnswer',
  'outreach.share.title',
  'setup.example',
]);

/** Every beginning of a path: `a`, `a.b`, `a.b.c`. */
const beginnings = (path: string) => path.split('.').map((_, at, parts) => parts.slice(0, at + 1).join('.'));

function isDesks(path: string): boolean {
  const names = beginnings(path);
  return names.some((name) => atDesk.has(name)) && !names.some((name) => anywhere.has(name));
}

/** The words of one language for the desk, or the rest of them. */
export function part(words: Words, isForDesk: boolean, path = ''): Words {
  const chosen = Object.entries(words).flatMap(([name, text]): [string, Words[string]][] => {
    if (typeof text === 'string') return isDesks(path + name) === isForDesk ? [[name, text]] : [];
    const mine = part(text, isForDesk, `${path}${name}.`);
    return Object.keys(mine).length > 0 ? [[name, mine]] : [];
  });
  return Object.fromEntries(chosen);
}

/** Parts each language's file in two: `?desk`, and `?now` with the rest. */
export function partWords(): Plugin {
  return {
    name: 'part-words',
    enforce: 'pre',
    load(id) {
      const [, file, which] = /^(.*\/locales\/\w+\.json)\?(now|desk)$/.exec(id) ?? [];
      if (!file) return;
      const words = JSON.parse(readFileSync(file, 'utf8')) as Words;
      return { code: `export default ${JSON.stringify(part(words, which === 'desk'))}`, moduleType: 'js' };
    },
  };
}

/** Stops the build where a page that is there from the start says words of the desk. */
export function desksOwnWords(): Plugin {
  const said = /["'`]([a-z]\w*(?:\.[a-z][\w-]*)+)\.?["'`$]/gi;
  return {
    name: 'desks-own-words',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file): file is OutputChunk => file.type === 'chunk');
      const found = chunks.flatMap(({ fileName, code }) => {
        if (laterFiles.has(fileName) || fileName.startsWith('assets/fi-')) return [];
        const desks = [...code.matchAll(said)].filter(([, path]) => isDesks(path!));
        return desks.map(([words]) => `${fileName} says ${words}`);
      });
      if (found.length === 0) return;
      // The other plugins still run and fail in words of their own: ours come first.
      console.error(`Words of the desk are not there from the start:\n${found.join('\n')}`);
      this.error('See src/build/desk-words.ts');
    },
  };
}
