import { make, type OpenDialog, openDialog } from './dialog.ts';

interface TextQuestion {
  title: string;
  text?: string;
  label: string;
  yes: string;
  no: string;
  /** Its language, where it is another than the page's. */
  lang?: string | undefined;
  /** A secret of digits: written on a keypad, and not shown to who stands beside. */
  digits?: boolean;
  /** What stands above the field. */
  above?: readonly HTMLElement[];
  /** Said where it could not be found out whether what was given is right; without it `check` does not reject. */
  failed?: string;
  /**
   * `isOpen`: whether the dialog still is. Looking takes its time, and who leaves meanwhile leaves things as they are: what is
   * changed by what was given is changed only where it holds.
   */
  check(written: string, isOpen: () => boolean): Promise<string | undefined>;
}

export interface TextDialog {
  field: HTMLInputElement;
  /** What stands below the heading. */
  said: HTMLElement;
  isChecking(): boolean;
  /** Looks at what was given, here or otherwise: closes with `yes` where it is right, else says why not. One look at a time. */
  take(written: string): Promise<void>;
  dialog: OpenDialog;
}

/** Opens a dialog with one field. */
export function openTextDialog(question: TextQuestion): TextDialog {
  const { title, text, label, yes, no, lang, digits, above = [], failed, check } = question;
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
  labelled.append(make('label', { htmlFor: 'ask-text', textContent: label }), wrong, field);
  const leave = make('button', { type: 'button', className: 'button plain', textContent: no });
  const row = make('div', { className: 'row' });
  row.append(make('button', { type: 'submit', className: 'button', textContent: yes }), leave);
  const said = make('p', { textContent: text ?? '' });
  const focus = above.length === 0 ? field : undefined;
  const dialog = openDialog({ title, content: [said, ...above, labelled, row], frame: form, focus, lang });
  leave.onclick = () => dialog.close();
  let checking = false;
  const take = async (written: string) => {
    // A second tap is not a second try.
    if (checking) return;
    checking = true;
    // The same words a second time are said again.
    wrong.textContent = '';
    try {
      const words = await checked(written, (one) => check(one, dialog.isOpen), failed);
      wrong.textContent = words ?? '';
      field.setAttribute('aria-invalid', String(words !== undefined));
      if (words === undefined) dialog.close('yes');
      else if (document.activeElement === field) field.select();
    } finally {
      checking = false;
    }
  };
  form.onsubmit = (event) => {
    event.preventDefault();
    void take(field.value);
  };
  return { field, said, isChecking: () => checking, take, dialog };
}

/** What is wrong with what was given, in words; `failed` where nobody can say. */
export const checked = async (
  written: string,
  check: (written: string) => Promise<string | undefined>,
  failed: string | undefined,
): Promise<string | undefined> =>
  check(written).catch((error: unknown) => {
    if (failed === undefined) throw error;
    return failed;
  });

/**
 * Asks for a short text, such as a code, in a dialog. `check` says in words what is wrong with what was given, or
 * nothing; what was typed stays until it is right. Answers whether it was: Escape and the second button leave things as they are.
 */
export const askText = async (question: Omit<TextQuestion, 'above'>): Promise<boolean> =>
  (await openTextDialog(question).dialog.closed) === 'yes';
