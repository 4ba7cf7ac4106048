import { useMemo, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { mayLeave } from '../../assessment/ask-about-identifying-dom.ts';
import { FormFacts } from '../../assessment/form-facts.tsx';
import { type FormProps, formPage } from '../../assessment/form-page.tsx';
import { FunderReport, funderReportLimits } from '../../assessment/funder-report/funder-report.ts';
import {
  emptyFunderReport,
  type FunderReportDraft,
  FunderReportDrafts,
  funderReportFields,
  funderReportForm,
  isReportFit,
  periodOfReport,
  reportPeriods,
  writtenInFunderReport,
} from '../../assessment/funder-report/funder-report-draft.ts';
import { KeepBar } from '../../assessment/keep-bar.tsx';
import { ThrowAway } from '../../assessment/throw-away.tsx';
import { wallDate } from '../../i18n/wall-time.ts';
import { useWords } from '../../i18n/words.ts';
import { useSave } from '../../outreach/use-save.tsx';
import { periodKey } from '../../periods/grid.ts';
import { periodNumerals } from '../../periods/names.ts';
import { FreeTextField } from '../../store/free-text-field.tsx';
import { create, revise } from '../../store/save.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Page } from '../../ui/page.tsx';
import { Select } from '../../ui/select.tsx';
import { toFirstError } from '../../ui/to-first-error.ts';
import { ChooseParts } from './choose-parts.tsx';

/** A report to a funder: what it is of, which numbers and parts it has, and the words around them. New, or one that is kept. */
export const FunderReportFormPage = formPage(FunderReport, FunderReportForm);

const at = '/assessment/funder-report';

function FunderReportForm({ id, record }: FormProps<FunderReport>) {
  const { t } = useWords();
  const { route } = useLocation();
  const initial = useMemo(() => (record ? funderReportForm(record) : emptyFunderReport(wallDate(Date.now()))), []);
  const draft = useDraft(FunderReportDrafts, { id, base: record?.rev ?? 0 }, initial);
  const [isAsked, setAsked] = useState(false);
  const saving = useSave(draft);
  const { data, change } = draft;
  if (!data) return null;
  const leave = () => route(at, true);
  async function save(form: FunderReportDraft) {
    setAsked(true);
    if (!isReportFit(form)) return toFirstError();
    const before = record ? writtenInFunderReport(funderReportForm(record)) : [];
    if (!(await mayLeave(writtenInFunderReport(form), before, t))) return;
    await saving.save(async () => {
      const fields = funderReportFields(form);
      await (record ? revise(FunderReport, record, fields) : create(FunderReport, fields, { id }));
      leave();
    });
  }
  return (
    <Page
      title={t('funderReport.one')}
      back={{ href: at, label: t('funderReport.title') }}
      action={<KeepBar {...{ saving, draft }} label={t('funderReport.save')} onSave={() => save(data)} />}
    >
      <Head {...{ data, isAsked }} onChange={change} />
      <FormFacts {...{ id, record, at }} name={data.name} />
      <FreeTextField
        label={t('funderReport.opening')}
        value={data.opening}
        onInput={(opening) => change({ opening })}
        limit={funderReportLimits.words}
        long
      />
      <ChooseParts data={data} onChange={change} />
      <FreeTextField
        label={t('funderReport.closing')}
        value={data.closing}
        onInput={(closing) => change({ closing })}
        limit={funderReportLimits.words}
        long
      />
      <ThrowAway
        {...{ id, record, draft }}
        deleting={{ label: t('funderReport.delete'), ask: t('funderReport.deleteAsk') }}
        isTouched={data !== initial}
        leaves={async () => undefined}
        onGone={leave}
        onFailed={saving.fail}
      />
    </Page>
  );
}

interface HeadProps {
  data: FunderReportDraft;
  isAsked: boolean;
  onChange: (some: Partial<FunderReportDraft>) => void;
}

/** What it is called, who it is for, and of which period it is. */
function Head({ data, isAsked, onChange }: HeadProps) {
  const { t, language } = useWords();
  const period = periodOfReport(data);
  const offered = reportPeriods(wallDate(Date.now()));
  // One that was kept earlier stays to be chosen.
  const periods = offered.some((one) => periodKey(one) === periodKey(period)) ? offered : [period, ...offered];
  return (
    <>
      <FreeTextField
        label={t('funderReport.name')}
        hint={t('funderReport.nameHint')}
        error={isAsked && !data.name.trim() ? t('funderReport.nameMissing') : undefined}
        value={data.name}
        onInput={(name) => onChange({ name })}
        limit={funderReportLimits.name}
      />
      <FreeTextField
        label={t('funderReport.funder')}
        hint={t('funderReport.funderHint')}
        value={data.funder}
        onInput={(funder) => onChange({ funder })}
        limit={funderReportLimits.line}
      />
      <Select
        label={t('funderReport.period')}
        options={periods.map((one) => ({ value: periodKey(one), label: periodNumerals(one, language) }))}
        value={periodKey(period)}
        onChange={(key) => {
          const { length, from } = periods.find((one) => periodKey(one) === key)!;
          onChange({ period: { length: length as FunderReportDraft['period']['length'], from } });
        }}
      />
    </>
  );
}
