import { useMemo, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { keepBegunAbout } from '../../actions/action-store.ts';
import { wallDate } from '../../i18n/wall-time.ts';
import { useWords } from '../../i18n/words.ts';
import { useSave } from '../../outreach/use-save.tsx';
import { FreeTextField } from '../../store/free-text-field.tsx';
import { create, revise } from '../../store/save.ts';
import { useDraft } from '../../store/use-draft.ts';
import { DateField } from '../../ui/date-field.tsx';
import { toFirstError } from '../../ui/to-first-error.ts';
import { mayLeave } from '../ask-about-identifying-dom.ts';
import { FormFacts } from '../form-facts.tsx';
import { FormFrame } from '../form-frame.tsx';
import { type FormProps, formPage } from '../form-page.tsx';
import { checklistCopyright, checklistParts, itemNumbersOf } from './checklist.ts';
import { PartDetail } from './checklist-part.tsx';
import { CoDevelopment, coDevelopmentLimits, itemCount } from './co-development.ts';
import './co-development.css';
import {
  type CoDevelopmentDraft,
  CoDevelopmentDrafts,
  coDevelopmentFields,
  coDevelopmentForm,
  faultsOf,
  firstUnfitPart,
  outcomeStep,
  writtenInCoDevelopment,
} from './co-development-draft.ts';
import { EventOutcome } from './outcome.tsx';

/** A co-development event: its plan by the checklist, and what came of it. New, or one that is kept. */
export const CoDevelopmentFormPage = formPage(CoDevelopment, CoDevelopmentForm);

const at = '/assessment/co-development';

function CoDevelopmentForm({ id, record }: FormProps<CoDevelopment>) {
  const { t } = useWords();
  const { route, query } = useLocation();
  const initial = useMemo(() => coDevelopmentForm(record), []);
  const draft = useDraft(CoDevelopmentDrafts, { id, base: record?.rev ?? 0 }, initial);
  const [isAsked, setAsked] = useState(false);
  const saving = useSave(draft);
  const { data, change } = draft;
  if (!data) return null;
  const hrefOf = (step: number) => `${at}/${id}?step=${step}`;
  const chosen = Array.from({ length: outcomeStep }, (_, index) => index + 1).find(
    (step) => String(step) === query.step,
  );
  const step = chosen ?? 1;
  const leave = () => route(at, true);
  async function save(form: CoDevelopmentDraft) {
    setAsked(true);
    const unfit = firstUnfitPart(form, wallDate(Date.now()));
    if (unfit !== undefined) {
      if (unfit !== (chosen ?? 0)) route(unfit === 0 ? `${at}/${id}` : hrefOf(unfit));
      return toFirstError();
    }
    if (
      !(await mayLeave(
        writtenInCoDevelopment(form),
        record ? writtenInCoDevelopment(coDevelopmentForm(record)) : [],
        t,
      ))
    )
      return;
    await saving.save(async () => {
      await keepBegunAbout(id);
      const fields = coDevelopmentFields(form);
      await (record ? revise(CoDevelopment, record, fields) : create(CoDevelopment, fields, { id }));
      leave();
    });
  }
  const shown = { step, isAlone: chosen !== undefined, data, isAsked, onChange: change, hrefOf };
  const begun = wallDate(record?.at ?? Date.now());
  return (
    <FormFrame
      {...{ id, record, saving, draft }}
      deleting={{ label: t('coDevelopment.delete'), ask: t('coDevelopment.deleteAsk') }}
      title={t('coDevelopment.one')}
      toParts={{ href: `${at}/${id}`, label: t('coDevelopment.toParts') }}
      toList={{ href: at, label: t('coDevelopment.title') }}
      isAlone={shown.isAlone}
      isTouched={data !== initial}
      label={t('coDevelopment.save')}
      onSave={() => save(data)}
      leaves={async () => id}
      onGone={leave}
    >
      <Head {...{ id, record, data, isAsked }} onChange={change} />
      <Parts open={step} hrefOf={hrefOf} data={data} />
      {step === outcomeStep ? <EventOutcome {...shown} /> : <PartDetail {...shown} about={id} begun={begun} />}
    </FormFrame>
  );
}

interface HeadProps extends FormProps<CoDevelopment> {
  data: CoDevelopmentDraft;
  isAsked: boolean;
  onChange: (some: Partial<CoDevelopmentDraft>) => void;
}

/** What it is called, what is developed, and when. */
function Head({ id, record, data, isAsked, onChange }: HeadProps) {
  const { t } = useWords();
  const isEarly = faultsOf(data, wallDate(Date.now())).until !== undefined;
  return (
    <div class="assessment-head stack">
      <FreeTextField
        label={t('coDevelopment.name')}
        hint={t('coDevelopment.nameHint')}
        error={isAsked && !data.name.trim() ? t('coDevelopment.nameMissing') : undefined}
        value={data.name}
        onInput={(name) => onChange({ name })}
        limit={coDevelopmentLimits.name}
      />
      <FreeTextField
        label={t('coDevelopment.theme')}
        value={data.theme}
        onInput={(theme) => onChange({ theme })}
        limit={coDevelopmentLimits.words}
        long
      />
      <div class="event-days">
        <DateField label={t('coDevelopment.from')} value={data.from} onInput={(from) => onChange({ from })} />
        <DateField
          label={t('coDevelopment.until')}
          value={data.until}
          onInput={(until) => onChange({ until })}
          error={isEarly ? t('coDevelopment.untilEarly') : undefined}
        />
      </div>
      <FormFacts {...{ id, record }} at={at} name={data.name} />
      <p class="muted small">
        {t('coDevelopment.listBy')} <span lang="fi">{checklistCopyright}</span>
      </p>
    </div>
  );
}

interface PartsProps {
  open: number;
  hrefOf: (step: number) => string;
  data: CoDevelopmentDraft;
}

/** The parts of the checklist, in the sources' words, each with how much of it was taken care of; what came of it below them. */
function Parts({ open, hrefOf, data }: PartsProps) {
  const { t } = useWords();
  const current = (step: number) => (open === step ? 'true' : undefined);
  return (
    <nav class="question-list" aria-label={t('coDevelopment.parts')}>
      <ul>
        {checklistParts.map((part, index) => {
          const numbers = itemNumbersOf(part);
          const done = numbers.filter((number) => data.considered.includes(number)).length;
          return (
            <li key={part.id}>
              <a href={hrefOf(index + 1)} aria-current={current(index + 1)}>
                <span class="number">{index + 1}</span>
                <span lang="fi">{part.title}</span>
                <span class="muted small">
                  <span class="seen-only-by-ear">{t('coDevelopment.considered')} </span>
                  {done}/{numbers.length}
                </span>
              </a>
            </li>
          );
        })}
        <li>
          <a href={hrefOf(outcomeStep)} aria-current={current(outcomeStep)}>
            <span class="number">{outcomeStep}</span>
            <span>{t('coDevelopment.outcome')}</span>
          </a>
        </li>
      </ul>
      <p class="muted small">{t('coDevelopment.listHelp', { count: itemCount })}</p>
    </nav>
  );
}
