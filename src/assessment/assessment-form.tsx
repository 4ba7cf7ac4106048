import { useMemo, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { allActions, keepBegunAbout } from '../actions/action-store.ts';
import { wallDate } from '../i18n/wall-time.ts';
import { useWords } from '../i18n/words.ts';
import { useSave } from '../outreach/use-save.tsx';
import { useLive } from '../store/live.ts';
import { useDraft } from '../store/use-draft.ts';
import { Notice } from '../ui/notice.tsx';
import { toFirstError } from '../ui/to-first-error.ts';
import type { Assessment } from './assessment.ts';
import { AssessmentHead } from './assessment-head.tsx';
import { type AssessmentDraft, AssessmentDrafts } from './draft.ts';
import { firstFault, formOf, isHeadFit, withAnswer } from './form.ts';
import { FormFrame } from './form-frame.tsx';
import { sayKept } from './just-saved.ts';
import { kioskPage } from './kiosk.ts';
import { forgetSaid } from './kiosk-store.ts';
import { areaOf, questionsByNumber } from './parts.ts';
import { progress } from './progress.ts';
import { QuestionDetail } from './question-detail.tsx';
import { QuestionList } from './question-list.tsx';
import { areas } from './questions.ts';
import { standsWithout } from './round-store.ts';
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
  const saving = useSave(draft);
  const actions = useLive(allActions);
  const { data } = draft;
  const { round = id, begun = wallDate(Date.now()), part = 'common', previous, activity = '' } = data ?? {};
  const beside = useBeside({ round, activity, begun, previous }, id, part);
  if (!data || !actions) return null;
  const acted = new Set(actions.filter(({ about }) => about === round).map(({ place }) => place));
  const leave = () => route('/assessment', true);
  const isLarge = query.large !== undefined;
  const hrefTo = (number: number, large: boolean) => `/assessment/${id}?question=${number}${large ? '&large' : ''}`;
  const hrefOf = (number: number) => hrefTo(number, isLarge);
  const chosen = numbers.find((number) => String(number) === query.question);
  // A wide screen has room for both: there one question is always open.
  const open = chosen ?? numbers.find((number) => number === Number.parseInt(data.question ?? '', 10)) ?? 1;
  const { area, asked } = areaOf(open);

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
    await saving.save(async () => {
      await keepBegunAbout(round);
      if (!(await keep(form))) return;
      sayKept(Date.now());
      leave();
    });
  }

  return (
    <FormFrame
      {...{ id, record, saving, draft }}
      deleting={{ label: t('assessment.delete'), ask: t('assessment.deleteAsk') }}
      title={t(record ? 'assessment.one' : 'assessment.new')}
      toParts={{ href: `/assessment/${id}`, label: t('assessment.toQuestions') }}
      toList={{ href: '/assessment', label: t('assessment.back') }}
      isAlone={chosen !== undefined}
      isLarge={isLarge}
      isTouched={data !== initial}
      progress={progress(data.answers)}
      label={t('assessment.save')}
      onSave={() => save(data)}
      said={
        isJoined && (
          <Notice tone="look" title={t('assessment.joined')}>
            <p>{t('assessment.joinedHelp')}</p>
          </Notice>
        )
      }
      leaves={async () => ((await standsWithout(round, id)) ? undefined : round)}
      onGone={() => {
        void forgetSaid(id).catch(() => undefined);
        leave();
      }}
    >
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
        kioskOf={(key) => kioskPage(id, key)}
        before={open > 1 ? open - 1 : undefined}
        after={open < last ? open + 1 : undefined}
        hrefOf={hrefOf}
        other={{ href: hrefTo(open, !isLarge), isLarge }}
      />
    </FormFrame>
  );
}
