import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { useWords, wordsOf } from '../../i18n/words.ts';
import { newUntimedId } from '../../store/id.ts';
import { DraftNotice, NotKeptNotice } from '../../store/not-kept.tsx';
import { create } from '../../store/save.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { ChooseSome } from '../../ui/choice.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { toFirstError } from '../../ui/to-first-error.ts';
import '../respondent/answer.css';
import type { Instrument } from '../instrument/instrument.ts';
import { shownItems } from '../instrument/show.ts';
import { showAnswerCode } from '../respondent/answer-code.ts';
import { type Typing, TypingDrafts } from '../respondent/answer-drafts.ts';
import { finished } from '../respondent/answers.ts';
import { give, givenAnswers, isWrongNumber } from '../respondent/chosen-dom.ts';
import { chooseByKey } from '../respondent/list-keys-dom.ts';
import { AskedUnder, wrongWith } from '../waves/code-field.tsx';
import './paper.css';
import { answerLanguages, useInstruments } from '../instrument/instruments-store.ts';
import { UnknownInstrument } from '../instrument/unknown-instrument.tsx';
import { tellWave } from '../respondent/answers-store.ts';
import { Statement } from '../respondent/statement.tsx';
import { SurveyResponse } from '../response.ts';
import { askedNow, useCodeStanding } from '../waves/codes-store.ts';
import { readPaperQr } from './paper-code.ts';
import { entryDifferences, givenInWords } from './paper-double.ts';

/** Typing in what was answered on paper: one form after another, by the keys, twice on request. */
export function PaperEntry() {
  const { language } = useWords();
  const { params, query } = useRoute();
  const instruments = useInstruments();
  const one = useCodeStanding(query.for ?? '');
  const [round, setRound] = useState<{ id: string; done: number }>(() => ({
    id: query.draft ?? newUntimedId(),
    done: 0,
  }));
  if (!instruments || one === undefined) return null;
  const instrument = instruments.find(({ id }) => id === params.id);
  if (!instrument) return <UnknownInstrument />;
  return (
    <OneForm
      key={round.id}
      id={round.id}
      done={round.done}
      instrument={instrument}
      code={one && round.done === 0 ? showAnswerCode(one.code) : ''}
      language={answerLanguages(instrument, language).first}
      onKept={() => setRound(({ done }) => ({ id: newUntimedId(), done: done + 1 }))}
    />
  );
}

interface OneFormProps {
  id: string;
  instrument: Instrument;
  language: string;
  /** How many were kept before this one. */
  done: number;
  /** What stands in the code's field to begin with. */
  code: string;
  onKept(): void;
}

function OneForm({ id, instrument, language, done, code: first, onKept }: OneFormProps) {
  const { t } = useWords();
  const form = useRef<HTMLFormElement>(null);
  const initial: Typing = useMemo(() => ({ ...emptyForm(instrument, language), written: first }), []);
  const draft = useDraft(TypingDrafts, { id, base: 0 }, initial);
  const [failed, setFailed] = useState<unknown>();
  const [wrong, setWrong] = useState<{ number: number; words: string }>();
  const [isTried, setTried] = useState(false);
  const { items } = instrument;
  const text = instrument.texts[language]!;
  const isThere = draft.data !== undefined;
  useEffect(() => {
    if (draft.data) give(form.current!, items, draft.data);
  }, [isThere]);
  const { data } = draft;
  const read = readPaperQr(data?.written ?? '');
  const written = data?.written ?? '';
  const isBroken = written.trim() !== '' && read.is === 'broken';
  const code = read.is === 'form' ? read.form.code : read.is === 'code' ? read.code : undefined;
  const isOther = read.is === 'form' && (read.form.id !== instrument.id || read.form.version !== instrument.version);
  const wrongCode = !written.includes(':')
    ? wrongWith(written, isTried, false, t)
    : isBroken
      ? t('paper.broken')
      : isOther
        ? t('paper.otherForm')
        : undefined;
  const shown = shownItems(instrument, data ?? initial);
  const apart = data?.first && data.isCompared ? entryDifferences(instrument, data.first, data) : [];

  /** An answer was changed; the fields above the answers speak for themselves. */
  const change = ({ target }: Event) => {
    if (!(target as Element).closest('.entry')) return;
    const now = givenAnswers(form.current!, items);
    if (wrong && !isWrongNumber(form.current!, items[wrong.number - 1]!, wrong.number - 1)) setWrong(undefined);
    draft.change({ several: {}, texts: {}, ...now });
  };
  /** Says the first thing that cannot be kept, at its place. */
  const isSound = () => {
    const index = items.findIndex((item, at) => isWrongNumber(form.current!, item, at));
    setWrong(index < 0 ? undefined : { number: index + 1, words: wordsOf('answer').wrongNumber });
    setTried(true);
    const sound = index < 0 && data!.agreed && !isBroken && !isOther;
    if (!sound) toFirstError();
    return sound;
  };
  const again = () => {
    if (!isSound()) return;
    const first = givenAnswers(form.current!, items);
    form.current!.reset();
    draft.change({ first, answers: items.map(() => null), several: {}, texts: {} });
    // The legend above the answers is the consent's, and takes no focus: the keys answer from the first statement on.
    form.current!.querySelector<HTMLElement>('.entry legend')?.focus();
  };
  const keep = async (event: Event) => {
    event.preventDefault();
    if (!isSound()) return;
    const now = { ...data!, ...givenAnswers(form.current!, items) };
    if (now.first && !now.isCompared && entryDifferences(instrument, now.first, now).length > 0) {
      return draft.change({ isCompared: true });
    }
    draft.stop();
    try {
      const asked = code && (await askedNow(code, instrument.id));
      const under = code ? { code, asked: asked || undefined } : {};
      const fields = finished(instrument, { ...now, ...under });
      await create(SurveyResponse, { ...fields, ...(now.first ? { checked: true as const } : {}) }, { id });
      await tellWave(id, under);
      onKept();
    } catch (error) {
      setFailed(error);
      draft.resume();
    }
  };
  return (
    <form
      ref={form}
      class="contents"
      onSubmit={keep}
      onChange={change}
      onInput={change}
      onKeyDown={chooseByKey}
      noValidate
      autocomplete="off"
    >
      <Page
        title={t('paper.title')}
        back={{ href: '/surveys', label: t('common.back') }}
        action={
          <div class="stack tight">
            {draft.failed !== undefined && failed === undefined && <DraftNotice error={draft.failed} />}
            {failed !== undefined && <NotKeptNotice error={failed} />}
            {apart.length > 0 && (
              <Notice tone="look" title={t('paper.differ', { count: apart.length, numbers: apart.join(', ') })} />
            )}
            <Button look="primary" type="submit">
              {t(data?.first ? 'paper.keepChecked' : 'paper.keep')}
            </Button>
            {!data?.first && (
              <Button look="bare" onClick={again}>
                {t('paper.again')}
              </Button>
            )}
          </div>
        }
      >
        <p lang={language}>
          <strong>{text.title}</strong>
        </p>
        <p>{data?.first ? t('paper.second') : t('paper.lead')}</p>
        {done > 0 && <Notice title={t('paper.done', { count: done })} />}
        <Field
          label={t('paper.code')}
          hint={t('paper.codeHint')}
          value={written}
          onInput={(written) => draft.change({ written })}
          limit={200}
          error={wrongCode}
        />
        <AskedUnder code={code} instrument={instrument.id} />
        <ChooseSome
          legend={t('paper.consent')}
          options={[{ value: 'agreed', label: t('paper.agreed') }]}
          values={data?.agreed ? ['agreed'] : []}
          error={isTried && !data?.agreed ? t('paper.agreedMissing') : undefined}
          onChange={(values) => draft.change({ agreed: values.length > 0 })}
        />
        <div class="answering list entry" lang={language}>
          {items.map((item, index) => (
            <div key={item.id} class={apart.includes(index + 1) ? 'differs' : ''}>
              <Statement
                {...{ instrument, language }}
                words={wordsOf('answer')}
                number={index + 1}
                shown={shown[index]!}
                wrong={wrong?.number === index + 1 ? wrong.words : undefined}
                list="in-page"
              />
              {apart.includes(index + 1) && (
                <p class="small">
                  {t('paper.firstTime')}{' '}
                  <strong>{givenInWords(instrument, text, data!.first!, index + 1) || t('paper.nothing')}</strong>.{' '}
                  {t('paper.look')}
                </p>
              )}
            </div>
          ))}
        </div>
      </Page>
    </form>
  );
}

const emptyForm = (instrument: Instrument, language: string): Typing => ({
  instrument: instrument.id,
  language,
  mode: 'paper',
  startedAt: new Date().toISOString(),
  at: 1,
  answers: instrument.items.map(() => null),
  written: '',
  agreed: false,
});
