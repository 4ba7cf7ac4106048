import type { ButtonHTMLAttributes, ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { unlessRunning } from './unless-running.ts';

type Look = 'primary' | 'quiet' | 'danger' | 'bare';

interface ButtonProps extends Pick<ButtonHTMLAttributes, 'id' | 'aria-label' | 'aria-expanded' | 'disabled'> {
  look?: Look;
  /** By which a form finds it to focus it. */
  'data-focus'?: string;
  type?: 'button' | 'submit';
  /** While what it answers is pending, the button does nothing: a second tap is no second order. */
  onClick?: () => unknown;
  /** What is pressed for one thing each time: the second click of a double one is none. */
  isSingle?: boolean;
  /** While true it stays focusable and says so, but does nothing. */
  busy?: boolean;
  children: ComponentChildren;
}

/** A button. One `primary` a screen; it is as wide as its place. */
export function Button({ look = 'quiet', type = 'button', onClick, isSingle, busy, children, ...rest }: ButtonProps) {
  const [run] = useState(unlessRunning);
  return (
    <button
      {...rest}
      type={type}
      class={`button ${look}`}
      aria-disabled={busy ? 'true' : undefined}
      onClick={(event) => {
        const isSecond = isSingle && event.detail > 1;
        if (busy || isSecond || !run(() => onClick?.())) event.preventDefault();
      }}
    >
      {children}
    </button>
  );
}

interface LinkProps {
  look?: Look;
  href: string;
  children: ComponentChildren;
}

/** A link that looks like a button: it goes somewhere, a button does something. */
export const LinkButton = ({ look = 'quiet', href, children }: LinkProps) => (
  <a class={`button ${look}`} href={href}>
    {children}
  </a>
);
