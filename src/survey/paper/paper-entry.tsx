import { useLayoutEffect, useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { useWords, wordsOf } from '../../i18n/words.ts';
import { begunHere, noteBegun } from '../../store/begun-here.ts';
import { newUntimedId } from '../../store/id.ts';
import { useLive } from '../../store/live.ts';
import { DraftNotice, NotKeptNotice } from '../../store/not-kept.tsx';
import { Button } from '../../ui/button.tsx';
import { ChooseSome } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Select } from '../../ui/select.tsx';
import '../respondent/answer.css';
import '../respondent/statement.css';
import '../respondent/answer-bars.css';
import '../respondent/answer-list.css';
import '../respondent/answer-sizes.css';
import { showAnswerCode } from '../respondent/answer-code.ts';
import { chooseByKey } from '../respondent/list-keys-dom.ts';
import { AskedUnder } from '../waves/code-field.tsx';
import './paper.css';
import { formVersions } from '../bundle/earlier-forms-store.ts';
import { type Form, questionLanguages } from '../bundle/form.ts';
import { languageName, numberOnPaper, questionsIn, textOn } from '../instrument/instrument.ts';
import { answerLanguages } from '../instrument/instruments-store.ts';
import type { GivenAnswers } from '../instrument/show.ts';
import { UnknownInstrument } from '../instrument/unknown-instrument.tsx';
import { versionName } from '../instrument/version.ts';
import { Statement, type StatementProps } from '../respondent/statement.tsx';
import { useCodeStanding } from '../waves/codes-store.ts';
import type { WrongDay } from './answering-day.ts';
import { givenInWords } from './paper-double.ts';
import { type PaperFormProps, type SameForms, usePaperForm } from './use-paper-form.ts';

/** Typing in what was answered on paper: one form after another, by the keys, twice on request. */
export function PaperEntry() {
  const { language } = useWords();
  const { params, query } = useRoute();
  const bundle = params.id!;
  const versions = useLive(() => formVersions(bundle), [bundle]);
  const one = useCodeStanding(query.for ?? '');
  const [round, setRound] = useState<{ id: string; done: number; same?: SameForms }>(() => {
    const { id = query.draft ?? newUntimedId(), done = 0 } = begunHere() ?? {};
    return { id, done };
  });
  useLayoutEffect(() => noteBegun({ id: round.id, at: Date.now(), done: round.done }), [round.id]);
  if (!versions || one === undefined) return null;
  const [newest, ...earlier] = versions;
  if (!newest) return <UnknownInstrument />;
  const { same } = round;
  return (
    <OneForm
      key={round.id}
      id={round.id}
      done={round.done}
      forms={[newest.form, ...earlier.map(({ form }) => form)]}
      languagesOf={(version) =>
        answerLanguages((versions.find(({ form }) => form.version === version) ?? newest).offered, language)
      }
      version={same?.version}
      code={one && round.done === 0 ? showAnswerCode(one.code) : ''}
      language={same?.language ?? answerLanguages(newest.offered, language).first}
      day={same?.day ?? ''}
      onKept={(same) => setRound(({ done }) => ({ id: newUntimedId(), done: done + 1, same }))}
    />
  );
}

interface OneFormProps extends PaperFormProps {
  /** How many were kept before this one. */
  done: number;
  /** The languages in which a version may have been printed. */
  languagesOf(version: string): { all: string[] };
}

function OneForm({ done, languagesOf, ...of }: OneFormProps) {
  const { t } = useWords();
  const {
    form,
    draft,
    instrument,
    written,
    code,
    wrongCode,
    day,
    wrongOfDay,
    failed,
    wrong,
    isTried,
    isNothing,
    ...more
  } = usePaperForm(of);
  const { shown, places, apart, changed, change, again, keep, takeVersion, takeLanguage } = more;
  const { data } = draft;
  const language = data?.language ?? of.language;
  const onPaper = (number: number) => numberOnPaper(instrument.items, number - 1);
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
            {isNothing && <Notice tone="danger" title={t('paper.nothingGiven')} />}
            {apart.length > 0 && (
              <Notice
                tone="look"
                title={t('paper.differ', { count: apart.length, numbers: apart.map(onPaper).join(', ') })}
              />
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
        <p lang={questionLanguages(instrument, language)[0]}>
          <strong>{textOn(instrument, language).title}</strong>
        </p>
        <p>{data?.first ? t('paper.second') : t('paper.lead')}</p>
        {done > 0 && <Notice title={t('paper.done', { count: done })} />}
        {data && (
          <WhichForm
            {...{ instrument, language, onVersion: takeVersion, onLanguage: takeLanguage }}
            versions={of.forms.map(({ version }) => version)}
            languages={languagesOf(instrument.version).all}
            isAgain={data.first !== undefined}
          />
        )}
        <Field
          label={t('paper.code')}
          hint={t('paper.codeHint')}
          value={written}
          onInput={(written) => draft.change({ written })}
          limit={200}
          error={wrongCode}
        />
        <AskedUnder code={code} bundle={instrument.id} on={day || undefined} />
        <DayField day={day} wrong={wrongOfDay} onInput={(day) => draft.change({ day })} />
        <Consent agreed={data?.agreed === true} isTried={isTried} onChange={(agreed) => draft.change({ agreed })} />
        <div class="answering list entry" key={instrument.version} lang={questionLanguages(instrument, language)[0]}>
          {instrument.items.map((item, index) => (
            <Row
              key={item.id}
              {...{ instrument, language }}
              number={index + 1}
              place={places[index]!}
              shown={shown[index]!}
              wrong={wrong?.number === index + 1 ? wrong.words : undefined}
              changed={changed.includes(item.id) ? t('answerMore.changed') : undefined}
              first={apart.includes(index + 1) ? data!.first! : undefined}
            />
          ))}
        </div>
      </Page>
    </form>
  );
}

interface ConsentProps {
  agreed: boolean;
  /** It was tried to keep the form. */
  isTried: boolean;
  onChange(agreed: boolean): void;
}

/** That who answered was told what a form tells, and agreed. */
function Consent({ agreed, isTried, onChange }: ConsentProps) {
  const { t } = useWords();
  return (
    <ChooseSome
      legend={t('paper.consent')}
      options={[{ value: 'agreed', label: t('paper.agreed') }]}
      values={agreed ? ['agreed'] : []}
      error={isTried && !agreed ? t('paper.agreedMissing') : undefined}
      onChange={(values) => onChange(values.length > 0)}
    />
  );
}

interface WhichFormProps {
  instrument: Form;
  /** The newest first. */
  versions: readonly string[];
  languages: readonly string[];
  language: string;
  /** It is typed in again: it is the form of the first time. */
  isAgain: boolean;
  onVersion(version: string): void;
  onLanguage(language: string): void;
}

/** Which version and which language stand on the paper, where there are several. */
function WhichForm({ instrument: { version }, versions, languages, language, isAgain, ...on }: WhichFormProps) {
  const { t } = useWords();
  const named = (one: string) => t('paper.ofVersion', { version: versionName(one, versions) });
  if (isAgain) return versions.length > 1 ? <p>{named(version)}</p> : null;
  return (
    <>
      {versions.length > 1 && (
        <Select
          label={t('paper.version')}
          hint={t('paper.versionHint')}
          options={versions.map((value) => ({ value, label: named(value) }))}
          value={version}
          onChange={on.onVersion}
        />
      )}
      {languages.length > 1 && (
        <Select
          label={t('paper.language')}
          options={languages.map((value) => ({ value, label: languageName(value) }))}
          value={language}
          onChange={on.onLanguage}
        />
      )}
    </>
  );
}

interface DayFieldProps {
  day: string;
  wrong: WrongDay | undefined;
  onInput(day: string): void;
}

/** The day that stands on the form. */
function DayField({ day, wrong, onInput }: DayFieldProps) {
  const { t, day: dayWords } = useWords();
  const values = wrong && 'day' in wrong ? { day: dayWords(wrong.day) } : {};
  return (
    <div class="form-day">
      <DateField
        label={t('paper.day')}
        hint={t('paper.dayHint')}
        value={day}
        onInput={onInput}
        error={wrong && t(`paper.wrongDay.${wrong.is}`, values)}
      />
    </div>
  );
}

interface RowProps extends Pick<StatementProps, 'number' | 'place' | 'shown' | 'wrong' | 'changed' | 'language'> {
  instrument: Form;
  /** What was typed the first time, where this row differs from it. */
  first: GivenAnswers | undefined;
}

/** One question, with the number that it has on paper. */
function Row({ instrument, language, number, shown, first, place, ...of }: RowProps) {
  const { t } = useWords();
  const onPaper = { now: numberOnPaper(instrument.items, number - 1), all: questionsIn(instrument.items).length };
  const isNumbered = shown && instrument.items[number - 1]!.type !== 'statement';
  return (
    <div class={first ? 'numbered differs' : 'numbered'}>
      {isNumbered && (
        <span class="entry-number number" aria-hidden="true">
          {onPaper.now}.
        </span>
      )}
      <Statement
        {...{ instrument, language, number, shown }}
        {...of}
        place={{ ...place, ...onPaper }}
        words={wordsOf('answer')}
        list="in-page"
      />
      {first && (
        <p class="small">
          {t('paper.firstTime')}{' '}
          <strong>{givenInWords(instrument, instrument.texts[language]!, first, number) || t('paper.nothing')}</strong>.{' '}
          {t('paper.look')}
        </p>
      )}
    </div>
  );
}
