import { useId } from 'preact/hooks';
import { describedBy, ErrorText } from './error-text.tsx';

interface SelectProps<T extends string> {
  label: string;
  options: readonly { value: T; label: string }[];
  value: T;
  onChange: (value: T) => void;
  /** What the chosen one means, or what to choose by. */
  hint?: string | undefined;
  error?: string | undefined;
}

/** One of many, where chips would fill the screen: the phone's own list. */
export function Select<T extends string>({ label, options, value, onChange, hint, error }: SelectProps<T>) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <ErrorText id={id} error={error} />
      <select
        id={id}
        value={value}
        {...(error ? { 'aria-invalid': 'true' as const } : {})}
        {...describedBy(id, hint, error)}
        onChange={({ currentTarget }) => {
          const chosen = options.find((option) => option.value === currentTarget.value);
          if (chosen) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {hint && (
        <span class="muted small" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </div>
  );
}
