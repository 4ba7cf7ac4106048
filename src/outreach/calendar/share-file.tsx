/** A file on its way out of the app: through the phone's share sheet, or to its downloads. */

/** Whether the phone lets a calendar file be shared. */
export const canShare = (): boolean => {
  const probe = new File([''], 'x.ics', { type: 'text/calendar' });
  return navigator.canShare?.({ files: [probe] }) ?? false;
};

/** Opens the share sheet; undefined where the person closed it again. What cannot be shared is saved. */
export async function shareFile(file: File): Promise<'shared' | 'saved' | undefined> {
  try {
    await navigator.share({ files: [file] });
    return 'shared';
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    saveFile(file);
    return 'saved';
  }
}

/** Puts the file among the downloads. */
export function saveFile(file: File): void {
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(file), download: file.name });
  link.click();
  // The browser reads the file after the click: it is let go a minute later.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
