import { useWords } from '../../i18n/words.ts';
import { Field } from '../../ui/field.tsx';
import type { Errors, PlanDraft } from './draft.ts';
import { planLimits } from './plan.ts';

/** The sentence for what is wrong with a field, if anything is. */
export type FieldMessage = (field: keyof Errors) => string | undefined;

/** What every part of the form is given. */
export interface SomeProps {
  draft: PlanDraft;
  onChange: (some: Partial<PlanDraft>) => void;
  told: FieldMessage;
}

/** The fields of a plan that are one text, and how long each may be. */
const limits = {
  title: planLimits.title,
  inCharge: planLimits.name,
  offSite: planLimits.name,
  checkIns: planLimits.line,
  stopIf: planLimits.text,
  ifMissing: planLimits.text,
  aim: planLimits.text,
  target: planLimits.line,
  permission: planLimits.line,
  equipment: planLimits.equipment * planLimits.item,
} as const;

type Name = keyof typeof limits;
const long: readonly Name[] = ['stopIf', 'ifMissing', 'aim', 'equipment'];

/** One text of a plan. */
export function PlanText({ name, hint, draft, onChange, told }: SomeProps & { name: Name; hint?: string }) {
  const { t } = useWords();
  return (
    <Field
      label={t(`outreach.plan.field.${name}`)}
      hint={hint}
      limit={limits[name]}
      long={long.includes(name)}
      value={draft[name]}
      onInput={(value) => onChange({ [name]: value })}
      error={told(name)}
    />
  );
}
