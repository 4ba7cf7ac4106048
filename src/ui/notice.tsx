import type { ComponentChildren } from 'preact';

interface NoticeProps {
  /** `look`: something waits for the person. `danger`: something went wrong. */
  tone?: 'calm' | 'look' | 'danger';
  title?: string;
  children?: ComponentChildren;
}

/** Something said to the person, and read out as soon as it appears. What went wrong can have the focus: `toFirstError`. */
export const Notice = ({ tone = 'calm', title, children }: NoticeProps) => (
  <div
    class={`notice ${tone}`}
    role={tone === 'danger' ? 'alert' : 'status'}
    tabIndex={tone === 'danger' ? -1 : undefined}
  >
    {title && <strong>{title}</strong>}
    {children}
  </div>
);

interface EmptyProps {
  children: ComponentChildren;
}

/** What will stand here once there is something; a small pine sprig in its place. */
export const Empty = ({ children }: EmptyProps) => (
  <div class="empty">
    <svg
      viewBox="0 0 48 48"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      aria-hidden="true"
    >
      <path d="M24 44V8M24 16l-8-6M24 16l8-6M24 25l-11-8M24 25l11-8M24 34l-13-9M24 34l13-9" />
    </svg>
    {children}
  </div>
);
