/** Asks for a respondent's card on the respondent's page: by the camera, or typed. */
import { lookForCode } from '../../setup/look-for-code.ts';
import { openTextDialog } from '../../ui/ask-text.ts';
import { make } from '../../ui/dialog.ts';
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
  /** Nobody can say now how the card stands. */
  cardFailed: string;
}

/**
 * Shows what the camera sees beside a field for the code. `check` says in words what is wrong with a card, or nothing: then it is
 * taken. Answers whether one was: Escape and the second button leave things as they are, so `check` changes nothing where the
 * dialog is not open any more.
 */
export async function askForCard(
  { title, text, label, yes, no, noCamera, noCard, cardFailed }: CardDialogWords,
  check: (read: CardRead, isOpen: () => boolean) => Promise<string | undefined>,
): Promise<boolean> {
  const video = make('video', { playsInline: true, muted: true, ariaLabel: label });
  Object.assign(video.style, { inlineSize: '100%', maxBlockSize: '40dvh', objectFit: 'cover', borderRadius: '12px' });
  const { field, said, isChecking, take, dialog } = openTextDialog({
    ...{ title, text, label, yes, no, above: [video], failed: cardFailed },
    check: async (written, isOpen) => {
      const read = readCard(written);
      return read ? check(read, isOpen) : noCard;
    },
  });
  let seen = '';
  const onText = (code: string) => {
    // A card that lies before the camera is looked at once; what comes meanwhile is looked at afterwards.
    if (code !== seen && !isChecking()) {
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
