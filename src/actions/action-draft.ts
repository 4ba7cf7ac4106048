/** An action while it is written, and what becomes of it. */
import * as z from 'zod/mini';
import { defineDraft } from '../store/draft-kind.ts';
import { isKeepable } from '../store/free-text.ts';
import type { Fields } from '../store/kind.ts';
import { type Action, actionTools, deedLimit, doerLimit, meansLimit } from './action.ts';

/** Where an action is agreed on. */
export interface Agreed extends Pick<Action, 'tool' | 'about' | 'place' | 'agreed'> {}

export interface ActionDraft extends Agreed {
  uid: string;
  what: string;
  who: string;
  due: string;
  means: string;
}

const nobody = '00000000-0000-4000-8000-000000000000';

export const ActionDrafts = defineDraft<ActionDraft>(
  'action',
  {
    uid: z.uuid(),
    tool: z.enum(actionTools),
    about: z.uuid(),
    place: z.string(),
    agreed: z.iso.date(),
    what: z.string(),
    who: z.string(),
    due: z.string(),
    means: z.string(),
  },
  {
    uid: nobody,
    tool: 'assessment',
    about: nobody,
    place: '1',
    agreed: '2000-01-01',
    what: '',
    who: '',
    due: '',
    means: '',
  },
);

/** What an action begins with, where something is known of it already. */
export type BegunWith = Partial<Pick<ActionDraft, 'what' | 'who' | 'means'>>;

export const blankAction = (agreed: Agreed, uid: string, known: BegunWith = {}): ActionDraft => ({
  ...agreed,
  ...{ uid, what: '', who: '', due: '', means: '' },
  ...known,
});

export const draftOfAction = ({ uid, tool, about, place, agreed, what, who, due, means }: Action): ActionDraft => ({
  ...{ uid, tool, about, place, agreed, what },
  who: who ?? '',
  due: due ?? '',
  means: means ?? '',
});

/** Whether nobody has written anything of it yet. */
export const isBlankAction = ({ what, who, due, means }: ActionDraft): boolean =>
  [what, who, due, means].every((words) => words.trim() === '');

/** What of an action cannot be kept as it is written. */
export interface ActionFaults {
  what?: 'missing' | 'unfit';
  due?: 'early' | 'no-date';
  isTextUnfit?: boolean;
}

export function faultsOfAction({ what, who, due, means, agreed }: ActionDraft): ActionFaults {
  return {
    ...(what.trim() === '' && { what: 'missing' as const }),
    ...(!isKeepable(what, deedLimit) && { what: 'unfit' as const }),
    ...(due !== '' && !z.iso.date().safeParse(due).success && { due: 'no-date' as const }),
    ...(z.iso.date().safeParse(due).success && due < agreed && { due: 'early' as const }),
    ...(!(isKeepable(who, doerLimit) && isKeepable(means, meansLimit)) && { isTextUnfit: true }),
  };
}

type Written = Pick<Fields<Action>, 'what' | 'who' | 'due' | 'means'>;

/** What is kept of a draft without faults: what was left empty is not there. */
export const writtenOf = ({ what, who, due, means }: ActionDraft): Written => ({
  what: what.trim(),
  who: who.trim() || undefined,
  due: due || undefined,
  means: means.trim() || undefined,
});
