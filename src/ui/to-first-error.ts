/**
 * After a form was refused: takes the person to the first thing that is wrong in `within` (the screen). Its part unfolds, its
 * field has the focus, and the words stand in view with it, under nothing; where no field is at fault, what the screen says went
 * wrong has it. Every form that refuses ends here.
 */
export function toFirstError(within: ParentNode = document): void {
  // What is wrong is drawn first.
  requestAnimationFrame(() => {
    const told =
      within.querySelector<HTMLElement>('.error-text:not(:empty)') ??
      within.querySelector<HTMLElement>('[role="alert"]');
    if (!told) return;
    for (let part = folded(told); part; part = folded(part)) part.open = true;
    const box = told.closest<HTMLElement>('.field, fieldset') ?? told;
    const field = fieldIn(box) ?? box;
    field.focus({ preventScroll: true });
    if (![told, field].every(isInView)) box.scrollIntoView({ block: 'start' });
  });
}

const folded = (element: HTMLElement) => element.closest<HTMLDetailsElement>('details:not([open])');

/** Where it is mended: what is chosen already, else the first that can be chosen or written in, else a button. */
const fieldIn = (box: HTMLElement): HTMLElement | null =>
  box.querySelector<HTMLElement>('input:checked') ??
  box.querySelector<HTMLElement>('input:enabled, textarea, select') ??
  box.querySelector<HTMLElement>('button:not([aria-disabled="true"])');

/** Whether an element's middle is on the part of the screen that a keyboard leaves free, and under no bar. */
function isInView(element: HTMLElement): boolean {
  const { left, top, width, height } = element.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  const { width: wide = innerWidth, height: high = innerHeight } = visualViewport ?? {};
  if (x < 0 || y < 0 || x > wide || y > high) return false;
  const there = document.elementFromPoint(x, y);
  return there !== null && (element.contains(there) || there.contains(element));
}
