/** The respondent's page's way to the store: loaded beside the page, never before the first answer can be given. */

import * as z from 'zod/mini';
import { general } from '../../setup/organisation.ts';
import { openOrganisation, organisation } from '../../setup/organisation-store.ts';
import { isAlone, readSending } from '../../setup/sending.ts';
import type { Sending } from '../../setup/sending-words.ts';
import { db } from '../../store/db.ts';
import { getReady } from '../../store/device.ts';
import type { DraftRead } from '../../store/draft-kind.ts';
import { type DraftWriter, draftsOf, draftWriter, dropDraft, findDraft, settleDrafts } from '../../store/drafts.ts';
import { contactIn, hasIdentityCode } from '../../store/free-text.ts';
import { isPractising } from '../../store/practice.ts';
import { putAside } from '../../store/put-aside.ts';
import { create, newRecord } from '../../store/save.ts';
import { watch } from '../../store/watch.ts';
import { codeKey, openUnder, sealUnder } from '../../vault/code-key.ts';
import { Unreadable } from '../../vault/seal.ts';
import { readForm, readKnown } from '../bundle/bundles-store.ts';
import { askedItems, fitted, placeIn } from '../bundle/fit.ts';
import { type Form, shareOf } from '../bundle/form.ts';
import { offeredLanguages, textLanguage } from '../instrument/instrument.ts';
import { builtLanguages } from '../instrument/instruments-store.ts';
import { sharedSurvey } from '../remote/shared-survey.ts';
import { SurveyResponse } from '../response.ts';
import { surveyPart } from '../settings.ts';
import { answeredUnder, WaveEvent } from '../waves/wave-event.ts';
import { withOwnWords, wordsAround } from '../words-around.ts';
import { AnsweringDrafts, type AwayUnderCode, ResponseDrafts } from './answer-drafts.ts';
import { type Answering, finished, type PageData } from './answers.ts';
import { pagesOffered, preferredPage } from './page-languages.ts';
import { loadPageWords } from './page-words-store.ts';

export { keepLockLasting, restoreLock } from '../../store/lasting-lock.ts';
export { forgetGivenCode, keepGivenCode, readGivenCode } from './given-code-store.ts';
export { contactIn, isPractising };

const kind = SurveyResponse.name;

// A device that cannot get ready says so when it is asked to keep something.
getReady().catch(() => undefined);
let writer: { id: string; writer: DraftWriter } | undefined;
let keyed: { code: string; key: ReturnType<typeof codeKey> } | undefined;
/** Sealing takes its time: what was put away is only so when this has ended. */
let sealing: Promise<unknown> = Promise.resolve();
let isKept = true;

/** The organisation's document as who answers needs it: what it says of other work may be anything. */
const Document = z.object({ ...general, ...surveyPart.fields });

/** What an organisation has set and added, for the page to follow. */
export async function readSurveyAround() {
  await openOrganisation(Document);
  const { survey, organisation: asker, example } = surveyPart.of(organisation());
  const { bundles, instruments } = await readKnown();
  /** The languages that a bundle is offered in, and of each how many of its questions are in it. */
  const languages = (id: string) => {
    const bundle = bundles.find((one) => one.id === id);
    const parts = instruments.filter((one) => bundle?.parts.includes(one.id));
    const share = (language: string) =>
      shareOf(
        language,
        parts.map((part) => textLanguage(part, language)),
      );
    const offered = offeredLanguages(pagesOffered({ texts: bundle?.titles ?? {} }), survey.languages);
    const isAnyWhole = offered.some((language) => share(language) === 'all');
    return offered.map((language) => ({ language, share: isAnyWhole ? share(language) : ('all' as const) }));
  };
  const shared = sharedSurvey();
  return {
    survey,
    organiser: shared?.organiser ?? (example ? undefined : asker.name),
    givesRows: survey.researchRows || shared?.givesRows === true,
    isAlone: await isAlone(SurveyResponse.name),
    languages,
  };
}

/**
 * What the page of a form is drawn from in a language in which it is offered; undefined where this device does not have it. Its
 * questions may be in another language. Rejects where the words of that one have not been fetched and cannot be.
 */
export async function findForm(id: string, language: string): Promise<PageData | undefined> {
  // It may have come in the organisation's configuration.
  await readSurveyAround();
  const form = await readForm(id);
  const text = form?.texts[language];
  if (!form || !text) return undefined;
  const words = withOwnWords(
    wordsAround(form, await loadPageWords(language), text, form.purposes[language]),
    text.page,
  );
  return { form, language, words, built: builtLanguages(id) };
}

/** The language of a form's page for somebody whose device wants these, where its address names none. */
export const findLanguage = async (id: string, wanted: readonly string[]): Promise<string> =>
  preferredPage(
    (await readSurveyAround()).languages(id).map(({ language }) => language),
    wanted,
  );

/**
 * Keeps the answers so far under the id that the response will have. `ended` hears whether they reached the disk. With a code
 * only that code opens them again. `card`: the code of the card that they were begun with.
 */
export function keepAnswers(
  id: string,
  form: Form,
  given: Answering,
  ended: (kept: boolean) => void,
  code?: string,
  card?: string,
): void {
  const answering = { ...given, items: askedItems(form, given.language) };
  if (writer?.id !== id) {
    const told = (error: unknown) => {
      isKept = error === undefined;
      ended(isKept);
    };
    writer = { id, writer: draftWriter({ kind, id, base: 0 }, told) };
    setTimeout(() => checkAhead(id, form, answering).catch(() => undefined));
  }
  const { writer: now } = writer;
  if (code === undefined) {
    now.write(answering);
    return;
  }
  if (keyed?.code !== code) keyed = { code, key: codeKey(code) };
  const { key } = keyed;
  const { language, mode } = answering;
  const write = async () => {
    const underCode = await sealUnder(await key, id, answering);
    const away: AwayUnderCode = { bundle: form.id, language, mode, underCode, ...(card ? { card } : {}) };
    now.write(away);
  };
  // One after the other: an earlier state never comes after a later one.
  sealing = sealing.then(write).catch(() => ended(false));
}

/** A schema's first check takes as long as the next ten: it is made while a person reads, not while one waits for thanks. */
async function checkAhead(id: string, form: Form, answering: Answering): Promise<void> {
  const { data } = AnsweringDrafts.read(answering);
  await newRecord(SurveyResponse, finished(form, data), { id });
}

/** The answers so far of an unfinished response, or undefined: also where only a code opens them. */
export async function findAnswers(id: string): Promise<Answering | undefined> {
  const draft = await findDraft(ResponseDrafts, id);
  if (!draft || 'underCode' in draft.data) return undefined;
  return sound(id, { data: draft.data, isWhole: draft.isWhole });
}

/**
 * What the form as it is now can take of a draft, and the rest put aside; undefined where this device does not have the form: then
 * the draft stays as it is, and is gone on with once the form is there again.
 */
async function sound(id: string, { data, isWhole }: DraftRead<Answering>): Promise<Answering | undefined> {
  await readSurveyAround();
  const form = await readForm(data.bundle);
  if (!form && isWhole) return undefined;
  const fit = form && fitted(form, data);
  const row = isWhole && fit?.isWhole ? undefined : await db.drafts.get(id);
  // Of what a code has sealed nothing is written here without it: the whole goes aside as it lies.
  if (row) await putAside(row, undefined);
  if (!fit) return undefined;
  const { several: _, texts: __, items: ___, ...rest } = data;
  const changed = fit.changed.length > 0 ? fit.changed : undefined;
  return { ...rest, ...fit.given, changed, at: placeIn(form, data, data.at) };
}

/** Whether answers are put away that were begun with this card. */
export const isBegunWith = async (card: string, bundle: string): Promise<boolean> =>
  (await draftsOf(ResponseDrafts)).some(
    ({ data }) => 'underCode' in data && data.card === card && data.bundle === bundle,
  );

/** The answers that were put away under this code, or undefined; only among those begun with the card, where one is named. */
export async function findUnderCode(
  code: string,
  card?: string,
): Promise<{ id: string; answering: Answering; card?: string | undefined } | undefined> {
  for (const { id, data } of await draftsOf(ResponseDrafts)) {
    if (!('underCode' in data) || (card !== undefined && data.card !== card)) continue;
    const answering = await openUnder(code, id, data.underCode).catch((error: unknown) => {
      if (error instanceof Unreadable) return undefined;
      throw error;
    });
    const read = answering === undefined ? undefined : await sound(id, AnsweringDrafts.read(answering));
    if (read) return { id, answering: read, card: data.card };
  }
  return undefined;
}

/** Resolves when the answers so far are on the disk; rejects where the last ones did not get there. */
export async function settleAnswers(): Promise<void> {
  await sealing;
  await settleDrafts();
  if (!isKept) throw new Error('The answers so far are not kept');
  writer = undefined;
  keyed = undefined;
}

/**
 * Keeps the finished response; the draft goes with it. Rejects as `create` does, and then the draft is still kept. `unit`: whose
 * page it is, where that is not this device's unit.
 */
export async function finishAnswers(id: string, form: Form, answering: Answering, unit?: string): Promise<void> {
  await create(SurveyResponse, finished(form, answering), { id, unit });
  await tellWave(answering, unit);
  writer = undefined;
  keyed = undefined;
}

/** Says that the wave was answered. The response is kept already: what fails here is told of when a worker opens the app. */
export async function tellWave(
  { code, asked }: Pick<Answering, 'code' | 'asked'>,
  unit?: string,
  at?: string,
): Promise<void> {
  if (!code || !asked) return;
  await create(WaveEvent, answeredUnder(code, asked), { unit, ...(at ? { at } : {}) }).catch((error: unknown) => {
    console.error('A wave is not told of', error instanceof Error ? error.name : '');
  });
}

/** Forgets the answers so far: the person stopped. A write that was under way does not bring them back. */
export async function forgetAnswers(id: string): Promise<void> {
  writer?.writer.stop();
  writer = undefined;
  keyed = undefined;
  await sealing;
  await settleDrafts();
  await dropDraft(id);
}

/** Whether a text may be kept: no field takes a personal identity code. */
export const allowsText = (text: string): boolean => !hasIdentityCode(text);

/** Tells how sending stands, now and after every change of it. */
export function watchSending(changed: (sending: Sending) => void): void {
  watch(readSending, changed, (error) =>
    console.error('The outbox cannot be read', error instanceof Error ? error.name : ''),
  );
}
