import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface Option<T extends string> {
  value: T;
  label: ComponentChildren;
}

interface Shared<T extends string> {
  legend: string;
  options: readonly Option<T>[];
  hint?: string | undefined;
  error?: string | undefined;
}

interface OneProps<T extends string> extends Shared<T> {
  value: T | undefined;
  onChange: (value: T) => void;
}

/** One of several: native radio buttons drawn as chips. */
export function ChooseOne<T extends string>({ value, onChange, options, ...shared }: OneProps<T>) {
  const name = useId();
  return (
    <Frame {...shared}>
      {options.map((option) => (
        <label class="chip" key={option.value}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </Frame>
  );
}

interface SomeProps<T extends string> extends Shared<T> {
  values: readonly T[];
  onChange: (values: T[]) => void;
  /** At most this many; the others cannot be chosen until one is let go. */
  limit?: number;
}

/** Some of several: native checkboxes drawn as chips. */
export function ChooseSome<T extends string>({ values, onChange, limit, options, ...shared }: SomeProps<T>) {
  const isFull = limit !== undefined && values.length >= limit;
  return (
    <Frame {...shared}>
      {options.map((option) => {
        const chosen = values.includes(option.value);
        return (
          <label class="chip" key={option.value}>
            <input
              type="checkbox"
              value={option.value}
              checked={chosen}
              disabled={isFull && !chosen}
              onChange={() =>
                onChange(chosen ? values.filter((value) => value !== option.value) : [...values, option.value])
              }
            />
            <span>{option.label}</span>
          </label>
        );
      })}
    </Frame>
  );
}

interface FrameProps {
  legend: string;
  hint?: string | undefined;
  error?: string | undefined;
  children: ComponentChildren;
}

function Frame({ legend, hint, error, children }: FrameProps) {
  const id = useId();
  const told = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <fieldset class="choice" {...(told ? { 'aria-describedby': told } : {})}>
      <legend>{legend}</legend>
      {hint && (
        <span class="muted small" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <div class="chips">{children}</div>
      {error && (
        <span class="wrong small" id={`${id}-error`}>
          {error}
        </span>
      )}
    </fieldset>
  );
}
