import { make, openDialog } from './dialog.ts';

/**
 * Asks for a short text, such as a code, in a dialog. `check` says in words what is wrong with what was given, or
 * nothing; what was typed stays until it is right. Answers whether it was: Escape and the second button leave things as they are.
 */
export async function askText(question: {
  title: string;
  text?: string;
  label: string;
  yes: string;
  no: string;
  /** Its language, where it is another than the page's. */
  lang?: string | undefined;
  /** A secret of digits: written on a keypad, and not shown to who stands beside. */
  digits?: boolean;
  check(written: string): Promise<string | undefined>;
}): Promise<boolean> {
  const { title, text, label, yes, no, lang, digits, check } = question;
  const form = make('form', { method: 'dialog', noValidate: true, autocomplete: 'off' });
  const field = make('input', { type: 'text', id: 'ask-text', autocomplete: 'off', spellcheck: false });
  field.autocapitalize = 'characters';
  if (digits) {
    field.inputMode = 'numeric';
    // No password field: a browser would offer to remember it, and give it to the next one who holds the device.
    field.style.setProperty('-webkit-text-security', 'disc');
  }
  const wrong = make('span', { className: 'wrong', id: 'ask-wrong' });
  wrong.setAttribute('role', 'alert');
  field.setAttribute('aria-describedby', 'ask-wrong');
  const labelled = make('div', { className: 'field' });
  labelled.append(make('label', { htmlFor: 'ask-text', textContent: label }), field, wrong);
  const leave = make('button', { type: 'button', className: 'button plain', textContent: no });
  const row = make('div', { className: 'row' });
  row.append(make('button', { type: 'submit', className: 'button', textContent: yes }), leave);
  const content = [make('p', { textContent: text ?? '' }), labelled, row];
  const dialog = openDialog({ title, content, frame: form, focus: field, lang });
  leave.onclick = () => dialog.close();
  let checking = false;
  form.onsubmit = async (event) => {
    event.preventDefault();
    // A second tap is not a second try.
    if (checking) return;
    checking = true;
    // The same words a second time are said again.
    wrong.textContent = '';
    const words = await check(field.value).finally(() => {
      checking = false;
    });
    wrong.textContent = words ?? '';
    field.setAttribute('aria-invalid', String(words !== undefined));
    if (words === undefined) dialog.close('yes');
    else field.select();
  };
  return (await dialog.closed) === 'yes';
}
