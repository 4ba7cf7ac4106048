import { useId } from 'preact/hooks';
import { describedBy, ErrorText } from './error-text.tsx';

interface DateFieldProps {
  label: string;
  /** `2026-11-22`, or empty. */
  value: string;
  onInput: (value: string) => void;
  hint?: string | undefined;
  error?: string | undefined;
}

/** A field for a day of the calendar: the phone's own. */
export function DateField({ label, value, onInput, hint, error }: DateFieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && (
        <span class="muted small" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <ErrorText id={id} error={error} />
      <input
        id={id}
        type="date"
        value={value}
        {...(error ? { 'aria-invalid': 'true' as const } : {})}
        {...describedBy(id, hint, error)}
        onInput={({ currentTarget }) => onInput(currentTarget.value)}
      />
    </div>
  );
}
