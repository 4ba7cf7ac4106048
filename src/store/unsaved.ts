/** What was typed on this page and did not reach the disk: whoever would load the page anew looks here first. */
import { useLayoutEffect } from 'preact/hooks';

let forms = 0;
let hear: (isUnsaved: boolean) => void = () => undefined;

/** `heard` is called when something on this page is unsaved, and when nothing is any more. */
export function hearUnsaved(heard: (isUnsaved: boolean) => void): void {
  hear = heard;
}

/** The page is to be left, whatever is typed on it: nobody is asked. */
export const leaveUnasked = (): void => hear(false);

/** Notes for as long as a form is on screen whether something typed in it is not on the disk. */
export function useUnsaved(isUnsaved: boolean): void {
  useLayoutEffect(() => {
    if (!isUnsaved) return;
    if (forms++ === 0) hear(true);
    return () => {
      if (--forms === 0) hear(false);
    };
  }, [isUnsaved]);
}

const writing = new Set<Promise<unknown>>();

/** Notes what is being written until it is done, well or not; answers it. */
export function noteWriting<T>(work: Promise<T>): Promise<T> {
  writing.add(work);
  const done = () => void writing.delete(work);
  work.then(done, done);
  return work;
}

/** Resolves when nothing that was noted is being written any more, nor what followed it. */
export async function allWritten(): Promise<void> {
  while (writing.size > 0) {
    await Promise.allSettled(writing);
    // What waited for the one before begins only now.
    await new Promise((begun) => setTimeout(begun));
  }
}

/** Whether something that is on screen did not reach the disk, as far as the forms have heard. */
export const isAnythingUnsaved = (): boolean => forms > 0;
