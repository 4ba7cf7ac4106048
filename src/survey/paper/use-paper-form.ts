/** What was answered on one paper form, while it is typed in: read, looked through, typed twice on request, kept. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useWords, wordsOf } from '../../i18n/words.ts';
import { mayBeKept } from '../../store/ask-about-text.ts';
import { db } from '../../store/db.ts';
import { settleDrafts } from '../../store/drafts.ts';
import { afterSave } from '../../store/persist.ts';
import { putAside } from '../../store/put-aside.ts';
import { create } from '../../store/save.ts';
import { useDraft } from '../../store/use-draft.ts';
import { toFirstError } from '../../ui/to-first-error.ts';
import { askedItems } from '../bundle/fit.ts';
import type { Form } from '../bundle/form.ts';
import { isInOwnWords } from '../instrument/instrument.ts';
import { type GivenAnswers, isAnswered, isEmpty, placesShown, shownItems } from '../instrument/show.ts';
import { type Typing, typedAs, typingIn } from '../respondent/answer-drafts.ts';
import { finished } from '../respondent/answers.ts';
import { tellWave } from '../respondent/answers-store.ts';
import { give, givenAnswers } from '../respondent/chosen-dom.ts';
import { SurveyResponse } from '../response.ts';
import { wrongWith } from '../waves/code-field.tsx';
import { askedNow, firstAsked, todayInFinland } from '../waves/codes-store.ts';
import { momentOn, type WrongDay, wrongDay } from './answering-day.ts';
import { readPaperQr } from './paper-code.ts';
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

export function usePaperForm({ id, forms, onKept, ...begun }: PaperFormProps) {
  const { t } = useWords();
  const form = useRef<HTMLFormElement>(null);
  const formIn = (version: string | undefined) => forms.find((one) => one.version === version) ?? forms[0];
  const initial: Typing = useMemo(
    () => ({ ...emptyForm(formIn(begun.version), begun.language), written: begun.code, day: begun.day }),
    [],
  );
  const kind = useMemo(() => typingIn(forms), []);
  const draft = useDraft(kind, { id, base: 0 }, initial);
  const [failed, setFailed] = useState<unknown>();
  const [wrong, setWrong] = useState<{ number: number; words: string }>();
  const [wrongOfDay, setWrongOfDay] = useState<WrongDay>();
  const [isTried, setTried] = useState(false);
  const { data } = draft;
  const instrument = formIn(data?.version);
  const { items } = instrument;
  const isThere = data !== undefined;
  useEffect(() => {
    if (data) give(form.current!, items, data);
  }, [isThere, instrument.version]);
  const written = data?.written ?? '';
  const read = readPaperQr(written);
  const isBroken = written.trim() !== '' && read.is === 'broken';
  const code = read.is === 'form' ? read.form.code : read.is === 'code' ? read.code : undefined;
  const isOther = read.is === 'form' && (read.form.id !== instrument.id || read.form.version !== instrument.version);
  /** Goes over to another version: what was typed stays at its question, what finds none is put aside. */
  const takeVersion = async (version: string, language = data!.language) => {
    const now = { ...data!, ...givenAnswers(form.current!, items) };
    const next = formIn(version);
    const { data: typed, isWhole } = typedAs(next, now);
    if (!isWhole) {
      await settleDrafts();
      const row = await db.drafts.get(id);
      if (row) await putAside(row, typed);
    }
    setWrong(undefined);
    const isWritten = next.texts[language] !== undefined;
    draft.change({
      ...{ several: {}, texts: {}, ...typed },
      ...(isWritten ? { language, items: askedItems(next, language) } : {}),
    });
  };
  const takeLanguage = (language: string) => draft.change({ language, items: askedItems(instrument, language) });
  /** What a QR says of the form it stands on need not be chosen. The second time it is the form of the first. */
  const scanned = read.is === 'form' && read.form.id === instrument.id && !data?.first ? read.form : undefined;
  useEffect(() => {
    const isKnown = scanned && forms.some(({ version }) => version === scanned.version);
    const isAnother = scanned?.version !== instrument.version || scanned.language !== data?.language;
    if (isKnown && isAnother) void takeVersion(scanned.version, scanned.language).catch(setFailed);
  }, [scanned?.version, scanned?.language]);
  const wrongCode = () => {
    if (!written.includes(':')) return wrongWith(written, isTried, false, t);
    return isBroken ? t('paper.broken') : isOther ? t('paper.otherForm') : undefined;
  };

  const day = data?.day ?? '';
  useEffect(() => setWrongOfDay(undefined), [day, code]);
  /** Of a part of a day the field gives nothing, and says that something stands there. */
  const lookAtDay = async () => {
    const isHalf = form.current!.querySelector<HTMLInputElement>('.form-day input')?.validity.badInput === true;
    const found = wrongDay(day, { isHalf, today: todayInFinland(), first: code && (await firstAsked(code)) });
    setWrongOfDay(found);
    return found;
  };

  const firstWrong = (given: GivenAnswers) =>
    firstWrongOnPaper(form.current!, instrument, given, { ...wordsOf('answer'), ...wordsOf('answerMore') });

  /** An answer was changed; the fields above the answers speak for themselves. */
  const change = ({ target }: Event) => {
    if (!(target as Element).closest('.entry')) return;
    const now = givenAnswers(form.current!, items);
    if (wrong && firstWrong(now)?.number !== wrong.number) setWrong(undefined);
    draft.change({ several: {}, texts: {}, ...now });
  };
  /** A form on which nothing is answered is no response. */
  const isNothing = () => isEmpty(instrument, givenAnswers(form.current!, items));
  /** Says the first thing that cannot be kept, at its place. */
  const isSound = async () => {
    const found = firstWrong(givenAnswers(form.current!, items));
    setWrong(found);
    setTried(true);
    const ofDay = await lookAtDay();
    const sound = !found && !ofDay && data!.agreed && !isBroken && !isOther && !isNothing();
    if (!sound) toFirstError();
    return sound;
  };
  const again = async () => {
    if (!(await isSound())) return;
    const first = givenAnswers(form.current!, items);
    form.current!.reset();
    setTried(false);
    draft.change({ first, changed: [], answers: items.map(() => null), several: {}, texts: {} });
    // The legend above the answers is the consent's, and takes no focus: the keys answer from the first statement on.
    form.current!.querySelector<HTMLElement>('.entry legend')?.focus();
  };
  const keep = async (event: Event) => {
    event.preventDefault();
    if (!(await isSound())) return;
    const now = { ...data!, ...givenAnswers(form.current!, items) };
    if (now.first && !now.isCompared && entryDifferences(instrument, now.first, now).length > 0) {
      return draft.change({ isCompared: true });
    }
    const inOwnWords = items.filter(isInOwnWords).flatMap(({ id }) => now.texts?.[id] ?? []);
    if (!(await mayBeKept(inOwnWords, t))) return;
    draft.stop();
    try {
      const at = momentOn(day);
      const asked = code && (await askedNow(code, instrument.id, day || undefined));
      const under = code ? { code, asked: asked || undefined } : {};
      const fields = finished(instrument, { ...now, ...under });
      await create(
        SurveyResponse,
        { ...fields, ...(now.first ? { checked: true as const, differed: now.isCompared === true } : {}) },
        { id, ...(at ? { at } : {}) },
      );
      await tellWave(under, undefined, at);
      void afterSave();
      onKept({ day, version: instrument.version, language: now.language });
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
    takeLanguage,
    written,
    code,
    wrongCode: wrongCode(),
    day,
    wrongOfDay,
    failed,
    wrong,
    isTried,
    isNothing: isTried && isNothing(),
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
