import type { ComponentChildren } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import { describedBy, ErrorText } from './error-text.tsx';
import { useLongPress } from './long-press.ts';

interface Option<T extends string> {
  value: T;
  label: ComponentChildren;
}

interface Shared<T extends string> {
  legend: string;
  options: readonly Option<T>[];
  hint?: string | undefined;
  error?: string | undefined;
  /** Where the choices can be explained: the button's name, and what says one of them (long press) or all (the button). */
  explained?: { label: string; say: (value?: T) => void } | undefined;
}

interface OneProps<T extends string> extends Shared<T> {
  value: T | undefined;
  /** What takes its time answers a promise: until `value` follows, or it is rejected, the person sees what they chose. */
  onChange: (value: T) => unknown;
}

/** One of several: native radio buttons drawn as chips. */
export function ChooseOne<T extends string>({ value, onChange, options, ...shared }: OneProps<T>) {
  const name = useId();
  const [awaited, setAwaited] = useState<T>();
  useEffect(() => setAwaited(undefined), [value]);
  const choose = (wanted: T) => {
    const done = onChange(wanted);
    if (!(done instanceof Promise)) return;
    setAwaited(wanted);
    done.catch(() => setAwaited(undefined));
  };
  return (
    <Frame {...shared}>
      {options.map((option) => (
        <Chip
          key={option.value}
          type="radio"
          name={name}
          option={option}
          checked={option.value === (awaited ?? value)}
          explained={shared.explained}
          onChange={() => choose(option.value)}
        />
      ))}
    </Frame>
  );
}

interface SomeProps<T extends string> extends Shared<T> {
  values: readonly T[];
  onChange: (values: T[]) => void;
  /** At most this many; the others cannot be chosen until one is let go. */
  limit?: number | undefined;
}

/** Some of several: native checkboxes drawn as chips. */
export function ChooseSome<T extends string>({ values, onChange, limit, options, ...shared }: SomeProps<T>) {
  const isFull = limit !== undefined && values.length >= limit;
  return (
    <Frame {...shared}>
      {options.map((option) => {
        const chosen = values.includes(option.value);
        return (
          <Chip
            key={option.value}
            type="checkbox"
            option={option}
            checked={chosen}
            disabled={isFull && !chosen}
            explained={shared.explained}
            onChange={() =>
              onChange(chosen ? values.filter((value) => value !== option.value) : [...values, option.value])
            }
          />
        );
      })}
    </Frame>
  );
}

interface ChipProps<T extends string> extends Pick<Shared<T>, 'explained'> {
  type: 'radio' | 'checkbox';
  option: Option<T>;
  checked: boolean;
  onChange: () => void;
  name?: string;
  disabled?: boolean;
}

/** A native control under a label; held down, it says what it means. */
function Chip<T extends string>({ option: { value, label }, explained, ...control }: ChipProps<T>) {
  const pressed = useLongPress(explained && (() => explained.say(value)));
  return (
    <label class="chip" {...pressed}>
      <input {...control} value={value} />
      <span>{label}</span>
    </label>
  );
}

interface FrameProps<T extends string> extends Pick<Shared<T>, 'legend' | 'hint' | 'error' | 'explained'> {
  children: ComponentChildren;
}

function Frame<T extends string>({ legend, hint, error, explained, children }: FrameProps<T>) {
  const id = useId();
  return (
    <fieldset class="choice" {...describedBy(id, hint, error)}>
      <legend>{legend}</legend>
      {explained && (
        <button type="button" class="explain" aria-label={explained.label} onClick={() => explained.say()}>
          ?
        </button>
      )}
      {hint && (
        <span class="muted small" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <ErrorText id={id} error={error} />
      <div class="chips">{children}</div>
    </fieldset>
  );
}
