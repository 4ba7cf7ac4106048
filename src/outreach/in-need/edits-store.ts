/** What this device knows better about contacts and guides: sealed, never sent, kept whatever document is loaded. */

import { useLive } from '../../store/live.ts';
import { keepLocal, localNames, readLocal } from '../../store/local-only.ts';
import type { Edit, Edits } from './contacts.ts';
import type { Guide, GuideEdits } from './guides.ts';

interface Kept {
  contacts: Edits;
  guides: GuideEdits;
}

// One row each, so that two tabs write over nothing. Ids lie in the clear; no name is an id.
const rows = { contacts: 'contact:', guides: 'guide:' } as const;

const nothing: Kept = { contacts: {}, guides: {} };

/** What is kept on this device. */
export async function readKept(): Promise<Kept> {
  const [contacts, guides] = await Promise.all([readAll<Edit>(rows.contacts), readAll<Omit<Guide, 'id'>>(rows.guides)]);
  return { contacts, guides };
}

async function readAll<T>(prefix: string): Promise<Record<string, T>> {
  const names = await localNames(prefix);
  const values = await Promise.all(names.map((name) => readLocal<T>(name)));
  const kept = names.map((name, index) => [name.slice(prefix.length), values[index]] as const);
  return Object.fromEntries(kept.filter(([, value]) => value !== undefined)) as Record<string, T>;
}

/** What is kept. Nothing at first: the numbers do not wait for it. */
export const useKept = (): Kept => useLive(readKept) ?? nothing;

/** As `useKept`, but undefined until it is known: a form begins from what is kept. */
export const useKeptOnce = (): Kept | undefined => useLive(readKept);

/** Keeps what is known better of a contact; undefined takes it back. */
export const keepContact = (id: string, edit: Edit | undefined): Promise<void> => keepLocal(rows.contacts + id, edit);

/** Keeps a guide as it was written here; undefined takes that back. */
export const keepGuide = (id: string, guide: Omit<Guide, 'id'> | undefined): Promise<void> =>
  keepLocal(rows.guides + id, guide);

/** Shows contacts again that were hidden on this device. */
export async function showAgain(ids: readonly string[]): Promise<void> {
  for (const id of ids) await keepContact(id, undefined);
}
