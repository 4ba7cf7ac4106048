/** Stories on this device, and how one is withdrawn: here, or as another device kept it. */
import { wallDate } from '../../i18n/wall-time.ts';
import { find, newestThat } from '../../store/find.ts';
import { isTombstone } from '../../store/kind.ts';
import { keepLocal, readLocal } from '../../store/local-only.ts';
import { countOf } from '../../store/outbox.ts';
import { NotKept, remove, removeElsewhere, revise } from '../../store/save.ts';
import { Story } from './story.ts';
import { withdrawalDigest } from './withdrawal.ts';

/** What of a code: the story it withdraws, that it was used before, or that there is no story of it here. */
export type Sought =
  | { is: 'found'; story: Story; isOwn: boolean }
  | { is: 'withdrawn'; on: string }
  | { is: 'unknown' }
  /** Nothing of it here, and what other devices keep was not read. */
  | { is: 'not-read' };

/** Gives what other devices keep of stories; undefined where no server is read, or it broke off. */
export type ReadStories = () => Promise<readonly unknown[] | undefined>;

const withdrawnName = 'stories-withdrawn';
/** The day on which a story was withdrawn here, by its code's digest. */
type Withdrawn = Record<string, string>;

/** Looks for the story of a code: on this device, then where other devices' records are read. */
export async function seekStory(code: string, read: ReadStories): Promise<Sought> {
  const digest = await withdrawalDigest(code);
  const isIts = ({ withdrawal }: Story) => withdrawal === digest;
  const [own] = await newestThat(Story, 1, isIts);
  if (own) return { is: 'found', story: own, isOwn: true };
  const on = (await readLocal<Withdrawn>(withdrawnName))?.[digest];
  if (on) return { is: 'withdrawn', on };
  const given = await read();
  if (!given) return { is: 'not-read' };
  const story = standing(given).find(isIts);
  return story ? { is: 'found', story, isOwn: false } : { is: 'unknown' };
}

/** The stories that stand among some records: of each the newest revision, none of which a tombstone came. */
function standing(records: readonly unknown[]): Story[] {
  const gone = new Set(records.filter(isTombstone).map(({ id }) => id));
  const newest = new Map<string, Story>();
  for (const record of records) {
    const story = readStory(record);
    if (story && !gone.has(story.id) && (newest.get(story.id)?.rev ?? 0) < story.rev) newest.set(story.id, story);
  }
  return [...newest.values()];
}

function readStory(record: unknown): Story | undefined {
  try {
    return Story.read(record);
  } catch {
    return undefined; // A tombstone, another kind, or a shape of tomorrow.
  }
}

/** Withdraws a story: gone from this device, and a tombstone waits for every endpoint. Rejects with `NotKept`. */
export async function withdraw({ story, isOwn }: { story: Story; isOwn: boolean }): Promise<void> {
  await (isOwn ? remove(story) : removeElsewhere(story));
  await noteWithdrawn(story);
}

async function noteWithdrawn({ withdrawal }: Story): Promise<void> {
  const before = await readLocal<Withdrawn>(withdrawnName);
  await keepLocal(withdrawnName, { ...before, [withdrawal]: wallDate(Date.now()) } satisfies Withdrawn);
}

/** Whether this device keeps any story that may have been withdrawn elsewhere. */
export const hasStories = async (): Promise<boolean> => (await countOf(Story.name)) > 0;

/** Takes from an endpoint that stories of this device were withdrawn elsewhere: they go from here too. */
export async function takeWithdrawals(records: readonly unknown[]): Promise<void> {
  for (const { kind, id, rev } of records.filter(isTombstone)) {
    const story = kind === Story.name ? await find(Story, id) : undefined;
    if (!story || story.rev >= rev) continue;
    await withdraw({ story, isOwn: true }).catch((error: unknown) => {
      // Changed or deleted in another tab meanwhile: the next reading finds it.
      if (!(error instanceof NotKept)) throw error;
    });
  }
}

/** Notes that a story of this device was printed or given as a file: what is withdrawn later cannot be taken back from there. */
export async function storyTaken({ id }: Story): Promise<void> {
  const story = await find(Story, id);
  const today = wallDate(Date.now());
  if (story && story.printedOn !== today) await revise(Story, story, { printedOn: today });
}
