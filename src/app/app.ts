import { beginSending } from '../delivery/engine/begin-sending.ts';
import { OrganisationDocument } from '../organisation.ts';
import { records } from '../records.ts';
import { openOrganisation } from '../setup/organisation-store.ts';
import { db } from '../store/db.ts';
import { getReady, KeyLost } from '../store/device.ts';
import { noteKept, wasCleared } from '../store/kept-before.ts';
import { restoreLock } from '../store/lasting-lock.ts';
import { linkOlder, markUnderWay } from '../store/link.ts';
import { isPractising } from '../store/practice.ts';
import { storageFault } from '../store/storage-fault.ts';
import { dropStaleFlag } from '../store/wiping-flag.ts';
import { endBeginning } from '../store/workers.ts';
import { retryMs } from '../store/writing.ts';
import { keepFocus } from '../ui/keep-focus.ts';
import { titlePaper } from '../ui/title.ts';
import { whenNarrow } from '../ui/when-narrow.ts';
import { askBeforeLeaving } from './ask-before-leaving.ts';
import { listenForHide } from './cover.ts';
import { takeFromAddress } from './from-address.ts';
import { quietly } from './load-part.ts';
import { untilLockIsSet, untilOpen } from './lock/until-open.ts';
import { Shell } from './shell.tsx';
import { tellLanguage } from './tell-language.ts';

/**
 * What is done before the first screen: the store opened, the organisation's configuration read, and taken what came with the
 * address, if anything did. Where the store cannot be read the screens show what they can without it, and say why; it is
 * tried again until it can, and the rest is done then.
 */
export async function begin(): Promise<void> {
  listenForHide();
  keepFocus();
  askBeforeLeaving();
  whenNarrow(partWords);
  titlePaper();
  try {
    await beginStored();
  } catch (error) {
    console.error('The store cannot be read', error instanceof Error ? error.name : '');
    // Nothing that a screen shows would be kept, and it does not pass by itself: the way on stands there, and that to others of this
    // device. A link that was opened waits for the update.
    if (storageFault(error) === 'newer' || error instanceof KeyLost)
      history.replaceState(null, '', `/recovery${location.hash}`);
    setTimeout(again, retryMs);
  }
}

const again = () => void beginStored().catch(() => setTimeout(again, retryMs));

async function beginStored(): Promise<void> {
  const root = document.getElementById('app')!;
  await untilOpen(root);
  // Nothing was made ready for use without a network under it.
  if (dropStaleFlag()) location.reload();
  // The key is made before the first live query asks for it: a live query may only read.
  await getReady();
  const page = await restoreLock();
  if (page) {
    location.replace(page);
    // Nothing of the app is drawn meanwhile.
    await new Promise(() => undefined);
  }
  await openOrganisation(OrganisationDocument);
  await untilLockIsSet(root);
  await endBeginning();
  await lookForLoss();
  // It writes, and what cannot be written keeps nothing from being read: the next start does it.
  const marked = markUnderWay(records).catch((error: unknown) => {
    console.error('What runs is marked later', error instanceof Error ? error.name : '');
  });
  await Promise.all([takeFromAddress(), marked]);
  void tellLanguage();
  // In practice nothing is ever to be sent or fetched.
  if (!isPractising) {
    void beginSending();
    workBeside();
  }
  linkOlder(records).catch((error: unknown) => {
    console.error('Older records wait for their outing', error instanceof Error ? error.name : '');
  });
}

/** Where the browser has cleared what was kept here, that is said first; a link that was opened is seen to before. */
async function lookForLoss(): Promise<void> {
  if (await wasCleared()) {
    if (!location.hash) history.replaceState(null, '', '/recovery');
  } else if ((await db.records.limit(1).count()) > 0) await noteKept();
}

/** Where a long word may be wider than its place it is parted; the texts of instruments stay word for word as they are. */
function partWords(): void {
  quietly(() => Promise.all([import('../i18n/hyphens.ts'), import('../ui/soft-hyphens.ts')])).then((come) => {
    // Where it was not kept yet, and there is no network, the words stay whole.
    if (!come) return;
    const [{ hyphenated }, { partLongWords }] = come;
    partLongWords({ hyphenate: hyphenated, except: '.answering, .sheet, .report-statement' });
  });
}

/** Nobody waits for what is done beside a person's work; where its part is not kept yet, it begins with the network. */
function workBeside(): void {
  quietly(() => import('./background.ts')).then((background) => {
    if (background) background.workBeside();
    else addEventListener('online', workBeside, { once: true });
  });
}

/** The worker's app. */
export const App = Shell;
