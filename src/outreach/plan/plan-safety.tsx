import { useWords } from '../../i18n/words.ts';
import { Field } from '../../ui/field.tsx';
import { planLimits } from './plan.ts';
import { PlanText, type SomeProps } from './plan-text.tsx';

/** Who is responsible, who is reached off site, when to stop, and what to do when someone does not come back. */
export function PlanSafety(props: SomeProps) {
  const { t } = useWords();
  const { draft, onChange } = props;
  return (
    <>
      <PlanText {...props} name="inCharge" hint={t('outreach.plan.roleHint')} />
      <PlanText {...props} name="offSite" hint={t('outreach.plan.offSiteHint')} />
      <Field
        label={t('outreach.plan.phone')}
        hint={t('outreach.plan.phoneHint')}
        type="tel"
        limit={planLimits.phone}
        value={draft.phone}
        onInput={(phone) => onChange({ phone })}
      />
      <PlanText {...props} name="checkIns" hint={t('outreach.plan.checkInsHint')} />
      <PlanText {...props} name="stopIf" hint={t('outreach.plan.stopIfHint')} />
      <PlanText {...props} name="ifMissing" hint={t('outreach.plan.ifMissingHint')} />
    </>
  );
}
