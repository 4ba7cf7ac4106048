import { useWords } from '../i18n/words.ts';
import { Delivered } from '../store/delivered.tsx';
import { FreeTextField } from '../store/free-text-field.tsx';
import { ChooseOne } from '../ui/choice.tsx';
import { type Assessment, activityLimit, roleLimit, roundParts } from './assessment.ts';
import type { AssessmentDraft } from './draft.ts';
import { StandingsPicture } from './standings-picture.tsx';

interface HeadProps {
  id: string;
  record: Assessment | undefined;
  data: AssessmentDraft;
  /** It was to be kept: what is missing is said. */
  isAsked: boolean;
  onChange: (some: Partial<AssessmentDraft>) => void;
}

/** What is looked at, who answers, and the picture of where it stands. */
export function AssessmentHead({ id, record, data, isAsked, onChange }: HeadProps) {
  const { t, day } = useWords();
  const { part = 'common' } = data;
  return (
    <div class="assessment-head stack">
      <FreeTextField
        label={t('assessment.activity')}
        hint={t('assessment.activityHint')}
        error={isAsked && !data.activity.trim() ? t('assessment.activityMissing') : undefined}
        value={data.activity}
        onInput={(activity) => onChange({ activity })}
        limit={activityLimit}
      />
      {!record && !data.round && (
        <ChooseOne
          legend={t('assessment.who')}
          options={roundParts.map((value) => ({ value, label: t(`assessment.part.${value}`) }))}
          value={part}
          onChange={(value) => onChange({ part: value })}
        />
      )}
      {part === 'view' && (
        <FreeTextField
          label={t('assessment.role')}
          hint={t('assessment.roleHint')}
          value={data.role ?? ''}
          onInput={(role) => onChange({ role })}
          limit={roleLimit}
        />
      )}
      <p class="muted small number">
        {record ? t('assessment.made', { day: day(record.at) }) : t('assessment.keeps')}
        {record && <Delivered records={[id]} />}
      </p>
      {Object.values(data.answers).some((answer) => answer?.standing) && <StandingsPicture answers={data.answers} />}
    </div>
  );
}
