import type { ButtonHTMLAttributes, ComponentChildren } from 'preact';

type Look = 'primary' | 'quiet' | 'danger' | 'bare';

interface ButtonProps extends Pick<ButtonHTMLAttributes, 'id' | 'aria-label' | 'aria-expanded' | 'disabled'> {
  look?: Look;
  /** By which a form finds it to focus it. */
  'data-focus'?: string;
  type?: 'button' | 'submit';
  onClick?: () => unknown;
  /** While true it stays focusable and says so, but does nothing. */
  busy?: boolean;
  children: ComponentChildren;
}

/** A button. One `primary` a screen; it is as wide as its place. */
export function Button({ look = 'quiet', type = 'button', onClick, busy, children, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      class={`button ${look}`}
      aria-disabled={busy ? 'true' : undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.();
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
