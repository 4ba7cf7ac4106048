/** What was answered on one paper form, while it is typed in: read, looked through, typed twice on request, kept. */
import type { RefObject } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useWords, wordsOf } from '../../i18n/words.ts';
import { mayBeKept } from '../../store/ask-about-text.ts';
import { useDraft } from '../../store/use-draft.ts';
import { toFirstError } from '../../ui/to-first-error.ts';
import { askedItems } from '../bundle/fit.ts';
import type { Form } from '../bundle/form.ts';
import { isInOwnWords } from '../instrument/instrument.ts';
import { isAnswered, isEmpty, placesShown, shownItems } from '../instrument/show.ts';
import { type Typing, typingIn } from '../respondent/answer-drafts.ts';
import { give, givenAnswers } from '../respondent/chosen-dom.ts';
import { wrongWith } from '../waves/code-field.tsx';
import { firstAsked, todayInFinland } from '../waves/codes-store.ts';
import { type WrongDay, wrongDay } from './answering-day.ts';
import { keepPaperForm, typedInVersion } from './keep-paper-store.ts';
import { codeOnForm } from './paper-code.ts';
import { entryDifferences } from './paper-double.ts';
import { firstWrongOnPaper } from './paper-wrong-dom.ts';

/** What the forms of one afternoon have in common. */
export interface SameForms {
  day: string;
  version: string;
  language: string;
}

export interface PaperFormProps {
  /** Of the response that it becomes, and of its draft. */
  id: string;
  /** Every version that may stand on the paper, the newest first. */
  forms: readonly [Form, ...Form[]];
  /** Which one it is to begin with; undefined: the newest. */
  version: string | undefined;
  language: string;
  /** What stands in the code's field to begin with. */
  code: string;
  /** What stands in the day's field to begin with: forms of one afternoon have one day. */
  day: string;
  onKept(same: SameForms): void;
}

const formOf = (forms: PaperFormProps['forms'], version: string | undefined): Form =>
  forms.find((one) => one.version === version) ?? forms[0];

export function usePaperForm({ id, forms, onKept, ...begun }: PaperFormProps) {
  const { t } = useWords();
  const form = useRef<HTMLFormElement>(null);
  const initial: Typing = useMemo(
    () => ({ ...emptyForm(formOf(forms, begun.version), begun.language), written: begun.code, day: begun.day }),
    [],
  );
  const kind = useMemo(() => typingIn(forms), []);
  const draft = useDraft(kind, { id, base: 0 }, initial);
  const [failed, setFailed] = useState<unknown>();
  const { data } = draft;
  const instrument = formOf(forms, data?.version);
  const { items } = instrument;
  const isThere = data !== undefined;
  useEffect(() => {
    if (data) give(form.current!, items, data);
  }, [isThere, instrument.version]);
  const given = () => givenAnswers(form.current!, items);
  const answers = useAnswersOnPaper(form, instrument);
  const written = data?.written ?? '';
  const onForm = codeOnForm(written, instrument);
  const day = useAnsweringDay(form, data?.day ?? '', onForm.code);

  /** Goes over to another version: what was typed stays at its question, what finds none is put aside. */
  const takeVersion = async (version: string, language = data!.language) => {
    const next = formOf(forms, version);
    const typed = await typedInVersion(id, { ...data!, ...given() }, next);
    answers.mend();
    const isWritten = next.texts[language] !== undefined;
    draft.change({
      ...{ several: {}, texts: {}, ...typed },
      ...(isWritten ? { language, items: askedItems(next, language) } : {}),
    });
  };
  /** What a QR says of the form it stands on need not be chosen. The second time it is the form of the first. */
  const scanned = data?.first ? undefined : onForm.scanned;
  useEffect(() => {
    const isKnown = scanned && forms.some(({ version }) => version === scanned.version);
    const isAnother = scanned?.version !== instrument.version || scanned.language !== data?.language;
    if (isKnown && isAnother) void takeVersion(scanned.version, scanned.language).catch(setFailed);
  }, [scanned?.version, scanned?.language]);
  const wrongCode = () => {
    if (!written.includes(':')) return wrongWith(written, answers.isTried, false, t);
    return onForm.isBroken ? t('paper.broken') : onForm.isOther ? t('paper.otherForm') : undefined;
  };

  /** An answer was changed; the fields above the answers speak for themselves. */
  const change = ({ target }: Event) => {
    if (!(target as Element).closest('.entry')) return;
    answers.lookAgain();
    draft.change({ several: {}, texts: {}, ...given() });
  };
  /** Says the first thing that cannot be kept, at its place. */
  const isSound = async () => {
    const areSound = answers.areSound();
    const isDay = await day.isSound();
    const sound = areSound && isDay && data!.agreed && !onForm.isBroken && !onForm.isOther;
    if (!sound) toFirstError();
    return sound;
  };
  const again = async () => {
    if (!(await isSound())) return;
    const first = given();
    form.current!.reset();
    answers.setTried(false);
    draft.change({ first, changed: [], answers: items.map(() => null), several: {}, texts: {} });
    // The legend above the answers is the consent's, and takes no focus: the keys answer from the first statement on.
    form.current!.querySelector<HTMLElement>('.entry legend')?.focus();
  };
  const keep = async (event: Event) => {
    event.preventDefault();
    if (!(await isSound())) return;
    const now = { ...data!, ...given() };
    if (now.first && !now.isCompared && entryDifferences(instrument, now.first, now).length > 0) {
      return draft.change({ isCompared: true });
    }
    const inOwnWords = items.filter(isInOwnWords).flatMap(({ id }) => now.texts?.[id] ?? []);
    if (!(await mayBeKept(inOwnWords, t))) return;
    draft.stop();
    try {
      await keepPaperForm(id, instrument, now, onForm.code);
      onKept({ day: day.written, version: instrument.version, language: now.language });
    } catch (error) {
      setFailed(error);
      draft.resume();
    }
  };
  const shown = shownItems(instrument, data ?? initial);
  return {
    form,
    draft,
    instrument,
    takeVersion: (version: string) => void takeVersion(version).catch(setFailed),
    takeLanguage: (language: string) => draft.change({ language, items: askedItems(instrument, language) }),
    written,
    code: onForm.code,
    wrongCode: wrongCode(),
    day: day.written,
    wrongOfDay: day.wrong,
    failed,
    wrong: answers.wrong,
    isTried: answers.isTried,
    isNothing: answers.isTried && answers.isNothing(),
    shown,
    places: placesShown(items, shown),
    /** The numbers of the questions that were typed differently the second time. */
    apart: data?.first && data.isCompared ? entryDifferences(instrument, data.first, data) : [],
    /** The items that changed after they were typed in, and are to be typed in again. */
    changed: items.flatMap((item, index) =>
      data?.changed?.includes(item.id) && !isAnswered(item, index, data) ? [item.id] : [],
    ),
    change,
    again,
    keep,
  };
}

type FormRef = RefObject<HTMLFormElement | null>;

/** The answers, looked at before they are kept: the first that cannot be, and what is said of it. */
function useAnswersOnPaper(form: FormRef, instrument: Form) {
  const [wrong, setWrong] = useState<{ number: number; words: string }>();
  const [isTried, setTried] = useState(false);
  const given = () => givenAnswers(form.current!, instrument.items);
  const firstWrong = () =>
    firstWrongOnPaper(form.current!, instrument, given(), { ...wordsOf('answer'), ...wordsOf('answerMore') });
  /** A form on which nothing is answered is no response. */
  const isNothing = () => isEmpty(instrument, given());
  return {
    wrong,
    mend: () => setWrong(undefined),
    isTried,
    setTried,
    isNothing,
    areSound(): boolean {
      const found = firstWrong();
      setWrong(found);
      setTried(true);
      return !found && !isNothing();
    },
    /** What was said of an answer goes as soon as it is mended. */
    lookAgain(): void {
      if (wrong && firstWrong()?.number !== wrong.number) setWrong(undefined);
    },
  };
}

/** The day on which the form was answered, and what is wrong with it, beside the code on it. */
function useAnsweringDay(form: FormRef, written: string, code: string | undefined) {
  const [wrong, setWrong] = useState<WrongDay>();
  useEffect(() => setWrong(undefined), [written, code]);
  return {
    written,
    wrong,
    async isSound(): Promise<boolean> {
      // Of a part of a day the field gives nothing, and says that something stands there.
      const isHalf = form.current!.querySelector<HTMLInputElement>('.form-day input')?.validity.badInput === true;
      const first = code && (await firstAsked(code));
      const found = wrongDay(written, { isHalf, today: todayInFinland(), first });
      setWrong(found);
      return !found;
    },
  };
}

const emptyForm = (instrument: Form, language: string): Typing => ({
  ...{ bundle: instrument.id, version: instrument.version },
  items: askedItems(instrument, language),
  language,
  mode: 'paper',
  startedAt: new Date().toISOString(),
  at: 1,
  answers: instrument.items.map(() => null),
  written: '',
  agreed: false,
});
