import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { type Constant, setTitle } from './title.ts';

interface PageProps {
  /** What kind of screen it is: the document's title. */
  title: Constant;
  /** What this one is about, such as a place; else the heading is the title. */
  heading?: ComponentChildren;
  /** Where the arrow beside the title goes, and its name for those who hear it. */
  back?: { href: string; label: string };
  children: ComponentChildren;
  /** What one looks at beside it: the second column of a wide screen, below everything else on a phone. */
  aside?: ComponentChildren;
  /** The one primary action, kept low on the screen. */
  action?: ComponentChildren;
  /** All of a wide screen: a list beside what is open of it. */
  isWide?: boolean;
}

let isFirst = true;

/** A screen: its heading, its content and its one action within the thumb's reach. */
export function Page({ title, heading: about = title, back, children, aside, action, isWide }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    setTitle(title);
  }, [title]);
  // Those who hear the page are told that another one came; nothing is focused on the very first. As it is drawn: nobody who
  // has moved on since is called back.
  useLayoutEffect(() => {
    if (isFirst) isFirst = false;
    else heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <>
      <div class={['page stack', aside && 'with-aside', isWide && 'wide'].filter(Boolean).join(' ')}>
        <div class="page-head">
          {back && (
            <a class="back" href={back.href}>
              <span class="seen-only-by-ear">{back.label}</span>
              <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
                <path d="M15 5l-7 7 7 7" stroke-linecap="round" stroke-linejoin="round" />
              </svg>
            </a>
          )}
          <h1 ref={heading} tabIndex={-1}>
            {about}
          </h1>
        </div>
        {aside ? <div class="stack">{children}</div> : children}
        {aside && <div class="stack">{aside}</div>}
      </div>
      {action && <div class="action">{action}</div>}
    </>
  );
}
