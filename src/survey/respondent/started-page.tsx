/** A respondent's page at work: what it was opened with, what is shown of it now, and the drawing of that. */
import { hydrate, render } from 'preact';
import { handedOverActions } from '../hand-over/handed-over-dom.ts';
import type { SittingHere } from '../hand-over/sitting.tsx';
import { isRightToLeft } from '../instrument/instrument.ts';
import { onOwnPhone } from '../remote/own-phone.ts';
import { onDeviceAlone, together } from '../words-around.ts';
import { codeInHash } from './answer-code.ts';
import { AnswerForm } from './answer-form.tsx';
import type { PageKeeper } from './answer-keeper-store.ts';
import type { Answering, AnswerWords, PageData } from './answers.ts';
import type { AnswerFormProps } from './use-answer-form.ts';

type Store = typeof import('./answers-store.ts');
type HandedOver = NonNullable<AnswerFormProps['handedOver']>;

/** What a page was opened with, what it reads and keeps, and what is shown of it. */
export interface StartedPage {
  root: HTMLElement;
  /** The HTML of the form is in the page already. */
  isDrawn: boolean;
  query: URLSearchParams;
  mode: Answering['mode'];
  isHandedOver: boolean;
  /** On the respondent's own phone: what its link tells. */
  told: URLSearchParams | undefined;
  /** The tag of the poster by whose link it was opened. */
  poster: string | undefined;
  asksForCode: boolean;
  store: Promise<Store>;
  /** What the organisation has set. */
  settings: ReturnType<Store['readSurveyAround']>;
  keeper: PageKeeper;
  /** What a worker's part of the page asks of the form. */
  handle: HandedOver['handle'];
  now: ShownNow;
}

/** What changes while somebody answers. */
export interface ShownNow {
  /** The form in the language in which it is shown. */
  page: PageData;
  props: Omit<AnswerFormProps, 'keeper'>;
  sitting?: SittingHere | undefined;
  begun?: string | undefined;
  /** It is known whose answers these are. */
  isResumed: boolean;
  /** This device has no server: known with the settings. */
  isAlone: boolean;
  /** The link lets nobody in any more: what comes later draws nothing over that. */
  isClosed: boolean;
}

/** Draws the page, with what has become known or has changed. */
export function draw({ root, keeper, now }: StartedPage, more: Partial<AnswerFormProps> = {}): void {
  now.props = { ...now.props, ...more };
  if (!now.isClosed) render(<AnswerForm {...now.props} keeper={keeper} />, root);
}

/** Brings the form that the build has put into the page to life. */
export function enliven({ root, keeper, now, asksForCode }: StartedPage): void {
  // Nobody begins past the field for their own code.
  if (asksForCode) root.querySelector<HTMLInputElement>('#begin')!.checked = false;
  hydrate(<AnswerForm {...now.props} keeper={keeper} />, root);
}

/** The words around the questions, by whose hands the device is in and where the answers go. */
export function wordsShown({ told, poster, mode, now }: StartedPage): AnswerWords {
  const { page, isAlone } = now;
  if (told) return onOwnPhone(page.words, poster !== undefined);
  const words = isAlone ? onDeviceAlone(page.words) : page.words;
  return mode === 'assisted' ? together(words) : words;
}

/** What of the page goes with its language, before the settings are known. */
export function languageProps(it: StartedPage): Partial<AnswerFormProps> {
  const { mode, query, keeper, asksForCode, now } = it;
  const { page, sitting } = now;
  const words = { ...wordsShown(it), ...sitting?.words() };
  return {
    language: page.language,
    words,
    ...(it.isHandedOver ? { handedOver: handedOverIn(it, words) } : {}),
    thanks: sitting?.thanks(),
    about: mode === 'assisted' && now.isResumed ? sitting?.about(page, now.begun) : undefined,
    isPaired: query.has('for') || asksForCode || keeper.cardRead() !== undefined,
    ...(asksForCode ? { ownCode: (written) => takeOwnCode(it, written) } : {}),
  };
}

function handedOverIn({ keeper, handle, now }: StartedPage, words: AnswerWords): HandedOver {
  const actions = handedOverActions(keeper, words, (kept) => handle.open?.(kept));
  const quietSeconds = now.props.handedOver?.quietSeconds ?? 120;
  return { ...actions, ...now.sitting?.handedOver(), handle, quietSeconds };
}

/** Takes the code that was written on one's own phone. Answers what is wrong with it, in words. */
function takeOwnCode({ keeper, now }: StartedPage, written: string): string | undefined {
  const code = codeInHash(written);
  if (written.trim() !== '' && code === undefined) return now.page.words.codeWrong;
  keeper.own(code);
  return undefined;
}

/** What of a document says in which language it is. */
export function dress({ language, words }: PageData): void {
  document.documentElement.lang = language;
  document.documentElement.dir = isRightToLeft(language) ? 'rtl' : 'ltr';
  document.title = words.title;
}
