import { useWords } from '../../i18n/words.ts';
import { Field } from '../../ui/field.tsx';
import { planLimits } from './plan.ts';
import { PlanText, type SomeProps } from './plan-text.tsx';

/** What for, with what, and a note of one's own that stays on the device. */
export function PlanRest(props: SomeProps) {
  const { t } = useWords();
  const { draft, onChange } = props;
  return (
    <>
      <PlanText {...props} name="title" hint={t('outreach.plan.titleHint')} />
      <PlanText {...props} name="aim" />
      <PlanText {...props} name="target" />
      <PlanText {...props} name="permission" hint={t('outreach.plan.permissionHint')} />
      <PlanText {...props} name="equipment" hint={t('outreach.plan.equipmentHint')} />
      <Field
        label={t('outreach.plan.field.debrief')}
        type="time"
        value={draft.debrief}
        onInput={(debrief) => onChange({ debrief })}
      />
      <Field
        label={t('outreach.plan.note')}
        hint={t('outreach.plan.noteHint')}
        limit={planLimits.text}
        long
        value={draft.note}
        onInput={(note) => onChange({ note })}
      />
    </>
  );
}
