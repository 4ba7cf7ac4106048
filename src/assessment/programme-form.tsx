import { useMemo, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { keepBegunAbout } from '../actions/action-store.ts';
import { wallDate } from '../i18n/wall-time.ts';
import { useWords } from '../i18n/words.ts';
import { useSave } from '../outreach/use-save.tsx';
import { FreeTextField } from '../store/free-text-field.tsx';
import { create, revise } from '../store/save.ts';
import { useDraft } from '../store/use-draft.ts';
import { toFirstError } from '../ui/to-first-error.ts';
import { FormFacts } from './form-facts.tsx';
import { FormFrame } from './form-frame.tsx';
import { type FormProps, formPage } from './form-page.tsx';
import { programmeCopyright, steps } from './programme.ts';
import {
  firstUnfitStep,
  type ProgrammeDraft,
  ProgrammeDrafts,
  programmeFields,
  programmeForm,
} from './programme-draft.ts';
import { Programme, programmeLimits } from './programme-record.ts';
import { StepDetail } from './programme-steps.tsx';

/** A programme for inclusion in its five steps. New, or one that is kept. */
export const ProgrammeFormPage = formPage(Programme, ProgrammeForm);

function ProgrammeForm({ id, record }: FormProps<Programme>) {
  const { t } = useWords();
  const { route, query } = useLocation();
  const initial = useMemo(() => programmeForm(record), []);
  const draft = useDraft(ProgrammeDrafts, { id, base: record?.rev ?? 0 }, initial);
  const [isAsked, setAsked] = useState(false);
  const saving = useSave(draft);
  const { data } = draft;
  if (!data) return null;
  const hrefOf = (step: number) => `/assessment/programme/${id}?step=${step}`;
  const chosen = steps.map((_, at) => at + 1).find((step) => String(step) === query.step);
  const leave = () => route('/assessment/programme', true);
  async function save(form: ProgrammeDraft) {
    setAsked(true);
    const unfit = firstUnfitStep(form);
    if (unfit !== undefined) {
      if (unfit !== (chosen ?? 0)) route(unfit === 0 ? `/assessment/programme/${id}` : hrefOf(unfit));
      return toFirstError();
    }
    await saving.save(async () => {
      await keepBegunAbout(id);
      const fields = programmeFields(form);
      await (record ? revise(Programme, record, fields) : create(Programme, fields, { id }));
      leave();
    });
  }
  return (
    <FormFrame
      {...{ id, record, saving, draft }}
      deleting={{ label: t('programme.delete'), ask: t('programme.deleteAsk') }}
      title={t('programme.one')}
      toParts={{ href: `/assessment/programme/${id}`, label: t('programme.toSteps') }}
      toList={{ href: '/assessment/programme', label: t('programme.title') }}
      isAlone={chosen !== undefined}
      isTouched={data !== initial}
      label={t('programme.save')}
      onSave={() => save(data)}
      leaves={async () => id}
      onGone={leave}
    >
      <Head id={id} record={record} data={data} isAsked={isAsked} onChange={draft.change} />
      <Steps open={chosen ?? 1} hrefOf={hrefOf} />
      <StepDetail
        step={chosen ?? 1}
        about={id}
        begun={wallDate(record?.at ?? Date.now())}
        isAlone={chosen !== undefined}
        data={data}
        isAsked={isAsked}
        onChange={draft.change}
        hrefOf={hrefOf}
      />
    </FormFrame>
  );
}

interface HeadProps extends FormProps<Programme> {
  data: ProgrammeDraft;
  isAsked: boolean;
  onChange: (some: Partial<ProgrammeDraft>) => void;
}

/** What the programme is called, and whose its questions are. */
function Head({ id, record, data, isAsked, onChange }: HeadProps) {
  const { t } = useWords();
  return (
    <div class="assessment-head stack">
      <FreeTextField
        label={t('programme.name')}
        hint={t('programme.nameHint')}
        error={isAsked && !data.name.trim() ? t('programme.nameMissing') : undefined}
        value={data.name}
        onInput={(name) => onChange({ name })}
        limit={programmeLimits.name}
      />
      <FormFacts {...{ id, record }} at="/assessment/programme" name={data.name} />
      <p class="muted small">
        {t('assessment.questionsBy')} <span lang="fi">{programmeCopyright}</span>
      </p>
    </div>
  );
}

/** The five steps, in the owner's words. */
function Steps({ open, hrefOf }: { open: number; hrefOf: (step: number) => string }) {
  const { t } = useWords();
  return (
    <nav class="question-list" aria-label={t('programme.steps')}>
      <ul>
        {steps.map((words, at) => (
          <li key={words}>
            <a href={hrefOf(at + 1)} aria-current={open === at + 1 ? 'true' : undefined}>
              <span class="number">{at + 1}</span>
              <span lang="fi">{words}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
