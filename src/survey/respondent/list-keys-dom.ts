/** Answering a list by keys: 1 is the first step on the screen, and on to the next; Delete takes an answer back. */
import { clearAnswer } from './chosen-dom.ts';

/** The items of the form; another `fieldset` of it is none. */
const itemIn = 'fieldset[data-type]';
const shownIn = (form: ParentNode) => [...form.querySelectorAll<HTMLFieldSetElement>(`${itemIn}:not([hidden])`)];

/** Handles a key pressed anywhere in a form whose items are `fieldset`s. Fields to write in keep their keys. */
export function chooseByKey(event: KeyboardEvent): void {
  const at = event.target as HTMLElement;
  if (at.matches('input[type="text"], textarea') || event.ctrlKey || event.altKey || event.metaKey) return;
  const form = event.currentTarget as HTMLFormElement;
  const sets = shownIn(form);
  const here = at.closest<HTMLFieldSetElement>(itemIn) ?? sets.find((set) => !set.querySelector('input:checked'));
  if (!here) return;
  if (event.key === 'Delete' || event.key === 'Backspace') {
    clearAnswer(here);
    event.preventDefault();
    return;
  }
  const field = here.querySelector<HTMLInputElement>(`input[data-key="${CSS.escape(event.key)}"]`);
  if (!field) return;
  event.preventDefault();
  field.click();
  const next = sets[sets.indexOf(here) + 1];
  if (field.type === 'checkbox') field.focus();
  else if (next) goTo(next);
  else form.querySelector<HTMLElement>('#next, [type="submit"]')?.focus();
}

/** Takes the person to the first of these items, by their numbers, after `last`, else to the first of all. Answers which it is. */
export function goToNextOf(form: HTMLFormElement, numbers: readonly number[], last: number): number {
  const number = numbers.find((one) => one > last) ?? numbers[0] ?? last;
  const set = form.querySelector<HTMLFieldSetElement>(`#q${number}`);
  if (set) goTo(set);
  return number;
}

function goTo(set: HTMLFieldSetElement): void {
  const field = set.querySelector<HTMLElement>('input[type="text"], textarea') ?? set.querySelector('legend');
  field?.focus({ preventScroll: true });
  set.scrollIntoView({ block: 'center' });
}
