/** Answering a list by the keys of its codes: 1 to 5, and on to the next; Delete takes an answer back. */

/** The items of the form; another `fieldset` of it is none. */
const itemIn = 'fieldset[data-type]';

/** Handles a key pressed anywhere in a form whose items are `fieldset`s. Fields to write in keep their keys. */
export function chooseByKey(event: KeyboardEvent): void {
  const at = event.target as HTMLElement;
  if (at.matches('input[type="text"], textarea') || event.ctrlKey || event.altKey || event.metaKey) return;
  const form = event.currentTarget as HTMLFormElement;
  const sets = [...form.querySelectorAll<HTMLFieldSetElement>(`${itemIn}:not([hidden])`)];
  const here = at.closest<HTMLFieldSetElement>(itemIn) ?? sets.find((set) => !set.querySelector('input:checked'));
  if (!here) return;
  if (event.key === 'Delete' || event.key === 'Backspace') {
    for (const box of here.querySelectorAll<HTMLInputElement>('input:checked')) box.checked = false;
    here.dispatchEvent(new Event('change', { bubbles: true }));
    event.preventDefault();
    return;
  }
  const field = here.querySelector<HTMLInputElement>(`input[value="${CSS.escape(event.key)}"]`);
  if (!field || !/^\d$/.test(event.key)) return;
  event.preventDefault();
  field.click();
  const next = sets[sets.indexOf(here) + 1];
  if (field.type === 'checkbox') field.focus();
  else if (next) goTo(next);
  else form.querySelector<HTMLElement>('#next, [type="submit"]')?.focus();
}

function goTo(set: HTMLFieldSetElement): void {
  const field = set.querySelector<HTMLElement>('input[type="text"], textarea') ?? set.querySelector('legend');
  field?.focus({ preventScroll: true });
  set.scrollIntoView({ block: 'center' });
}
