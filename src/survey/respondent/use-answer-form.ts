/** What happens on a respondent's page: which statement is on the screen, what may be left so, what was tapped and written. */
import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { fill } from '../../i18n/fill.ts';
import { ask } from '../../ui/ask.ts';
import type { AskedForm } from '../bundle/form.ts';
import {
  type GivenAnswers,
  isAnswered,
  isEmpty,
  placesShown,
  shownItems,
  unansweredItems,
} from '../instrument/show.ts';
import type { Recordings } from '../sound/play-sounds-dom.ts';
import type { HandedOverActions } from './answer-ends.tsx';
import type { Language } from './answer-languages.tsx';
import type { AnswerWords } from './answers.ts';
import { clearAnswer, givenAnswers } from './chosen-dom.ts';
import { informationIn } from './information-dom.ts';
import { chooseByKey, goToNextOf } from './list-keys-dom.ts';
import { type At, type Keeper, useAnswering } from './use-answering.ts';
import { questionAloud, useQuestionsAloud } from './use-questions-aloud.ts';
import { useSilence } from './use-silence.ts';
import { useSoundFields } from './use-sound-fields.ts';
import { useWay } from './use-way.ts';

export interface AnswerFormProps {
  instrument: AskedForm;
  language: string;
  words: AnswerWords;
  keeper: Keeper;
  /** Who asks, by name, where the device knows it. */
  organiser?: string | undefined;
  /** Whether a code joins the answers with those of other times. */
  isPaired?: boolean;
  /** Whether the organisation gives answers to research row by row. */
  givesRows?: boolean;
  /** On a respondent's own phone: whether everything that was kept there has gone. */
  hasGone?: boolean | undefined;
  /** Every language whose text is installed. */
  languages?: readonly Language[];
  /** A language was chosen whose words this device has not fetched yet. */
  isLanguageMissing?: boolean;
  /** The respondent's own phone, whose code is asked for: takes what was written, and answers what is wrong with it. */
  ownCode?: ((written: string) => string | undefined) | undefined;
  /** Whose answers and which survey a worker holds, where two answer together. */
  about?: string | undefined;
  /** Recorded sound of the questions, where this device has some. */
  recordings?: Recordings | undefined;
  /** What more stands below thanks. */
  thanks?: ComponentChildren;
  /** The device is handed over. */
  handedOver?:
    | (HandedOverActions & {
        quietSeconds: number;
        onSilent(): Promise<void>;
        handle: { open?: OpenAnswers; putAside?(): Promise<void> };
      })
    | undefined;
}

type OpenAnswers = ReturnType<typeof useAnswering>['open'];

export function useAnswerForm(props: AnswerFormProps) {
  const { instrument, language, words, keeper, handedOver } = props;
  const { items } = instrument;
  const { form, ...answering } = useAnswering(instrument, language, keeper);
  const { at, changed, isLeaving, go, check, change, finish, stop, putAside, open } = answering;
  const way = useWay(form, instrument);
  const isDrawn = useDrawn();
  const isList = isDrawn && keeper.mode === 'assisted';
  const [, drawAgain] = useState(0);
  const fields = useSoundFields(form, instrument, keeper, words);
  const code = useOwnCode(form, props.ownCode);
  const aloud = useQuestionsAloud(instrument, language, props.recordings, at);
  if (handedOver) Object.assign(handedOver.handle, { open, putAside });
  useFocus(at);
  useSilences(at, handedOver);

  const isCheck = at === 'check';
  // Behind the information the first statement stands ready.
  const now = typeof at === 'number' ? Math.max(at, 1) : 0;
  const held = form.current ? givenAnswers(form.current, items) : undefined;
  const { isNothing, ...standing } = standingOf(instrument, held, changed.current);
  const { unanswered } = standing;

  const onNext = async () => {
    if (isCheck) return finish();
    if (!(await fields.mayLeave(isList ? way.shown() : [now]))) return;
    const next = isList ? undefined : way.after(now);
    if (next !== undefined) go(next);
    else if (isList || way.isLookedAt() || way.open().length === 0) await finish();
    else check();
  };
  const lookedAt = useRef(0);
  const onLook = () => {
    if (isList) lookedAt.current = goToNextOf(form.current!, way.open(), lookedAt.current);
    else go(way.lookAgain() ?? 1);
  };
  const onStop = async () => {
    const chosen = await askToStop(words, handedOver !== undefined);
    if (chosen === 'stop') await stop();
    if (chosen === 'later') await putAside();
  };
  const onChange = ({ target }: Event) => {
    const field = target as HTMLInputElement;
    if (field.name === 'code') return;
    if (field.name === 'begin') return code.isTaken(field) ? go(1) : undefined;
    change(field.type === 'radio');
    if (field.checked && !isList) aloud.chosen(Number(field.value));
    if (isList || items.some(({ showWhen }) => showWhen)) drawAgain((n) => n + 1);
  };
  const onInput = ({ target }: Event) => {
    void fields.lookAgain();
    const { name, type } = target as HTMLInputElement;
    if (name === 'code') return code.mended();
    if (type === 'text' || type === 'date' || target instanceof HTMLTextAreaElement) change(false);
  };
  const unlessLeaving = (does: () => unknown) => () => void (isLeaving() || does());
  const checkText = isNothing ? words.checkNothing : fill(words.checkText, { count: unanswered });
  const onScreen = () => {
    if (at === 0) return informationIn(form.current!);
    return isCheck ? `${words.checkTitle}. ${checkText}` : questionAloud(instrument, language, now);
  };
  return {
    ...answering,
    ...standing,
    form,
    isList,
    isOwn: isDrawn && keeper.mode === 'remote',
    now,
    checkText,
    /** The button that goes on gives the answers. */
    isEnd: isCheck || isList || ((way.isLookedAt() || unanswered === 0) && (!held || way.after(now) === undefined)),
    wrong: fields.wrong,
    wrongCode: code.wrong,
    aloud: isList ? undefined : aloud.of(onScreen),
    onChange,
    onInput,
    onKeyDown: (event: KeyboardEvent) => pressKey(event, at, isList),
    onLook: unlessLeaving(onLook),
    onBack: unlessLeaving(() => go(way.before(now) ?? 1)),
    onNext: unlessLeaving(onNext),
    onStop: unlessLeaving(onStop),
  };
}

/** Which items are shown, and which of them have an answer; before the form is there, as it begins. */
function standingOf(instrument: AskedForm, held: GivenAnswers | undefined, changed: readonly string[] | undefined) {
  const { items } = instrument;
  const shown = held ? shownItems(instrument, held) : items.map(({ showWhen }) => !showWhen);
  return {
    shown,
    places: placesShown(items, shown),
    /** How many of those that are shown have no answer. */
    unanswered: held ? unansweredItems(instrument, held).length : items.length,
    isNothing: held !== undefined && isEmpty(instrument, held),
    /** For each item whether it is to be answered again, and was not yet. */
    again: items.map((item, index) => changed?.includes(item.id) && !(held && isAnswered(item, index, held))),
  };
}

/** The field of one's own code, on the respondent's own phone: what is wrong with what was written there. */
function useOwnCode(form: RefObject<HTMLFormElement | null>, ownCode: AnswerFormProps['ownCode']) {
  const [wrong, setWrong] = useState<string>();
  return {
    wrong,
    /** Whether answering may begin with it; where not, `begin`, the tick that asked, is taken back. */
    isTaken(begin: HTMLInputElement): boolean {
      const code = form.current!.elements.namedItem('code') as HTMLInputElement | null;
      const fault = code && ownCode?.(code.value);
      setWrong(fault || undefined);
      if (!fault) return true;
      begin.checked = false;
      code.focus();
      return false;
    },
    mended: () => setWrong(undefined),
  };
}

/** On a device that is handed over nothing stands open before nobody. */
function useSilences(at: At, handedOver: AnswerFormProps['handedOver']) {
  const isUnderWay = typeof at === 'number' || at === 'check';
  const quiet = at === 0 ? undefined : handedOver?.quietSeconds;
  useSilence(isUnderWay ? quiet : undefined, () => void handedOver?.onSilent());
  // What stands on the last screen, a code perhaps, is not for the next person; nor is a card that was read on the first one.
  const isLeft = !isUnderWay || (at === 0 && handedOver?.hasCard);
  useSilence(isLeft ? handedOver?.quietSeconds : undefined, () => handedOver?.onNextPerson());
}

function pressKey(event: KeyboardEvent, at: At, isList: boolean): void {
  const field = event.target as HTMLElement;
  // A key that is held down is one press.
  if (event.repeat && ['Enter', ' '].includes(event.key) && field.matches('button, input')) event.preventDefault();
  const isEnter = event.key === 'Enter' && !event.repeat;
  // What looks like a button is one by keys too; and a short text goes on by the key that a phone's keyboard has for it.
  if (isEnter && at === 0 && field.matches('input')) document.getElementById('begin')!.click();
  else if (isList) chooseByKey(event);
  else if (isEnter && field.matches('input[type="text"], input[type="date"]')) document.getElementById('next')!.click();
  else if (event.key === 'Delete' && field.matches('.step input')) clearAnswer(field.closest('fieldset')!);
}

/** False while the HTML that was there is taken over: until then nothing may be drawn otherwise. */
function useDrawn(): boolean {
  const [isDrawn, setDrawn] = useState(false);
  useEffect(() => setDrawn(true), []);
  return isDrawn;
}

/** Takes the focus to what came on screen, unless the person is already there. */
function useFocus(at: At) {
  // As it is drawn: whoever moves on with a key right away is not called back.
  useLayoutEffect(() => {
    if (at === 0) return;
    const shown = document.getElementById(typeof at === 'number' ? `q${at}` : at);
    if (shown && !shown.contains(document.activeElement)) (shown.querySelector('legend') ?? shown).focus();
  }, [at]);
}

const askToStop = (words: AnswerWords, canGoOnLater: boolean): Promise<'stop' | 'later' | 'go-on'> =>
  ask({
    title: words.stopAsk,
    text: words.stopText,
    choices: [
      { value: 'stop', label: words.stopYes, danger: true },
      ...(canGoOnLater ? [{ value: 'later' as const, label: words.later }] : []),
      { value: 'go-on', label: words.stopNo },
    ],
  });
