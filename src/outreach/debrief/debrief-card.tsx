import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { mayBeKept } from '../../store/ask-about-text.ts';
import { draftsOf } from '../../store/drafts.ts';
import { belonging } from '../../store/find.ts';
import { FreeTextField, isKeepable } from '../../store/free-text-field.tsx';
import { newId } from '../../store/id.ts';
import { NotKeptNotice } from '../../store/not-kept.tsx';
import { create, revise } from '../../store/save.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { ChooseOne } from '../../ui/choice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Stepper } from '../../ui/stepper.tsx';
import { useFirst } from '../use-first.tsx';
import { SaveTrouble, useSave } from '../use-save.tsx';
import { useSettings } from '../use-settings.tsx';
import { answerLimit, Debrief, questions } from './debrief.ts';

/** What the form holds. */
export interface DebriefDraft {
  outingId: string;
  workers: number;
  asked: string;
  missing: string;
  next: string;
  closeCall?: boolean | undefined;
}

/** The debrief of an outing that is kept on this device, if one is. */
export const debriefOf = async (outingId: string): Promise<Debrief | undefined> =>
  (await belonging(Debrief, outingId)).at(-1);

interface DebriefCardProps {
  outingId: string;
  debrief: Debrief | undefined;
  /** Hears what stands in the form. */
  onDraft: (draft: DebriefDraft) => void;
}

/** Purku: the three questions, how many were out, and the outing closed. Once closed, what was answered. */
export function DebriefCard(props: DebriefCardProps) {
  const { debrief, outingId } = props;
  const begun = useFirst(async () => {
    const drafts = await draftsOf<DebriefDraft>('debrief');
    return { id: drafts.find(({ data }) => data.outingId === outingId)?.id ?? newId() };
  });
  if (debrief?.closedAt) return <Closed debrief={debrief} />;
  if (!begun) return null;
  return <Open key={debrief?.rev ?? 0} {...props} id={debrief?.id ?? begun.id} />;
}

function Closed({ debrief }: { debrief: Debrief }) {
  const { t, clock } = useWords();
  const [error, setError] = useState<unknown>();
  return (
    <>
      {error !== undefined && <NotKeptNotice error={error} />}
      <Notice>
        <div class="outreach-said">
          <span class="number">{t('outreach.debrief.closed', { time: clock(debrief.closedAt!) })}</span>
          <Button look="plain" onClick={() => revise(Debrief, debrief, { closedAt: undefined }).catch(setError)}>
            {t('outreach.debrief.reopen')}
          </Button>
        </div>
      </Notice>
    </>
  );
}

function Open({ outingId, debrief, id, onDraft }: DebriefCardProps & { id: string }) {
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
  const draft = useDraft<DebriefDraft>({ kind: 'debrief', id, base: debrief?.rev ?? 0 }, initial);
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
    if (workers < 1 || !answers.every((answer) => isKeepable(answer, answerLimit))) return;
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
      <div class="stack tight">
        <Stepper
          label={t('outreach.debrief.workers')}
          value={workers}
          less={t('outreach.tally.less', { what: t('outreach.debrief.workers') })}
          more={t('outreach.tally.more', { what: t('outreach.debrief.workers') })}
          onLess={workers > 1 ? () => draft.change({ workers: workers - 1 }) : undefined}
          onMore={workers < 99 ? () => draft.change({ workers: workers + 1 }) : undefined}
        />
        {asked && workers < 1 && <span class="wrong small">{t('outreach.debrief.workersMissing')}</span>}
      </div>
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
