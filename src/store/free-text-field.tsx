import { useWords } from '../i18n/words.ts';
import { Field } from '../ui/field.tsx';
import { hasIdentityCode } from './free-text.ts';

export { isKeepable } from './free-text.ts';

interface FreeTextFieldProps {
  label: string;
  labelLang?: string;
  value: string;
  onInput: (value: string) => void;
  /** Longest text. What is longer is not cut, because a paste would lose its end: it is told, and not kept as it is. */
  limit: number;
  /** What may stand here; nothing where it was said before. */
  hint?: string | false;
  long?: boolean;
  /** What else is wrong with it. */
  error?: string | undefined;
}

/** A field for free text: says at its place, while one writes, what it does not take and why. */
export function FreeTextField({ value, limit, error, hint, ...rest }: FreeTextFieldProps) {
  const { t } = useWords();
  const over = value.trim().length - limit;
  const wrong = hasIdentityCode(value) ? t('guard.identity') : over > 0 ? t('guard.over', { count: over }) : error;
  return (
    <Field {...rest} value={value} hint={hint === false ? undefined : (hint ?? t('guard.nobodyIn'))} error={wrong} />
  );
}
