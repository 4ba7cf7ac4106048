/**
 * Brings a respondent's page to life: first the form itself; the store, the outbox and what an organisation has set come
 * beside it, and never hold up an answer.
 */
import { dropEchoes } from '../../ui/echo.ts';
import { handedOver, nowAt } from '../../vault/handed-over.ts';
import { stayHere } from '../hand-over/handed-over-dom.ts';
import { isCoded } from '../remote/own-phone.ts';
import { posterIn } from '../remote/poster.ts';
import { askedBy } from '../waves/asked.ts';
import { afterStart, ownPhone } from './after-start-dom.ts';
import { formAt } from './answer-address.ts';
import { keeperOf } from './answer-keeper-store.ts';
import { addRecordings, addressIn, showSettings } from './answer-language-dom.ts';
import type { PageData } from './answers.ts';
import { draw, dress, enliven, languageProps, type ShownNow, type StartedPage, wordsShown } from './started-page.tsx';

const modes = ['self', 'assisted', 'remote'] as const;

interface StartOptions {
  /** The HTML of the form is in the page already. */
  isDrawn: boolean;
  /** The words of the language that was asked for are not on this device, and could not be fetched. */
  isLanguageMissing?: boolean;
  /** Resolves when the device may be read: where a worker has set a lock, when it is open. */
  untilOpen(): Promise<unknown>;
  /** Begins to send what waits. */
  send(): Promise<unknown>;
  /** Begins to make the app ready for use without a network. */
  keepReady(): Promise<unknown>;
}

/** Draws the form over what is in `root`, where the build has put it there, else anew; then everything else. */
export function startAnswering(data: PageData, root: HTMLElement, options: StartOptions): void {
  // A double tap on «Aloitan» is no answer to what comes in its place.
  dropEchoes();
  const lock = handedOver();
  const isHandedOver = lock?.code !== undefined;
  if (isHandedOver && formAt(lock.page)?.id !== data.form.id) {
    location.replace(lock.page);
    return;
  }
  const it = opened(data, root, isHandedOver, options);
  drawFirst(it);
  if (it.query.has('for')) void it.keeper.known.then(() => draw(it));
  void holdOn(it).catch(() => undefined);
  void addRecordings(it).catch(() => undefined);
  // Without it, before it was ever fetched, one answers all the same.
  if (isHandedOver || it.mode === 'assisted') void sit(it).catch(() => undefined);
  const begin = () =>
    afterStart(it, options).catch((error: unknown) =>
      console.error('Sending waits', error instanceof Error ? error.name : ''),
    );
  if (document.readyState === 'complete') void begin();
  else addEventListener('load', begin);
}

/** Begins to read what is kept and what is set; nothing is drawn before `drawFirst`. */
function opened(data: PageData, root: HTMLElement, isHandedOver: boolean, options: StartOptions): StartedPage {
  const { isDrawn, isLanguageMissing = false } = options;
  const query = new URLSearchParams(location.search);
  // Whoever holds the device, the lock says in whose hands it is.
  const mode = isHandedOver ? 'self' : (modes.find((one) => one === query.get('mode')) ?? 'self');
  const told = mode === 'remote' ? new URLSearchParams(location.hash.slice(1)) : undefined;
  const poster = told && posterIn(told)?.tag;
  const asksForCode = told !== undefined && isCoded(told);
  const props = { instrument: data.form, language: data.language, words: data.words, isLanguageMissing };
  const now: ShownNow = { page: data, props, isResumed: false, isAlone: false, isClosed: false };
  const store = options.untilOpen().then(() => import('./answers-store.ts'));
  const settings = store.then((them) => them.readSurveyAround());
  const settled = settings.then(
    (around) => showSettings(it, around),
    (error: unknown) => console.error('The settings cannot be read', error instanceof Error ? error.name : ''),
  );
  const keeper = keeperOf({
    form: () => now.page.form,
    ...{ mode, isHandedOver, store, poster },
    ready: settled,
    asked: askedBy(told?.get('asked') ?? null),
    isSamePerson: (code) => isSamePerson(code, now.page),
    ...(told ? { unit: async () => (await ownPhone()).unitOfPage(told) } : {}),
  });
  const its = { root, isDrawn, query, mode, isHandedOver, told, poster, asksForCode };
  const it: StartedPage = { ...its, store, settings, keeper, handle: {}, now };
  return it;
}

function drawFirst(it: StartedPage): void {
  const { isDrawn, isHandedOver } = it;
  const { page } = it.now;
  if (isDrawn) enliven(it);
  else dress(page);
  if (isHandedOver) {
    stayHere();
    nowAt(addressIn(it, page.language));
  }
  if (isHandedOver || !isDrawn || it.told || it.query.has('for') || wordsShown(it) !== page.words)
    draw(it, languageProps(it));
}

/** A browser that was killed may have lost the lock, or what has become of it. */
async function holdOn({ store, isHandedOver, told }: StartedPage): Promise<void> {
  const { keepLockLasting, restoreLock } = await store;
  if (isHandedOver) return keepLockLasting();
  const there = told ? undefined : await restoreLock();
  if (there) location.replace(there);
}

/** Joins what the device is in the middle of: beside the page, and never before the first statement. */
async function sit(it: StartedPage): Promise<void> {
  const { keeper, handle, now } = it;
  const { joinSitting } = await import('../hand-over/sitting.tsx');
  const { isBegunWith } = await it.store;
  now.sitting = await joinSitting(
    {
      ...{ keeper, isBegunWith, isHandedOver: it.isHandedOver },
      survey: now.page.form.id,
      open: (kept) => handle.open?.(kept),
      putAside: async () => handle.putAside?.(),
      changed: () => draw(it, languageProps(it)),
      afresh: () => location.reload(),
    },
    now.page.language,
  );
  draw(it, languageProps(it));
  void keeper.finished.then(() => now.sitting?.finished());
  now.begun = await keeper.resumed;
  now.isResumed = true;
  draw(it, languageProps(it));
}

/** Asks a worker for the code of the one whose answers are gone on with. Who has another one goes back. */
async function isSamePerson(code: string, page: PageData): Promise<boolean> {
  const ask = import('../hand-over/together-dom.ts').then(({ askSamePerson }) => askSamePerson(code, page));
  // Before that was ever fetched, nobody goes on without having been asked: what was begun is kept.
  const isSame = await ask.catch(() => false);
  if (!isSame) location.replace('/surveys');
  return isSame;
}
