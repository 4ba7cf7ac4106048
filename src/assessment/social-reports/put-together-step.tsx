import { useWords } from '../../i18n/words.ts';
import { FreeTextField } from '../../store/free-text-field.tsx';
import { type FormStepProps, Step } from '../step-list.tsx';
import { socialReportLimits } from './social-report.ts';
import type { SocialReportDraft } from './social-report-draft.ts';

/** What was found, in one's own words: without people, for those who can act. */
export function PutTogether(props: FormStepProps<SocialReportDraft>) {
  const { t } = useWords();
  const { data, onChange } = props;
  const { line, words } = socialReportLimits;
  return (
    <Step {...props}>
      <p class="muted">{t('socialReports.foundHelp')}</p>
      {(['seen', 'since', 'whom', 'causes', 'proposed'] as const).map((field) => {
        const isLine = field === 'since' || field === 'whom';
        return (
          <FreeTextField
            key={field}
            label={t(`socialReports.${field}`)}
            hint={field === 'whom' ? t('socialReports.whomHint') : false}
            value={data[field]}
            onInput={(said) => onChange({ [field]: said })}
            limit={isLine ? line : words}
            long={!isLine}
          />
        );
      })}
    </Step>
  );
}
