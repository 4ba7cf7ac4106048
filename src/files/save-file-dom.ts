/** A file on its way out of the app. Its name says what and when, never who. Every file that is given goes through here. */

/** What became of it: handed to another app, saved; undefined where the person closed the share sheet again. */
export type SavedFile = 'shared' | 'saved' | undefined;

/** Gives the person a file to keep. Where a download would lead nowhere, by the share sheet, which can save it too. */
export async function saveFile(content: Blob | string, name: string, type?: string): Promise<SavedFile> {
  const file = new File([content], fileName(name), { type: type ?? typeOf(content) });
  return isOnHomeScreen() && canShare(file) ? shareFile(file) : download(file);
}

/** Whatever a name was made of, it is one: no folder, no second line, no sign that turns how it is read. */
const fileName = (name: string) => name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}/\\:*?"<>|]+/gu, '-').replace(/^\.+/, '');

/** Opens the share sheet with a file. What cannot be shared after all is saved. */
export async function shareFile(file: File): Promise<SavedFile> {
  try {
    await navigator.share({ files: [file] });
    return 'shared';
  } catch (error) {
    // Who closes the sheet has changed their mind.
    return error instanceof DOMException && error.name === 'AbortError' ? undefined : download(file);
  }
}

/** Whether this device's share sheet takes such a file. */
export const canShare = (file: File): boolean => navigator.canShare?.({ files: [file] }) ?? false;

/** An app on an iPhone's home screen opens a download over itself, with no way back (WebKit). */
const isOnHomeScreen = (): boolean => 'standalone' in navigator && navigator.standalone === true;

const typeOf = (content: Blob | string) =>
  (typeof content === 'string' ? '' : content.type) || 'application/octet-stream';

function download(file: File): 'saved' {
  const href = URL.createObjectURL(file);
  Object.assign(document.createElement('a'), { href, download: file.name }).click();
  // The browser reads it after the click, a slow one a little later.
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
  return 'saved';
}
