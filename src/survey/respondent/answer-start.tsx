/**
 * Brings a respondent's page to life: first the form itself; the store, the outbox and what an organisation has set come
 * beside it, and never hold up an answer.
 */
import { hydrate, render } from 'preact';
import { dropEchoes } from '../../ui/echo.ts';
import { handedOver, nowAt } from '../../vault/handed-over.ts';
import { handedOverActions, stayHere } from '../hand-over/handed-over-dom.ts';
import type { SittingHere } from '../hand-over/sitting.tsx';
import { isRightToLeft, languageName } from '../instrument/instrument.ts';
import { isCoded, onOwnPhone } from '../remote/own-phone.ts';
import { isOver, lastDayIn, posterIn } from '../remote/poster.ts';
import { askedBy } from '../waves/asked.ts';
import { onDeviceAlone, together } from '../words-around.ts';
import { asking, formAddress, formAt } from './answer-address.ts';
import { codeInHash } from './answer-code.ts';
import { AnswerForm } from './answer-form.tsx';
import { keeperOf } from './answer-keeper-store.ts';
import type { PageData } from './answers.ts';
import type { AnswerFormProps } from './use-answer-form.ts';

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
  const { isDrawn, isLanguageMissing = false, untilOpen, send, keepReady } = options;
  const query = new URLSearchParams(location.search);
  const lock = handedOver();
  const isHandedOver = lock?.code !== undefined;
  if (isHandedOver && formAt(lock.page)?.id !== data.form.id) {
    location.replace(lock.page);
    return;
  }

  // Whoever holds the device, the lock says in whose hands it is.
  const mode = isHandedOver ? 'self' : (modes.find((one) => one === query.get('mode')) ?? 'self');
  const told = mode === 'remote' ? new URLSearchParams(location.hash.slice(1)) : undefined;
  const poster = told && posterIn(told)?.tag;
  const asksForCode = told !== undefined && isCoded(told);
  const store = untilOpen().then(() => import('./answers-store.ts'));
  const settings = store.then((it) => it.readSurveyAround());
  const settled = settings.then(settle, (error: unknown) => {
    console.error('The settings cannot be read', error instanceof Error ? error.name : '');
  });
  /** The form in the language in which it is shown. */
  let page = data;
  let sitting: SittingHere | undefined;
  let begun: string | undefined;
  /** It is known whose answers these are. */
  let isResumed = false;
  /** This device has no server: known with the settings. */
  let isAlone = false;
  const keeper = keeperOf({
    form: () => page.form,
    mode,
    isHandedOver,
    store,
    ready: settled,
    asked: askedBy(told?.get('asked') ?? null),
    isSamePerson,
    poster,
    ...(told ? { unit: async () => (await ownPhone()).unitOfPage(told) } : {}),
  });

  let props: AnswerFormProps = {
    instrument: data.form,
    language: data.language,
    words: data.words,
    keeper,
    isLanguageMissing,
  };
  /** The link lets nobody in any more: what comes later draws nothing over that. */
  let isClosed = false;
  const draw = (more: Partial<AnswerFormProps> = {}) => {
    props = { ...props, ...more };
    if (isClosed) return;
    render(<AnswerForm {...props} />, root);
  };
  const handle: NonNullable<AnswerFormProps['handedOver']>['handle'] = {};
  const wordsNow = () => {
    if (told) return onOwnPhone(page.words, poster !== undefined);
    const words = isAlone ? onDeviceAlone(page.words) : page.words;
    return mode === 'assisted' ? together(words) : words;
  };
  /** What of the page goes with its language, before the settings are known. */
  const inLanguage = (): Partial<AnswerFormProps> => {
    const words = { ...wordsNow(), ...sitting?.words() };
    const actions = handedOverActions(keeper, words, (kept) => handle.open?.(kept));
    const quietSeconds = props.handedOver?.quietSeconds ?? 120;
    return {
      language: page.language,
      words,
      ...(isHandedOver ? { handedOver: { ...actions, ...sitting?.handedOver(), handle, quietSeconds } } : {}),
      thanks: sitting?.thanks(),
      about: mode === 'assisted' && isResumed ? sitting?.about(page, begun) : undefined,
      isPaired: query.has('for') || asksForCode || keeper.cardRead() !== undefined,
      ...(asksForCode ? { ownCode: takeOwnCode } : {}),
    };
  };
  if (isDrawn) {
    // Nobody begins past the field for their own code.
    if (asksForCode) root.querySelector<HTMLInputElement>('#begin')!.checked = false;
    hydrate(<AnswerForm {...props} />, root);
  } else dress(data);
  if (isHandedOver) {
    stayHere();
    nowAt(addressIn(data.language));
  }
  if (isHandedOver || !isDrawn || told || query.has('for') || wordsNow() !== data.words) draw(inLanguage());
  if (query.has('for')) void keeper.known.then(() => draw());
  void holdOn().catch(() => undefined);
  void hear().catch(() => undefined);

  /** Recorded sound of the questions in the language of the page, where this device has some. */
  async function hear() {
    const { language } = page;
    await settings.catch(() => undefined);
    const { recordingsOf } = await import('../sound/play-sounds-dom.ts');
    const recordings = await recordingsOf(page.form, language);
    if (language === page.language) draw({ recordings });
  }

  /** A browser that was killed may have lost the lock, or what has become of it. */
  async function holdOn() {
    const { keepLockLasting, restoreLock } = await store;
    if (isHandedOver) return keepLockLasting();
    const there = told ? undefined : await restoreLock();
    if (there) location.replace(there);
  }

  // Without it, before it was ever fetched, one answers all the same.
  if (isHandedOver || mode === 'assisted') void sit().catch(() => undefined);

  /** Joins what the device is in the middle of: beside the page, and never before the first statement. */
  async function sit() {
    const { joinSitting } = await import('../hand-over/sitting.tsx');
    const { isBegunWith } = await store;
    sitting = await joinSitting(
      {
        ...{ keeper, isBegunWith, isHandedOver },
        survey: data.form.id,
        open: (kept) => handle.open?.(kept),
        putAside: async () => handle.putAside?.(),
        changed: () => draw(inLanguage()),
        afresh: () => location.reload(),
      },
      page.language,
    );
    draw(inLanguage());
    void keeper.finished.then(() => sitting?.finished());
    begun = await keeper.resumed;
    isResumed = true;
    draw(inLanguage());
  }

  /** Asks a worker for the code of the one whose answers are gone on with. Who has another one goes back. */
  async function isSamePerson(code: string): Promise<boolean> {
    const ask = import('../hand-over/together-dom.ts').then(({ askSamePerson }) => askSamePerson(code, page));
    // Before that was ever fetched, nobody goes on without having been asked: what was begun is kept.
    const isSame = await ask.catch(() => false);
    if (!isSame) location.replace('/surveys');
    return isSame;
  }

  /** What the organisation has set, and which languages there are. */
  async function settle(around: Awaited<typeof settings>) {
    const { survey, organiser, givesRows, languages } = around;
    const { language } = page;
    isAlone = around.isAlone;
    const all = languages(page.form.id);
    const asked = survey.background && (await (await store).findForm(page.form.id, language).catch(() => undefined));
    if (asked) page = { ...page, form: asked.form };
    draw({
      ...(isAlone && !told ? inLanguage() : {}),
      organiser,
      givesRows,
      instrument: page.form,
      languages: all.map((one) => ({
        ...one,
        name: languageName(one.language),
        isHere: one.language === language,
        choose,
      })),
      ...(props.handedOver ? { handedOver: { ...props.handedOver, quietSeconds: survey.quietSeconds } } : {}),
    });
  }

  /** The address of the form in a language, with what this one asks beside the draft. */
  function addressIn(language: string): string {
    const { form, built } = page;
    const there = formAddress(form.id, language, built.includes(language));
    const asked = isHandedOver ? {} : { mode: keeper.mode, draft: new URLSearchParams(location.search).get('draft') };
    return asking(there, { ...asked, for: query.get('for') });
  }

  /** Goes on in another language, in this very document: the answers and a code that is nowhere else stay as they are. */
  async function choose(language: string) {
    const found = await (await store).findForm(page.form.id, language).catch(() => undefined);
    // Without a network a language that has not been fetched cannot be had: the page stays as it is, and says so.
    draw({ isLanguageMissing: !found });
    if (!found) return;
    const there = addressIn(language);
    page = { ...found, built: page.built };
    history.replaceState(history.state, '', there + location.hash);
    if (isHandedOver) nowAt(there);
    dress(page);
    void hear().catch(() => undefined);
    await sitting?.in(language).catch(() => undefined);
    props = { ...props, ...inLanguage(), instrument: page.form };
    const around = await settings.catch(() => undefined);
    if (around) await settle(around);
    else draw();
  }

  /** Takes the code that was written on one's own phone. Answers what is wrong with it, in words. */
  function takeOwnCode(written: string): string | undefined {
    const code = codeInHash(written);
    if (written.trim() !== '' && code === undefined) return page.words.codeWrong;
    keeper.own(code);
    return undefined;
  }

  /** Says on a respondent's own phone whether the answers have gone: from when they are kept. Before, nothing waits. */
  async function showWhetherGone() {
    const { watchSending } = await store;
    await keeper.finished;
    watchSending(({ waiting, refused, trouble }) => {
      draw({ hasGone: waiting + refused === 0 });
      if (waiting > 0 && trouble === 'sign-in') void sayEnded().catch(() => undefined);
    });
  }

  /** The link was ended while answers waited: nobody is told that they leave as soon as there is a network. */
  async function sayEnded() {
    if ((await (await ownPhone()).ownKeyStands()) === 'open') return;
    const around = (await (await store).findForm(page.form.id, page.language))?.words;
    if (!around?.closedTitle) return;
    const notGone = around.neverLeft ?? props.words.notGone;
    draw({ words: { ...props.words, thanks: `${around.closedTitle}.`, notGone } });
  }

  /** Who asks, on a phone that knows it from its link only: beside the page, which has begun without it. */
  async function sayWhoAsks() {
    if (!told?.has('survey') || !isDrawn) return;
    const { bringSurvey } = await import('../remote/bring-survey-store.ts');
    const brought = await bringSurvey(told).catch(() => undefined);
    if (brought) draw({ organiser: brought.organiser, givesRows: brought.givesRows === true });
  }

  /** A respondent must never take practice for the real thing, nor a worker. */
  function sayPractice() {
    const said = Object.assign(document.createElement('p'), {
      className: 'practising',
      textContent: data.words.practice,
    });
    document.body.prepend(said);
  }

  async function afterwards() {
    const { isPractising } = await store;
    if (isPractising) sayPractice();
    if (told && !(await isOpenTo(told))) {
      isClosed = true;
      const whole = await (await store).findForm(page.form.id, page.language).catch(() => undefined);
      sayClosed(whole ?? page, root);
    } else if (told) {
      void showWhetherGone();
      void sayWhoAsks();
    }
    const sending = isPractising ? undefined : send();
    // A respondent's own phone is not made to keep the worker's app.
    if (!told) await keepReady();
    await sending;
  }
  const begin = () =>
    afterwards().catch((error: unknown) => console.error('Sending waits', error instanceof Error ? error.name : ''));
  if (document.readyState === 'complete') void begin();
  else addEventListener('load', begin);
}

const ownPhone = () => import('../remote/remote-phone-store.ts');

/** Whether a link still lets this phone in: by the link's last day, and by what the server says of its key. */
async function isOpenTo(told: URLSearchParams): Promise<boolean> {
  const end = await (await ownPhone()).settleIn(told);
  const until = lastDayIn(told);
  return end === 'open' && !(until && isOver(until));
}

const longAgo = '1970-01-01';

/** A poster may hang longer than its survey is open, and a history keeps its link. What was answered before is sent all the same. */
export function sayClosed(data: PageData, root: HTMLElement): void {
  dress(data);
  // No key stays in the address; loaded again, it says the same.
  history.replaceState(history.state, '', `${location.pathname}${location.search}#until=${longAgo}`);
  const said = Object.assign(document.createElement('section'), { className: 'opening stack' });
  const title = Object.assign(document.createElement('h1'), { textContent: data.words.closedTitle ?? '' });
  said.append(title, Object.assign(document.createElement('p'), { textContent: data.words.closed ?? '' }));
  render(null, root);
  root.replaceChildren(said);
}

/** What of a document says in which language it is. */
export function dress({ language, words }: PageData): void {
  document.documentElement.lang = language;
  document.documentElement.dir = isRightToLeft(language) ? 'rtl' : 'ltr';
  document.title = words.title;
}
