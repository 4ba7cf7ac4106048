/** What happens on a respondent's page: which statement is on the screen, what may be left so, what was tapped and written. */
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { fill } from '../../i18n/fill.ts';
import { ask } from '../../ui/ask.ts';
import { toFirstError } from '../../ui/to-first-error.ts';
import { type AskedForm, questionLanguage } from '../bundle/form.ts';
import { codesOf, hintOf, isField, labelsOf, stemOf, textOn } from '../instrument/instrument.ts';
import { isAnswered, isEmpty, placesShown, shownItems, unansweredItems } from '../instrument/show.ts';
import type { Recordings } from '../sound/play-sounds-dom.ts';
import type { HandedOverActions } from './answer-ends.tsx';
import type { Language } from './answer-languages.tsx';
import type { AnswerWords } from './answers.ts';
import { clearAnswer, givenAnswers } from './chosen-dom.ts';
import { informationIn } from './information-dom.ts';
import { chooseByKey, goToNextOf } from './list-keys-dom.ts';
import { firstWrong, mayStay } from './sound-fields-dom.ts';
import { type At, type Keeper, useAnswering } from './use-answering.ts';
import { type ReadAloud, useReadAloud } from './use-read-aloud.ts';
import { useRecordings } from './use-recordings.ts';
import { useSilence } from './use-silence.ts';
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
  const { instrument, language, words, keeper, ownCode, handedOver, recordings } = props;
  const { items } = instrument;
  const { form, ...answering } = useAnswering(instrument, language, keeper);
  const { at, changed, isLeaving, go, check, change, finish, stop, putAside, open } = answering;
  const way = useWay(form, instrument);
  const isDrawn = useDrawn();
  const isList = isDrawn && keeper.mode === 'assisted';
  const isOwn = isDrawn && keeper.mode === 'remote';
  const [wrong, setWrong] = useState<{ number: number; words: string }>();
  const [wrongCode, setWrongCode] = useState<string>();
  const [, drawAgain] = useState(0);
  const voice = useReadAloud(
    typeof at === 'number' && at > 0 ? questionLanguage(instrument, language, at - 1) : language,
    at,
  );
  const recorded = useRecordings(recordings, typeof at === 'number' ? at - 1 : -1, at);
  const aloud = voice ?? recorded;
  /** Who has had something read aloud hears each answer that is chosen, until they stop it. */
  const hears = useRef(false);
  if (handedOver) Object.assign(handedOver.handle, { open, putAside });
  useFocus(at);
  const quiet = at === 0 ? undefined : handedOver?.quietSeconds;
  const isCheck = at === 'check';
  const isUnderWay = typeof at === 'number' || isCheck;
  useSilence(isUnderWay ? quiet : undefined, () => void handedOver?.onSilent());
  // What stands on the last screen, a code perhaps, is not for the next person; nor is a card that was read on the first one.
  const isLeft = !isUnderWay || (at === 0 && handedOver?.hasCard);
  useSilence(isLeft ? handedOver?.quietSeconds : undefined, () => handedOver?.onNextPerson());

  // Behind the information the first statement stands ready.
  const now = typeof at === 'number' ? Math.max(at, 1) : 0;
  const held = form.current ? givenAnswers(form.current, items) : undefined;
  const shown = held ? shownItems(instrument, held) : items.map(({ showWhen }) => !showWhen);
  const places = placesShown(items, shown);
  /** How many of those that are shown have no answer. */
  const unanswered = held ? unansweredItems(instrument, held).length : items.length;
  const isNothing = held !== undefined && isEmpty(instrument, held);

  /** Whether what stands in the fields may be left so; says at the field what may not. */
  const isSound = async (numbers: number[]): Promise<boolean> => {
    const bad = await firstWrong(numbers, form.current!, instrument, keeper, words);
    setWrong(bad);
    if (bad) toFirstError(form.current!);
    return !bad;
  };
  const isWriting = (number: number) => isField(items[number - 1]!);
  const stays = useRef(new Set<string>());
  const isLooking = useRef(false);
  const mayLeave = async () => {
    const written = (isList ? way.shown() : [now]).filter(isWriting);
    if (written.length === 0) return true;
    // One look at a time: a second tap opens no second question.
    if (isLooking.current) return false;
    isLooking.current = true;
    try {
      return (
        (await isSound(written)) && (await mayStay(written, form.current!, instrument, keeper, words, stays.current))
      );
    } finally {
      isLooking.current = false;
    }
  };
  const onNext = async () => {
    if (isCheck) return finish();
    if (!(await mayLeave())) return;
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
  const begin = (field: HTMLInputElement) => {
    const code = form.current!.elements.namedItem('code') as HTMLInputElement | null;
    const fault = code && ownCode?.(code.value);
    setWrongCode(fault || undefined);
    if (!fault) return go(1);
    field.checked = false;
    code.focus();
  };
  const onChange = ({ target }: Event) => {
    const field = target as HTMLInputElement;
    if (field.name === 'code') return;
    if (field.name === 'begin') return begin(field);
    change(field.type === 'radio');
    if (hears.current && field.checked && !isList) sayStep(Number(field.value));
    if (isList || items.some(({ showWhen }) => showWhen)) drawAgain((n) => n + 1);
  };
  /** What was said of a field goes as soon as it is mended. */
  const lookAgain = async () => {
    if (wrong) setWrong(await firstWrong([wrong.number], form.current!, instrument, keeper, words));
  };
  const onInput = ({ target }: Event) => {
    void lookAgain();
    const { name, type } = target as HTMLInputElement;
    if (name === 'code') return setWrongCode(undefined);
    if (type === 'text' || type === 'date' || target instanceof HTMLTextAreaElement) change(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const field = event.target as HTMLElement;
    // A key that is held down is one press.
    if (event.repeat && ['Enter', ' '].includes(event.key) && field.matches('button, input')) event.preventDefault();
    const isEnter = event.key === 'Enter' && !event.repeat;
    // What looks like a button is one by keys too; and a short text goes on by the key that a phone's keyboard has for it.
    if (isEnter && at === 0 && field.matches('input')) document.getElementById('begin')!.click();
    else if (isList) chooseByKey(event);
    else if (isEnter && field.matches('input[type="text"], input[type="date"]'))
      document.getElementById('next')!.click();
    else if (event.key === 'Delete' && field.matches('.step input')) clearAnswer(field.closest('fieldset')!);
  };
  const sayStep = (code: number) => {
    const step = labelsOf(text, items[now - 1]!)[code];
    if (step && voice) voice.read(step);
    else recorded?.answer(code);
  };
  const unlessLeaving = (does: () => unknown) => () => void (isLeaving() || does());
  const text = textOn(instrument, language);
  const checkText = isNothing ? words.checkNothing : fill(words.checkText, { count: unanswered });
  const readable = () => {
    if (at === 0) return informationIn(form.current!);
    if (isCheck) return `${words.checkTitle}. ${checkText}`;
    const item = items[now - 1]!;
    const labels = codesOf(instrument, item).map((code) => labelsOf(text, item)[code]);
    return [stemOf(text, item), text.items[now - 1], hintOf(text, item), ...labels].filter(Boolean).join('. ');
  };
  return {
    ...answering,
    form,
    isList,
    isOwn,
    now,
    shown,
    places,
    unanswered,
    /** For each item whether it is to be answered again, and was not yet. */
    again: items.map((item, index) => changed.current?.includes(item.id) && !(held && isAnswered(item, index, held))),
    checkText,
    /** The button that goes on gives the answers. */
    isEnd: isCheck || isList || ((way.isLookedAt() || unanswered === 0) && (!held || way.after(now) === undefined)),
    wrong,
    wrongCode,
    aloud: aloud && !isList ? heard(aloud, hears, readable) : undefined,
    onChange,
    onInput,
    onKeyDown,
    onLook: unlessLeaving(onLook),
    onBack: unlessLeaving(() => go(way.before(now) ?? 1)),
    onNext: unlessLeaving(onNext),
    onStop: unlessLeaving(onStop),
  };
}

/** Reading aloud as the buttons have it: what is read by it once is heard at each tap, until it is stopped by it. */
const heard = (aloud: ReadAloud, hears: { current: boolean }, text: () => string) => ({
  isReading: aloud.isReading,
  text,
  read(words: string) {
    hears.current = true;
    aloud.read(words);
  },
  stop() {
    hears.current = false;
    aloud.stop();
  },
});

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
