import { useId } from 'preact/hooks';
import { describedBy, ErrorText } from './error-text.tsx';

interface FieldProps {
  label: string;
  /** The language of the label, where it is an owner's words in another one than the page's. */
  labelLang?: string;
  value: string;
  onInput: (value: string) => void;
  /** What may be written here, in a few words. */
  hint?: string | undefined;
  /** What is wrong, at its place. */
  error?: string | undefined;
  /** Longest text, in characters. */
  limit?: number;
  /** Several lines. */
  long?: boolean;
  /** What is written: a secret is not shown as it is written, a date or a time is picked, a number is dialled. */
  type?: 'password' | 'date' | 'time' | 'tel';
  /** A keypad of digits. */
  digits?: boolean;
  required?: boolean;
  /** The language of what is written, where it is not the page's. */
  lang?: string;
}

/** A field for text with its label, hint and error. Keeps what was typed whatever is wrong with it. */
export function Field(props: FieldProps) {
  const { label, labelLang, value, onInput, hint, error, limit, long, type, digits, required, lang } = props;
  const id = useId();
  const shared = {
    id,
    value,
    ...(limit === undefined ? {} : { maxLength: limit }),
    ...(required ? { required } : {}),
    ...(lang ? { lang, dir: 'auto' as const } : {}),
    ...(digits ? { inputMode: 'numeric' as const } : {}),
    ...(error ? { 'aria-invalid': 'true' as const } : {}),
    ...describedBy(id, hint, error),
    // Shared phones: nothing that was once written here is offered to the next one who writes.
    autocomplete: 'off',
    onInput: (event: { currentTarget: { value: string } }) => onInput(event.currentTarget.value),
  };
  return (
    <div class="field">
      <label for={id} lang={labelLang}>
        {label}
      </label>
      {hint && (
        <span class="muted small" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <ErrorText id={id} error={error} />
      {long && <textarea {...shared} rows={3} />}
      {!long && type === undefined && <input {...shared} type="text" />}
      {type === 'password' && <input {...shared} type="password" />}
      {type === 'date' && <input {...shared} type="date" />}
      {type === 'time' && <input {...shared} type="time" />}
      {type === 'tel' && <input {...shared} type="tel" />}
    </div>
  );
}
