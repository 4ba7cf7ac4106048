/**
 * What participants have said and nobody has read yet: sealed on this device, in no record and never sent, until it is added to the
 * team's form. Each by a name without a time, so nothing tells in which order they spoke.
 */
import { findDraft, keepDraft } from '../store/drafts.ts';
import { find } from '../store/find.ts';
import { newUntimedId } from '../store/id.ts';
import { keepLocal, localNames, readLocal } from '../store/local-only.ts';
import { NotKept } from '../store/save.ts';
import { Assessment } from './assessment.ts';
import { AssessmentDrafts } from './draft.ts';
import { formOf, withAnswer } from './form.ts';
import { type KioskSaid, saidBy, withSaid } from './kiosk.ts';

const askedName = (id: string, key: string) => `kiosk-asked:${id}:${key}`;
const saidName = (id: string, key?: string) => `kiosk-said:${id}:${key === undefined ? '' : `${key}:`}`;

/** The question in the words in which participants are asked it; the worker's own. Rejects with `NotKept`. */
export const keepAsked = (id: string, key: string, words: string): Promise<void> =>
  keepLocal(askedName(id, key), words);

export const readAsked = async (id: string, key: string): Promise<string> =>
  (await readLocal<string>(askedName(id, key))) ?? '';

/** Keeps what one participant said. Rejects with `NotKept`. */
export const keepSaid = (id: string, key: string, text: string): Promise<void> =>
  keepLocal(saidName(id, key) + newUntimedId(), text);

const textsAt = async (id: string, key: string): Promise<string[]> => {
  const texts = await Promise.all((await localNames(saidName(id, key))).map((name) => readLocal<string>(name)));
  return texts.filter((text) => text !== undefined);
};

/** What was said to a question so far. */
export const readSaid = async (id: string, key: string): Promise<KioskSaid> => saidBy(await textsAt(id, key));

/** Throws away what was said to a question; without one to any of a form. Rejects with `NotKept`. */
export async function forgetSaid(id: string, key?: string): Promise<void> {
  for (const name of await localNames(saidName(id, key))) await keepLocal(name, undefined);
}

/**
 * Adds what was said to the participants' view of the form, beside what the team says, and forgets it here. Adds nothing of fewer than
 * five. Rejects with `NotKept`.
 */
export async function addSaid(id: string, key: string): Promise<void> {
  const said = await readSaid(id, key);
  if (said.is !== 'enough') return;
  const [record, kept] = await Promise.all([find(Assessment, id), findDraft(AssessmentDrafts, id)]);
  const base = record?.rev ?? 0;
  const form = kept?.base === base ? kept.data : formOf(record);
  const heard = withSaid(form.answers[key]?.heard, said.texts);
  const draft = { ...form, answers: withAnswer(form.answers, key, { heard }) };
  if (!(await keepDraft({ kind: Assessment.name, id, base }, draft))) throw new NotKept('changed-elsewhere');
  await forgetSaid(id, key);
}
