import { useWords } from '../../i18n/words.ts';
import { Field } from '../../ui/field.tsx';

/** Whether a device may be handed over under this code: four to eight digits. */
export const isUnlockCode = (code: string): boolean => /^\d{4,8}$/.test(code.trim());

interface UnlockCodeFieldProps {
  value: string;
  onInput(code: string): void;
  /** Somebody wanted to hand the device over: what is no code is told now. */
  isTried: boolean;
}

/** The field for the code that opens the device again once it is handed over, chosen by the worker. */
export function UnlockCodeField({ value, onInput, isTried }: UnlockCodeFieldProps) {
  const { t } = useWords();
  return (
    <Field
      label={t('handOver.unlockCode')}
      hint={t('handOver.unlockHint')}
      value={value}
      onInput={onInput}
      limit={8}
      digits
      required
      error={isTried && !isUnlockCode(value) ? t('handOver.unlockMissing') : undefined}
    />
  );
}
