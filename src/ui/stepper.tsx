import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { describedBy, ErrorText } from './error-text.tsx';
import { useLongPress } from './long-press.ts';

interface StepperProps {
  label: string;
  value: number;
  /** The names of the buttons, for those who hear them. */
  less: string;
  more: string;
  /** Absent where there is nothing to take away, or nothing to add. */
  onLess?: (() => void) | undefined;
  onMore?: (() => void) | undefined;
  /** Says what the label means: a press on the label, or a long one anywhere on the row. */
  onExplain?: (() => void) | undefined;
  error?: string | undefined;
  /** What else stands at the end of the row. */
  children?: ComponentChildren;
}

/** A number that a thumb moves: one less, the number, one more. */
export function Stepper({ label, value, less, more, onLess, onMore, onExplain, error, children }: StepperProps) {
  const id = useId();
  const pressed = useLongPress(onExplain);
  return (
    <fieldset class="stepper" aria-label={label} {...describedBy(id, undefined, error)} {...pressed}>
      <ErrorText id={id} error={error} />
      {onExplain ? (
        <button type="button" class="stepper-label" onClick={onExplain}>
          {label}
        </button>
      ) : (
        <span class="stepper-label">{label}</span>
      )}
      <Step name={less} onClick={onLess}>
        −
      </Step>
      <output class="number">{value}</output>
      <Step name={more} onClick={onMore} look="more">
        +1
      </Step>
      {children}
    </fieldset>
  );
}

interface StepProps {
  name: string;
  onClick: (() => void) | undefined;
  look?: 'more';
  children: string;
}

/** The fingers that are down to tap: one that only stops a page that still moves is told by the browser as none that can be answered. */
const down = new Set<number>();

function hearStart({ cancelable, changedTouches }: TouchEvent): void {
  for (const { identifier } of changedTouches) cancelable ? down.add(identifier) : down.delete(identifier);
}

/**
 * A finger counts where it is lifted, however many there are: of two thumbs that meet a browser makes no click, nor always of the one that comes
 * right after them. It is told as the tap that it is, so that a long press and an echo are known as with any button.
 */
function hearEnd(event: TouchEvent): void {
  const button = event.currentTarget as Element;
  for (const { identifier, target, clientX, clientY } of event.changedTouches) {
    if (target !== button || !down.delete(identifier)) continue;
    event.preventDefault();
    if (document.elementFromPoint(clientX, clientY) === button)
      button.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail: 1, clientX, clientY }));
  }
}

/** Stays where it is when it does nothing: the thumb finds it again. */
const Step = ({ name, onClick, look, children }: StepProps) => (
  <button
    type="button"
    class={`button stepper-button ${look ?? ''}`}
    aria-label={name}
    aria-disabled={onClick ? undefined : 'true'}
    onClick={() => onClick?.()}
    onTouchStart={hearStart}
    onTouchEnd={hearEnd}
  >
    {children}
  </button>
);
