import { useMemo, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useWords } from '../i18n/words.ts';
import { Delivered } from '../store/delivered.tsx';
import { DraftNotice, NotKeptNotice } from '../store/not-kept.tsx';
import { askToPersist } from '../store/persist.ts';
import { useDraft } from '../store/use-draft.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { toFirstError } from '../ui/to-first-error.ts';
import { Areas } from './areas.tsx';
import { type Assessment, activityLimit } from './assessment.ts';
import { type AssessmentDraft, AssessmentDrafts } from './draft.ts';
import { formOf, withAnswer } from './form.ts';
import { sayKept } from './just-saved.ts';
import { progress } from './progress.ts';
import { questionId } from './question.tsx';
import { areas } from './questions.ts';
import { Standings } from './standing-mark.tsx';
import { ThrowAway } from './throw-away.tsx';

interface FormProps {
  id: string;
  /** The record that is edited; none for a new one. */
  record: Assessment | undefined;
  /** What is here was written in two tabs and brought together. */
  isJoined: boolean;
  /** Keeps the form; false where the form begins again, because another tab kept it first. */
  keep: (form: AssessmentDraft) => Promise<boolean>;
}

/** The assessment as a form: the activity's name, where it stands, the areas with their questions. */
export function AssessmentForm({ id, record, isJoined, keep }: FormProps) {
  const { t, day } = useWords();
  const { route } = useLocation();
  const initial = useMemo(() => formOf(record), []);
  const draft = useDraft(AssessmentDrafts, { id, base: record?.rev ?? 0 }, initial);
  const [isMissing, setMissing] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const { data } = draft;
  if (!data) return null;
  const isTouched = data !== initial;
  const toList = () => route('/assessment', true);

  const failed = (problem: unknown) => {
    draft.resume();
    setBusy(false);
    setError(problem);
  };
  async function save(form: AssessmentDraft) {
    setMissing(!form.activity.trim());
    if (!form.activity.trim()) return toFirstError();
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
      back={{ href: '/assessment', label: t('assessment.back') }}
      action={
        <>
          {error !== undefined && <NotKeptNotice error={error} />}
          {draft.failed !== undefined && error === undefined && <DraftNotice error={draft.failed} />}
          {isJoined && error === undefined && (
            <Notice tone="look" title={t('assessment.joined')}>
              <p>{t('assessment.joinedHelp')}</p>
            </Notice>
          )}
          <div class="assessment-save">
            <span class="so-far small number">{t('assessment.progress', progress(data.answers))}</span>
            <Button look="primary" busy={isBusy} onClick={() => save(data)}>
              {t('assessment.save')}
            </Button>
          </div>
        </>
      }
    >
      <div class="assessment">
        <div class="assessment-head stack">
          <Field
            label={t('assessment.activity')}
            hint={t('assessment.activityHint')}
            error={isMissing && !data.activity.trim() ? t('assessment.activityMissing') : undefined}
            value={data.activity}
            onInput={(activity) => draft.change({ activity })}
            limit={activityLimit}
            required
          />
          <p class="muted small number">
            {record ? t('assessment.made', { day: day(record.at) }) : t('assessment.keeps')}
            {record && <Delivered records={[id]} />}
          </p>
          <Standings answers={data.answers} />
        </div>
        <Areas
          answers={data.answers}
          begin={data.area ?? firstOpen(record)}
          left={data.question ? questionId(data.question) : data.area}
          onOpen={(area) => isTouched && draft.change({ area, question: undefined })}
          onAnswer={(area, key, some) =>
            draft.change({ area, question: key, answers: withAnswer(data.answers, key, some) })
          }
        />
        <ThrowAway id={id} record={record} isTouched={isTouched} draft={draft} onGone={toList} onFailed={failed} />
      </div>
    </Page>
  );
}

/** A new one begins at the first area; an earlier one is looked at as a whole, where there is no room for both. */
const firstOpen = (record: Assessment | undefined) =>
  !record || matchMedia('(min-width: 1000px)').matches ? areas[0]?.id : undefined;
