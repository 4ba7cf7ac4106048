import { useMemo, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { allActions } from '../actions/action-store.ts';
import { wallDate } from '../i18n/wall-time.ts';
import { useWords } from '../i18n/words.ts';
import { useLive } from '../store/live.ts';
import { askToPersist } from '../store/persist.ts';
import { useDraft } from '../store/use-draft.ts';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { toFirstError } from '../ui/to-first-error.ts';
import type { Assessment } from './assessment.ts';
import { AssessmentHead } from './assessment-head.tsx';
import { type AssessmentDraft, AssessmentDrafts } from './draft.ts';
import { firstFault, formOf, isHeadFit, withAnswer } from './form.ts';
import { sayKept } from './just-saved.ts';
import { KeepBar } from './keep-bar.tsx';
import { areaOf, questionsByNumber } from './parts.ts';
import { progress } from './progress.ts';
import { QuestionDetail } from './question-detail.tsx';
import { QuestionList } from './question-list.tsx';
import { areas } from './questions.ts';
import { ThrowAway } from './throw-away.tsx';
import { useBeside } from './use-round.ts';

interface FormProps {
  id: string;
  /** The record that is edited; none for a new one. */
  record: Assessment | undefined;
  /** What is here was written in two tabs and brought together. */
  isJoined: boolean;
  /** Keeps the form; false where the form begins again, because another tab kept it first. */
  keep: (form: AssessmentDraft) => Promise<boolean>;
}

const numbers = areas.flatMap((area) => questionsByNumber(area).map(({ number }) => number));
const last = numbers.length;

/** The assessment as a form: what is looked at, the list of questions, and one of them open. */
export function AssessmentForm({ id, record, isJoined, keep }: FormProps) {
  const { t } = useWords();
  const { route, query } = useLocation();
  const initial = useMemo(() => formOf(record), []);
  const draft = useDraft(AssessmentDrafts, { id, base: record?.rev ?? 0 }, initial);
  const [isAsked, setAsked] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const actions = useLive(allActions);
  const { data } = draft;
  const { round = id, begun = wallDate(Date.now()), part = 'common', previous, activity = '' } = data ?? {};
  const beside = useBeside({ round, activity, begun, previous }, id, part);
  if (!data || !actions) return null;
  const acted = new Set(actions.filter(({ about }) => about === round).map(({ place }) => place));
  const isTouched = data !== initial;
  const toList = () => route('/assessment', true);
  const isLarge = query.large !== undefined;
  const hrefTo = (number: number, large: boolean) => `/assessment/${id}?question=${number}${large ? '&large' : ''}`;
  const hrefOf = (number: number) => hrefTo(number, isLarge);
  const chosen = numbers.find((number) => String(number) === query.question);
  // A wide screen has room for both: there one question is always open.
  const open = chosen ?? numbers.find((number) => number === Number.parseInt(data.question ?? '', 10)) ?? 1;
  const { area, asked } = areaOf(open);

  const failed = (problem: unknown) => {
    draft.resume();
    setBusy(false);
    setError(problem);
  };
  async function save(form: AssessmentDraft) {
    setAsked(true);
    if (!isHeadFit(form)) {
      if (chosen !== undefined) route(`/assessment/${id}`);
      return toFirstError();
    }
    const fault = firstFault(form.answers);
    if (fault !== undefined) {
      if (Number.parseInt(fault, 10) !== chosen) route(hrefOf(Number.parseInt(fault, 10)));
      return toFirstError();
    }
    setBusy(true);
    setError(undefined);
    draft.stop();
    try {
      if (!(await keep(form))) return;
    } catch (problem) {
      return failed(problem);
    }
    void askToPersist();
    sayKept(Date.now());
    toList();
  }

  return (
    <Page
      title={t(record ? 'assessment.one' : 'assessment.new')}
      back={
        chosen === undefined
          ? { href: '/assessment', label: t('assessment.back') }
          : { href: `/assessment/${id}`, label: t('assessment.toQuestions') }
      }
      action={
        <KeepBar
          error={error}
          draftFailed={draft.failed}
          progress={progress(data.answers)}
          isBusy={isBusy}
          label={t('assessment.save')}
          onSave={() => save(data)}
        >
          {isJoined && (
            <Notice tone="look" title={t('assessment.joined')}>
              <p>{t('assessment.joinedHelp')}</p>
            </Notice>
          )}
        </KeepBar>
      }
    >
      <div class={['assessment', chosen !== undefined && 'at-question', isLarge && 'wall'].filter(Boolean).join(' ')}>
        <AssessmentHead id={id} record={record} data={data} isAsked={isAsked} onChange={draft.change} />
        <QuestionList answers={data.answers} acted={acted} open={open} hrefOf={hrefOf} />
        <QuestionDetail
          area={area}
          asked={asked}
          answers={data.answers}
          agreed={{ tool: 'assessment', about: round, agreed: begun }}
          beside={beside}
          isCommon={part === 'common'}
          isAlone={chosen !== undefined}
          onAnswer={(key, some) => draft.change({ question: key, answers: withAnswer(data.answers, key, some) })}
          before={open > 1 ? open - 1 : undefined}
          after={open < last ? open + 1 : undefined}
          hrefOf={hrefOf}
          other={{ href: hrefTo(open, !isLarge), isLarge }}
        />
        <ThrowAway id={id} record={record} isTouched={isTouched} draft={draft} onGone={toList} onFailed={failed} />
      </div>
    </Page>
  );
}
