/**
 * The one native dialog of the app: a heading that names it, what stands below, and an end that is waited for. Escape ends it
 * as its last button does.
 */

interface Shown {
  title: string;
  /** What stands below the heading, in its order. */
  content: readonly HTMLElement[];
  /** What holds heading and content: a form where something is written. */
  frame?: HTMLElement;
  /** What is focused; the heading, where a long text begins at its beginning. */
  focus?: HTMLElement | undefined;
  /** Its language, where it is another than the page's. */
  lang?: string | undefined;
  /** Nobody answered for so long (ms): it closes itself with this value. */
  after?: { ms: number; value: string } | undefined;
}

export interface OpenDialog {
  isOpen(): boolean;
  close(value?: string): void;
  /** The value with which it was closed; empty where the person left it. */
  closed: Promise<string>;
}

/** An element with what it is given. */
export function make<N extends keyof HTMLElementTagNameMap>(name: N, given: object = {}): HTMLElementTagNameMap[N] {
  return Object.assign(document.createElement(name), given);
}

/** Opens it over the page; it is gone from the page when it is closed. */
export function openDialog({ title, content, frame = make('div'), focus, lang, after }: Shown): OpenDialog {
  const dialog = make('dialog');
  dialog.setAttribute('aria-labelledby', 'dialog-title');
  if (lang) Object.assign(dialog, { lang, dir: 'auto' });
  const heading = make('h2', { id: 'dialog-title', textContent: title, tabIndex: -1 });
  frame.classList.add('stack');
  frame.append(heading, ...content);
  dialog.append(frame);
  document.body.append(dialog);
  dialog.showModal();
  (focus ?? heading).focus();
  const timer = after && setTimeout(() => dialog.close(after.value), after.ms);
  const closed = new Promise<string>((resolve) =>
    dialog.addEventListener(
      'close',
      () => {
        clearTimeout(timer);
        dialog.remove();
        resolve(dialog.returnValue);
      },
      { once: true },
    ),
  );
  return { isOpen: () => dialog.open, close: (value) => dialog.close(value), closed };
}
