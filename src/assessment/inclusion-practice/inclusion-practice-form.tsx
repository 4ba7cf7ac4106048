import { useMemo, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useWords } from '../../i18n/words.ts';
import { useSave } from '../../outreach/use-save.tsx';
import { useOrganisation } from '../../setup/organisation-store.ts';
import { FreeTextField } from '../../store/free-text-field.tsx';
import { create, revise } from '../../store/save.ts';
import { useDraft } from '../../store/use-draft.ts';
import { LinkButton } from '../../ui/button.tsx';
import { toFirstError } from '../../ui/to-first-error.ts';
import { mayLeave } from '../ask-about-identifying-dom.ts';
import { FormFacts } from '../form-facts.tsx';
import { FormFrame } from '../form-frame.tsx';
import { type FormProps, formPage } from '../form-page.tsx';
import { questionsCopyright } from '../questions.ts';
import { assessmentPart } from '../settings.ts';
import { InclusionPractice, inclusionPracticeLimits } from './inclusion-practice.ts';
import {
  firstUnfitPracticePart,
  type InclusionPracticeDraft,
  InclusionPracticeDrafts,
  inclusionPracticeFields,
  inclusionPracticeForm,
  practiceParts,
  writtenInPractice,
} from './inclusion-practice-draft.ts';
import { PartName } from './part-name.tsx';
import { PracticeStep } from './practice-step.tsx';

/** A practice that furthers inclusion: its description, and its evaluation in two views. New, or one that is kept. */
export const InclusionPracticeFormPage = formPage(InclusionPractice, InclusionPracticeForm);

const at = '/assessment/inclusion-practice';

function InclusionPracticeForm({ id, record }: FormProps<InclusionPractice>) {
  const { t } = useWords();
  const { route, query } = useLocation();
  const initial = useMemo(() => inclusionPracticeForm(record), []);
  const draft = useDraft(InclusionPracticeDrafts, { id, base: record?.rev ?? 0 }, initial);
  const [isAsked, setAsked] = useState(false);
  const saving = useSave(draft);
  const { practiceCriteria } = assessmentPart.of(useOrganisation()).assessment;
  const { data, change } = draft;
  if (!data) return null;
  const hrefOf = (step: number) => `${at}/${id}?step=${step}`;
  const chosen = practiceParts.map((_, index) => index + 1).find((step) => String(step) === query.step);
  const step = chosen ?? 1;
  const leave = () => route(at, true);
  async function save(form: InclusionPracticeDraft) {
    setAsked(true);
    const unfit = firstUnfitPracticePart(form);
    if (unfit !== undefined) {
      if (unfit !== (chosen ?? 0)) route(unfit === 0 ? `${at}/${id}` : hrefOf(unfit));
      return toFirstError();
    }
    if (!(await mayLeave(writtenInPractice(form), record ? writtenInPractice(inclusionPracticeForm(record)) : [], t)))
      return;
    await saving.save(async () => {
      const fields = inclusionPracticeFields(form);
      await (record ? revise(InclusionPractice, record, fields) : create(InclusionPractice, fields, { id }));
      leave();
    });
  }
  return (
    <FormFrame
      {...{ id, record, saving, draft }}
      deleting={{ label: t('inclusionPractice.delete'), ask: t('inclusionPractice.deleteAsk') }}
      title={t('inclusionPractice.one')}
      toParts={{ href: `${at}/${id}`, label: t('inclusionPractice.toParts') }}
      toList={{ href: at, label: t('inclusionPractice.title') }}
      isAlone={chosen !== undefined}
      isTouched={data !== initial}
      label={t('inclusionPractice.save')}
      onSave={() => save(data)}
      leaves={async () => undefined}
      onGone={leave}
    >
      <Head {...{ id, record, data, isAsked }} onChange={change} />
      <Parts open={step} hrefOf={hrefOf} />
      <PracticeStep
        {...{ step, data, isAsked, hrefOf }}
        isAlone={chosen !== undefined}
        own={practiceCriteria}
        onChange={change}
      />
    </FormFrame>
  );
}

interface HeadProps extends FormProps<InclusionPractice> {
  data: InclusionPracticeDraft;
  isAsked: boolean;
  onChange: (some: Partial<InclusionPracticeDraft>) => void;
}

/** What it is called, and the ways out: the document, and the texts for Innokylä. */
function Head({ id, record, data, isAsked, onChange }: HeadProps) {
  const { t } = useWords();
  return (
    <div class="assessment-head stack">
      <FreeTextField
        label={t('inclusionPractice.name')}
        hint={t('inclusionPractice.nameHint')}
        error={isAsked && !data.name.trim() ? t('inclusionPractice.nameMissing') : undefined}
        value={data.name}
        onInput={(name) => onChange({ name })}
        limit={inclusionPracticeLimits.name}
      />
      <FormFacts {...{ id, record, at }} name={data.name} />
      {(record || data.name.trim()) && (
        <p>
          <LinkButton href={`${at}/${id}/innokyla`}>{t('inclusionPractice.toInnokyla')}</LinkButton>
        </p>
      )}
      <p class="muted small">
        {t('assessment.questionsBy')} <span lang="fi">{questionsCopyright}</span>
      </p>
    </div>
  );
}

/** The parts of the form in three groups: the description, and the two views of the evaluation. */
function Parts({ open, hrefOf }: { open: number; hrefOf: (step: number) => string }) {
  const { t } = useWords();
  const groups = [
    { is: 'described', title: t('inclusionPractice.description') },
    { is: 'area', title: t('inclusionPractice.byAreas') },
    { is: 'criteria', title: t('inclusionPractice.byCriteria') },
  ] as const;
  return (
    <nav class="question-list" aria-label={t('inclusionPractice.parts')}>
      {groups.map(({ is, title }) => (
        <section key={is}>
          <h2>{title}</h2>
          <ul>
            {practiceParts.map((part, index) =>
              part.is === is ? (
                <li key={index}>
                  <a href={hrefOf(index + 1)} aria-current={open === index + 1 ? 'true' : undefined}>
                    <span class="number">{index + 1}</span>
                    <PartName part={part} />
                  </a>
                </li>
              ) : null,
            )}
          </ul>
        </section>
      ))}
    </nav>
  );
}
