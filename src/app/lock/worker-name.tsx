import { useWords } from '../../i18n/words.ts';
import { isKeepable } from '../../store/free-text.ts';
import { longestWorkerName } from '../../store/worker-name.ts';
import { Field } from '../../ui/field.tsx';

/** What a worker calls themselves on this device: never anybody met. */
export function WorkerName({ value, onInput }: { value: string; onInput: (value: string) => void }) {
  const { t } = useWords();
  return (
    <Field
      label={t('shift.name')}
      hint={t('shift.nameHint')}
      limit={longestWorkerName}
      value={value}
      error={isKeepable(value, longestWorkerName) ? undefined : t('notKept.identity-code')}
      onInput={onInput}
    />
  );
}
