import { useMemo, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { wallDate } from '../../i18n/wall-time.ts';
import { useWords } from '../../i18n/words.ts';
import { useSave } from '../../outreach/use-save.tsx';
import { FreeTextField } from '../../store/free-text-field.tsx';
import { create, revise } from '../../store/save.ts';
import { useDraft } from '../../store/use-draft.ts';
import { toFirstError } from '../../ui/to-first-error.ts';
import { mayLeave } from '../ask-about-identifying-dom.ts';
import { FormFacts } from '../form-facts.tsx';
import { FormFrame } from '../form-frame.tsx';
import type { FormProps } from '../form-page.tsx';
import { type FormStepProps, StepList } from '../step-list.tsx';
import { Gather, type ReadPhenomena } from './gather-step.tsx';
import { Handed } from './handed-step.tsx';
import { PutTogether } from './put-together-step.tsx';
import { SocialReport, socialReportLimits } from './social-report.ts';
import {
  firstUnfitReportStep,
  type SocialReportDraft,
  SocialReportDrafts,
  socialReportFields,
  socialReportForm,
  socialReportSteps,
  writtenInSocialReport,
} from './social-report-draft.ts';

const at = '/assessment/social-reports';

/** A report: what it is put together from, what was found, and to which body it was handed. `read` gives what other devices logged. */
export function SocialReportForm({ id, record, read }: FormProps<SocialReport> & { read: ReadPhenomena }) {
  const { t } = useWords();
  const { route, query } = useLocation();
  const initial = useMemo(() => socialReportForm(record), []);
  const draft = useDraft(SocialReportDrafts, { id, base: record?.rev ?? 0 }, initial);
  const [isAsked, setAsked] = useState(false);
  const saving = useSave(draft);
  const { data, change } = draft;
  if (!data) return null;
  const hrefOf = (step: number) => `${at}/${id}?step=${step}`;
  const chosen = socialReportSteps.map((_, index) => index + 1).find((step) => String(step) === query.step);
  const step = chosen ?? 1;
  const leave = () => route(at, true);
  async function save(form: SocialReportDraft) {
    setAsked(true);
    const unfit = firstUnfitReportStep(form, wallDate(Date.now()));
    if (unfit !== undefined) {
      if (unfit !== (chosen ?? 0)) route(unfit === 0 ? `${at}/${id}` : hrefOf(unfit));
      return toFirstError();
    }
    const before = record ? writtenInSocialReport(socialReportForm(record)) : [];
    if (!(await mayLeave(writtenInSocialReport(form), before, t))) return;
    await saving.save(async () => {
      const fields = socialReportFields(form);
      await (record ? revise(SocialReport, record, fields) : create(SocialReport, fields, { id }));
      leave();
    });
  }
  const titles = socialReportSteps.map((one) => t(`socialReports.step.${one}`));
  const shown: FormStepProps<SocialReportDraft> = {
    ...{ step, isAlone: chosen !== undefined, data, isAsked, titles, onChange: change, hrefOf },
  };
  return (
    <FormFrame
      {...{ id, record, saving, draft }}
      deleting={{ label: t('socialReports.delete'), ask: t('socialReports.deleteAsk') }}
      title={t('socialReports.one')}
      toParts={{ href: `${at}/${id}`, label: t('socialReports.toSteps') }}
      toList={{ href: at, label: t('socialReports.title') }}
      isAlone={shown.isAlone}
      isTouched={data !== initial}
      label={t('socialReports.save')}
      onSave={() => save(data)}
      leaves={async () => undefined}
      onGone={leave}
    >
      <div class="assessment-head stack">
        <FreeTextField
          label={t('socialReports.name')}
          hint={t('socialReports.nameHint')}
          error={isAsked && !data.name.trim() ? t('socialReports.nameMissing') : undefined}
          value={data.name}
          onInput={(name) => change({ name })}
          limit={socialReportLimits.name}
        />
        <FormFacts {...{ id, record }} at={at} name="" />
      </div>
      <StepList open={step} titles={titles} hrefOf={hrefOf} label={t('socialReports.steps')} />
      {step === 1 && <Gather {...shown} read={read} />}
      {step === 2 && <PutTogether {...shown} />}
      {step === 3 && <Handed {...shown} />}
    </FormFrame>
  );
}
