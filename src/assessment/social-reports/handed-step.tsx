import { wallDate } from '../../i18n/wall-time.ts';
import { useWords } from '../../i18n/words.ts';
import { FreeTextField } from '../../store/free-text-field.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { type FormStepProps, Step } from '../step-list.tsx';
import { socialReportLimits } from './social-report.ts';
import { type SocialReportDraft, socialReportFaults } from './social-report-draft.ts';

/** To which body it was handed, what that answered or that it never did, and what became of it: on Tänään until it is answered or closed. */
export function Handed(props: FormStepProps<SocialReportDraft>) {
  const { t } = useWords();
  const { data, isAsked, onChange } = props;
  const faults = socialReportFaults(data, wallDate(Date.now()));
  const { line, words } = socialReportLimits;
  /** What is missing is said once it was to be kept; what contradicts itself at once. */
  const wrong = (at: keyof typeof faults) => {
    const fault = faults[at];
    return fault && (isAsked || !fault.endsWith('missing')) ? t(`socialReports.fault.${fault}`) : undefined;
  };
  const day = (field: 'handedOn' | 'answerBy' | 'answeredOn' | 'closedOn', hint?: string) => (
    <DateField
      label={t(`socialReports.${field}`)}
      hint={hint}
      error={wrong(field)}
      value={data[field]}
      onInput={(date) => onChange({ [field]: date })}
    />
  );
  return (
    <Step {...props}>
      <p class="muted">{t('socialReports.handedHelp')}</p>
      <FreeTextField
        label={t('socialReports.body')}
        hint={t('socialReports.bodyHint')}
        error={wrong('recipient')}
        value={data.recipient}
        onInput={(recipient) => onChange({ recipient })}
        limit={line}
      />
      <div class="event-days">
        {day('handedOn')}
        {day('answerBy')}
      </div>
      <h3>{t('socialReports.answerTitle')}</h3>
      <FreeTextField
        label={t('socialReports.answer')}
        error={wrong('answer')}
        value={data.answer}
        onInput={(answer) => onChange({ answer })}
        limit={words}
        long
      />
      {day('answeredOn')}
      {(!data.answeredOn || faults.closedOn) && day('closedOn', t('socialReports.closedHint'))}
      <FreeTextField
        label={t('socialReports.became')}
        hint={t('socialReports.becameHint')}
        value={data.became}
        onInput={(became) => onChange({ became })}
        limit={words}
        long
      />
    </Step>
  );
}
