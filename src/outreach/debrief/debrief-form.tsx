import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { mayBeKept } from '../../store/ask-about-text.ts';
import { FreeTextField, isKeepable } from '../../store/free-text-field.tsx';
import { create, revise } from '../../store/save.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { ChooseOne } from '../../ui/choice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Stepper } from '../../ui/stepper.tsx';
import { toFirstError } from '../../ui/to-first-error.ts';
import { SaveTrouble, useSave } from '../use-save.tsx';
import { useSettings } from '../use-settings.ts';
import { answerLimit, Debrief, questions } from './debrief.ts';
import { type DebriefDraft, DebriefDrafts } from './debrief-draft.ts';

export interface DebriefFormProps {
  /** The id that the record has or will have. */
  id: string;
  outingId: string;
  debrief: Debrief | undefined;
  /** Hears what stands in the form. */
  onDraft: (draft: DebriefDraft) => void;
}

/** The debrief while it is open. Keeps a draft; closing it keeps the record. */
export function DebriefForm({ outingId, debrief, id, onDraft }: DebriefFormProps) {
  const { t } = useWords();
  const { incidentUrl } = useSettings();
  const initial: DebriefDraft = {
    outingId,
    workers: debrief?.workers ?? 0,
    asked: debrief?.asked ?? '',
    missing: debrief?.missing ?? '',
    next: debrief?.next ?? '',
    closeCall: debrief?.closeCall,
  };
  const draft = useDraft(DebriefDrafts, { id, base: debrief?.rev ?? 0 }, initial);
  const saving = useSave(draft);
  const [asked, setAsked] = useState(false);
  const { data } = draft;
  useEffect(() => {
    if (data) onDraft(data);
  }, [data]);
  if (!data) return null;
  const { workers, closeCall } = data;
  const answers = questions.map((question) => data[question]);

  async function close() {
    setAsked(true);
    if (workers < 1 || !answers.every((answer) => isKeepable(answer, answerLimit))) return toFirstError();
    if (!(await mayBeKept(answers, t))) return;
    const [most, missing, next] = answers.map((answer) => answer.trim() || undefined);
    const fields = { outingId, workers, asked: most, missing, next, closeCall, closedAt: new Date().toISOString() };
    return saving.save(async () => {
      await (debrief ? revise(Debrief, debrief, fields) : create(Debrief, fields, { id }));
    });
  }

  return (
    <section class="card" aria-labelledby="debrief">
      <h2 id="debrief">{t('outreach.debrief.title')}</h2>
      <p class="muted small">{t('guard.nobodyIn')}</p>
      {questions.map((question) => (
        <FreeTextField
          key={question}
          label={t(`outreach.debrief.${question}`)}
          limit={answerLimit}
          hint={false}
          value={data[question]}
          onInput={(text) => draft.change({ [question]: text })}
          long
        />
      ))}
      <Stepper
        label={t('outreach.debrief.workers')}
        value={workers}
        less={t('outreach.tally.less', { what: t('outreach.debrief.workers') })}
        more={t('outreach.tally.more', { what: t('outreach.debrief.workers') })}
        onLess={workers > 1 ? () => draft.change({ workers: workers - 1 }) : undefined}
        error={asked && workers < 1 ? t('outreach.debrief.workersMissing') : undefined}
        onMore={workers < 99 ? () => draft.change({ workers: workers + 1 }) : undefined}
      />
      <ChooseOne
        legend={t('outreach.debrief.closeCall')}
        options={[
          { value: 'no', label: t('outreach.debrief.no') },
          { value: 'yes', label: t('outreach.debrief.yes') },
        ]}
        value={closeCall === undefined ? undefined : closeCall ? 'yes' : 'no'}
        onChange={(value) => draft.change({ closeCall: value === 'yes' })}
      />
      {closeCall && (
        <Notice tone="look">
          <p>{t('outreach.debrief.report')}</p>
          {incidentUrl && (
            <p>
              <a href={incidentUrl} rel="noreferrer" target="_blank">
                {t('outreach.debrief.toReport')}
              </a>
            </p>
          )}
        </Notice>
      )}
      <SaveTrouble saving={saving} draft={draft} />
      <Button look="primary" busy={saving.busy} onClick={close}>
        {t('outreach.debrief.close')}
      </Button>
    </section>
  );
}
