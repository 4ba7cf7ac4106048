/** The respondent's page's way to the store: loaded beside the page, never before the first answer can be given. */

import { liveQuery } from 'dexie';
import { readSending } from '../setup/sending.ts';
import type { Sending } from '../setup/sending-words.ts';
import { getReady } from '../store/device.ts';
import { type DraftWriter, draftWriter, dropDraft, findDraft, settleDrafts } from '../store/drafts.ts';
import { create } from '../store/save.ts';
import { type Answering, finished } from './answers.ts';
import type { Instrument } from './instrument.ts';
import { SurveyResponse } from './response.ts';

const kind = SurveyResponse.name;

// A device that cannot get ready says so when it is asked to keep something.
getReady().catch(() => undefined);
let writer: { id: string; writer: DraftWriter } | undefined;

/** Keeps the answers so far under the id that the response will have. `ended` hears whether they reached the disk. */
export function keepAnswers(id: string, answering: Answering, ended: (kept: boolean) => void): void {
  if (writer?.id !== id) {
    writer = { id, writer: draftWriter({ kind, id, base: 0 }, (error) => ended(error === undefined)) };
  }
  writer.writer.write(answering);
}

/** The answers so far of an unfinished response, or undefined. */
export const findAnswers = async (id: string): Promise<Answering | undefined> => (await findDraft<Answering>(id))?.data;

/** Keeps the finished response; the draft goes with it. Rejects as `create` does, and then the draft is still kept. */
export async function finishAnswers(id: string, instrument: Instrument, answering: Answering): Promise<void> {
  await create(SurveyResponse, finished(instrument, answering), { id });
  writer = undefined;
}

/** Forgets the answers so far: the person stopped. A write that was under way does not bring them back. */
export async function forgetAnswers(id: string): Promise<void> {
  writer?.writer.stop();
  writer = undefined;
  await settleDrafts();
  await dropDraft(id);
}

/** Tells how sending stands, now and after every change of it. */
export function watchSending(changed: (sending: Sending) => void): void {
  liveQuery(readSending).subscribe({
    next: changed,
    error: (error: unknown) => console.error('The outbox cannot be read', error instanceof Error ? error.name : ''),
  });
}
