/** Forms that were left unfinished: only this device has them, so none goes by itself; an old one is told of with its age. */
import type finnish from '../../../locales/fi.json';
import { organisation } from '../../setup/organisation-store.ts';
import { db } from '../../store/db.ts';

const day = 86_400_000;

/** The kinds of form that a person left unfinished: those of records, a plan, and what stands on the page of help. */
const ofRecords = [
  ...([
    'outing',
    'encounter',
    'guidance',
    'unmet',
    'promise',
    'phenomenon',
    'debrief',
    'response',
    'assessment',
  ] as const),
  ...(['principles', 'programme', 'codevelopment', 'inclusionpractice', 'projectcard', 'socialreport'] as const),
  ...(['story', 'funderreport', 'action'] as const),
] satisfies (keyof (typeof finnish)['kind'])[];
export type FormKind = (typeof ofRecords)[number] | 'plan' | 'contact' | 'guide';

export interface UnfinishedForm {
  id: string;
  kind: FormKind;
  /** When it was last touched, ISO 8601. */
  at: string;
  /** Whole days since then. */
  age: number;
}

/** Every one of them, the oldest first: nothing is opened. */
export async function unfinishedForms(now = Date.now()): Promise<UnfinishedForm[]> {
  const rows = await db.drafts
    .where('kind')
    .anyOf([...ofRecords, 'plan', 'contact', 'guide'])
    .toArray();
  return rows
    .map(({ id, kind, at }) => ({
      ...{ id, at, kind: kind as FormKind },
      age: Math.max(0, Math.floor((now - Date.parse(at)) / day)),
    }))
    .sort((one, other) => one.at.localeCompare(other.at));
}

/** How many are older than the organisation says, and how many days that is; undefined where it says nothing or there is none. */
export async function oldForms(now = Date.now()): Promise<{ count: number; days: number } | undefined> {
  const { drafts: days } = organisation().retention;
  if (days === undefined) return undefined;
  const count = (await unfinishedForms(now)).filter(({ age }) => age >= days).length;
  return count > 0 ? { count, days } : undefined;
}
