import { useMemo, useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { useWords } from '../i18n/words.ts';
import { useFirst } from '../outreach/use-first.ts';
import { useSave } from '../outreach/use-save.tsx';
import { Delivered } from '../store/delivered.tsx';
import { find } from '../store/find.ts';
import { FreeTextField } from '../store/free-text-field.tsx';
import { create, revise } from '../store/save.ts';
import { useDraft } from '../store/use-draft.ts';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { toFirstError } from '../ui/to-first-error.ts';
import './assessment.css';
import { dropAfterAsking } from './drop-draft-dom.ts';
import { KeepBar } from './keep-bar.tsx';
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
export function ProgrammeFormPage() {
  const id = useRoute().params.id ?? '';
  return <Opened key={id} id={id} />;
}

function Opened({ id }: { id: string }) {
  const found = useFirst(async () => ({ record: await find(Programme, id) }));
  return found ? <ProgrammeForm id={id} record={found.record} /> : null;
}

interface FormProps {
  id: string;
  /** The record that is edited; none for a new one. */
  record: Programme | undefined;
}

function ProgrammeForm({ id, record }: FormProps) {
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
  const toList = () => route('/assessment/programme', true);
  async function save(form: ProgrammeDraft) {
    setAsked(true);
    const unfit = firstUnfitStep(form);
    if (unfit !== undefined) {
      if (unfit !== (chosen ?? 0)) route(unfit === 0 ? `/assessment/programme/${id}` : hrefOf(unfit));
      return toFirstError();
    }
    await saving.save(async () => {
      const fields = programmeFields(form);
      await (record ? revise(Programme, record, fields) : create(Programme, fields, { id }));
      toList();
    });
  }
  return (
    <Page
      title={t('programme.one')}
      back={
        chosen
          ? { href: `/assessment/programme/${id}`, label: t('programme.toSteps') }
          : { href: '/assessment/programme', label: t('programme.title') }
      }
      action={
        <KeepBar
          error={saving.error}
          draftFailed={draft.failed}
          isBusy={saving.busy}
          label={t('programme.save')}
          onSave={() => save(data)}
        />
      }
    >
      <div class={chosen ? 'assessment at-question' : 'assessment'}>
        <Head id={id} record={record} data={data} isAsked={isAsked} onChange={draft.change} />
        <Steps open={chosen ?? 1} hrefOf={hrefOf} />
        <StepDetail
          step={chosen ?? 1}
          isAlone={chosen !== undefined}
          data={data}
          isAsked={isAsked}
          onChange={draft.change}
          hrefOf={hrefOf}
        />
        {data !== initial && (
          <div class="throw-away">
            <Button look="bare" onClick={() => dropAfterAsking(t, draft, toList).catch(saving.fail)}>
              {t(record ? 'assessment.dropChanges' : 'assessment.drop')}
            </Button>
          </div>
        )}
      </div>
    </Page>
  );
}

interface HeadProps extends FormProps {
  data: ProgrammeDraft;
  isAsked: boolean;
  onChange: (some: Partial<ProgrammeDraft>) => void;
}

/** What the programme is called, and whose its questions are. */
function Head({ id, record, data, isAsked, onChange }: HeadProps) {
  const { t, day } = useWords();
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
      <p class="muted small number">
        {record ? t('assessment.made', { day: day(record.at) }) : t('assessment.keeps')}
        {record && <Delivered records={[id]} />}
      </p>
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
