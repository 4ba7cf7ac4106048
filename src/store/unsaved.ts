/** What was typed on this page and did not reach the disk: whoever would load the page anew looks here first. */
import { useLayoutEffect } from 'preact/hooks';

let forms = 0;

/** Notes for as long as a form is on screen whether something typed in it is not on the disk. */
export function useUnsaved(isUnsaved: boolean): void {
  useLayoutEffect(() => {
    if (!isUnsaved) return;
    forms++;
    return () => void forms--;
  }, [isUnsaved]);
}

/** Whether something that is on screen did not reach the disk, as far as the forms have heard. */
export const isAnythingUnsaved = (): boolean => forms > 0;
