/** Asks for a respondent's card on the respondent's page: by the camera, or typed. */
import { lookForCode } from '../../setup/look-for-code.ts';
import { make, openDialog } from '../../ui/dialog.ts';
import { type CardRead, readCard } from '../respondent/card-qr.ts';

/** What the dialog says. */
export interface CardDialogWords {
  title: string;
  text: string;
  label: string;
  yes: string;
  no: string;
  /** The camera cannot be used. */
  noCamera: string;
  /** What is before the camera, or was typed, is no card. */
  noCard: string;
}

/**
 * Shows what the camera sees beside a field for the code. `check` says in words what is wrong with a card, or nothing: then it is
 * taken. Answers whether one was: Escape and the second button leave things as they are.
 */
export async function askForCard(
  { title, text, label, yes, no, noCamera, noCard }: CardDialogWords,
  check: (read: CardRead) => Promise<string | undefined>,
): Promise<boolean> {
  const form = make('form', { method: 'dialog', noValidate: true, autocomplete: 'off' });
  const video = make('video', { playsInline: true, muted: true, ariaLabel: label });
  Object.assign(video.style, { inlineSize: '100%', maxBlockSize: '40dvh', objectFit: 'cover', borderRadius: '12px' });
  const field = make('input', { type: 'text', id: 'card-code', autocomplete: 'off', spellcheck: false });
  field.autocapitalize = 'characters';
  const wrong = make('span', { className: 'wrong', id: 'card-wrong' });
  wrong.setAttribute('role', 'alert');
  field.setAttribute('aria-describedby', 'card-wrong');
  const labelled = make('div', { className: 'field' });
  labelled.append(make('label', { htmlFor: 'card-code', textContent: label }), wrong, field);
  const leave = make('button', { type: 'button', className: 'button plain', textContent: no });
  const row = make('div', { className: 'row' });
  row.append(make('button', { type: 'submit', className: 'button', textContent: yes }), leave);
  const said = make('p', { textContent: text });
  const dialog = openDialog({ title, content: [said, video, labelled, row], frame: form });
  leave.onclick = () => dialog.close();

  let isChecking = false;
  /** One card at a time: what comes before the camera meanwhile is looked at afterwards. */
  const take = async (written: string) => {
    if (isChecking) return;
    isChecking = true;
    const read = readCard(written);
    const words = await (read ? check(read) : Promise.resolve(noCard)).finally(() => {
      isChecking = false;
    });
    wrong.textContent = words ?? '';
    if (words === undefined) dialog.close('yes');
  };
  form.onsubmit = (event) => {
    event.preventDefault();
    // The same words a second time are said again.
    wrong.textContent = '';
    void take(field.value);
  };
  let seen = '';
  const onText = (code: string) => {
    // A card that lies before the camera is looked at once.
    if (code !== seen && !isChecking) {
      seen = code;
      void take(code);
    }
    return false;
  };
  const withoutCamera = () => {
    video.remove();
    said.textContent = noCamera;
    field.focus();
  };
  const putAway = navigator.mediaDevices ? lookForCode(() => video, onText, withoutCamera) : undefined;
  if (!putAway) withoutCamera();
  const isTaken = (await dialog.closed) === 'yes';
  putAway?.();
  return isTaken;
}
