/** Actions on the device: this device's own and those of others that were joined, each once. */
import { wallDate } from '../i18n/wall-time.ts';
import { everyOf } from '../store/copies.ts';
import { deviceId } from '../store/device.ts';
import { draftsOf, dropDraft, findDraft, keepDraft, settleDrafts } from '../store/drafts.ts';
import { idFor } from '../store/kind.ts';
import { create, NotKept, revise } from '../store/save.ts';
import { Action, latestActions } from './action.ts';
import {
  type ActionDraft,
  ActionDrafts,
  type Agreed,
  type BegunWith,
  blankAction,
  draftOfAction,
  faultsOfAction,
  isBlankAction,
  writtenOf,
} from './action-draft.ts';

/** Every action that is known here, in its newest version. */
export const allActions = async (): Promise<Action[]> => latestActions(await everyOf(Action));

/** What was agreed on in one thing of a tool: a round, a practice. */
export const actionsAbout = async (about: string): Promise<Action[]> =>
  (await allActions()).filter((action) => action.about === about);

/** This device's own record for an action; undefined where another device made it and nothing was said of it here. */
async function ownOf(uid: string): Promise<Action | undefined> {
  const [device, all] = await Promise.all([deviceId(), everyOf(Action)]);
  return latestActions(all.filter((action) => action.uid === uid && action.device === device))[0];
}

/** Keeps a change of an action as this device's own word on it, newer than all that is known here. Rejects with `NotKept`. */
export async function changeAction(
  latest: Action,
  some: Partial<Pick<Action, 'state' | 'doneOn' | 'what' | 'who' | 'due' | 'means'>>,
): Promise<Action> {
  const { uid, tool, about, place, what, who, due, means, agreed, state, doneOn } = latest;
  const fields = { uid, tool, about, place, what, who, due, means, agreed, state, doneOn, ...some };
  const own = await ownOf(uid);
  const next = { ...fields, sequence: Math.max(latest.sequence, own?.sequence ?? 0) + 1 };
  if (!own) return create(Action, next);
  // What is being written of it goes with the revision that it was begun on: it goes on from the new one.
  await settleDrafts();
  const begun = await findDraft(ActionDrafts, own.id);
  const kept = await revise(Action, own, next);
  if (begun?.base === own.rev) await keepDraft({ kind: Action.name, id: own.id, base: kept.rev }, begun.data);
  return kept;
}

/** Marks an action as done on a day, or as open again. */
export const markDone = (action: Action, doneOn = wallDate(Date.now())): Promise<Action> =>
  changeAction(action, { state: 'done', doneOn });
export const markOpen = (action: Action): Promise<Action> => changeAction(action, { state: 'open', doneOn: undefined });

/** What is still to be done of what was agreed in one round, look at a practice or programme; or at one place of it. */
export const openActionsOf = async (about: string, at?: string): Promise<Action[]> =>
  (await allActions()).filter(
    (action) => action.about === about && action.state === 'open' && (at === undefined || action.place === at),
  );

/** Leaves actions undone: they stay in the list, and can be opened again. Rejects with `NotKept`. */
export async function letGoOf(actions: readonly Action[]): Promise<void> {
  for (const action of actions) await changeAction(action, { state: 'dropped' });
}

/** The actions that are being written about one round, look at a practice or programme; or at one place of it. */
const begunAbout = async (about: string, at?: string) =>
  (await draftsOf(ActionDrafts)).filter(({ data }) => data.about === about && (at === undefined || data.place === at));

/**
 * Keeps the actions that are still being written about something, as it is kept itself: who says that all of it is to be kept means
 * them too. One without a word goes; one that cannot be kept as it stands stays a form. Rejects with `NotKept`.
 */
export async function keepBegunAbout(about: string): Promise<void> {
  await settleDrafts();
  for (const { id, base, data } of await begunAbout(about)) {
    if (isBlankAction(data)) await dropDraft(id);
    else if (Object.keys(faultsOfAction(data)).length === 0)
      await keepAction(id, base, data).catch((problem: unknown) => {
        // Another tab was quicker: its form says so.
        if (!(problem instanceof NotKept && /^(already-saved|changed-elsewhere)$/.test(problem.why))) throw problem;
      });
  }
}

/** Throws away what was being written of actions, with what they are about. Rejects with `NotKept`. */
export async function dropBegunAbout(about: string, at?: string): Promise<void> {
  await settleDrafts();
  for (const { id } of await begunAbout(about, at)) await dropDraft(id);
}

/** Begins a new action, which its place then shows as a form. */
export async function beginAction(agreed: Agreed, known?: BegunWith): Promise<void> {
  const draft = blankAction(agreed, crypto.randomUUID(), known);
  await keepDraft({ kind: Action.name, id: idFor(Action.name), base: 0 }, draft);
}

/** Begins to change an action: the form stands in its place. */
export async function beginChange(action: Action): Promise<void> {
  const own = await ownOf(action.uid);
  const of = own ? { id: own.id, base: own.rev } : { id: idFor(Action.name), base: 0 };
  await keepDraft({ kind: Action.name, ...of }, draftOfAction(action));
}

/** Keeps what was written: a new action, or this device's word on one that is known. Rejects with `NotKept`. */
export async function keepAction(id: string, base: number, draft: ActionDraft): Promise<Action> {
  const known = (await allActions()).find(({ uid }) => uid === draft.uid);
  const own = base > 0 ? await ownOf(draft.uid) : undefined;
  const { uid, tool, about, place, agreed } = draft;
  const written = writtenOf(draft);
  const sequence = known ? known.sequence + 1 : 0;
  if (own) {
    const { state, doneOn } = known ?? own;
    return revise(Action, { ...own, rev: base }, { ...written, state, doneOn, sequence });
  }
  const { state = 'open', doneOn } = known ?? {};
  return create(
    Action,
    { uid, tool, about, place, agreed, ...written, state, ...(doneOn && { doneOn }), sequence },
    { id },
  );
}
