import { useId } from 'preact/hooks';

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
  const told = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && (
        <span class="muted small" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <input
        id={id}
        type="date"
        value={value}
        {...(error ? { 'aria-invalid': 'true' as const } : {})}
        {...(told ? { 'aria-describedby': told } : {})}
        onInput={({ currentTarget }) => onInput(currentTarget.value)}
      />
      {error && (
        <span class="wrong small" id={`${id}-error`}>
          {error}
        </span>
      )}
    </div>
  );
}
