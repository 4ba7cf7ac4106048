/** Hands a file to the browser to be saved. Its name says what and when, never who. */
export function saveFile(content: Blob | string, name: string, type = 'application/octet-stream'): void {
  const blob = typeof content === 'string' ? new Blob([content], { type }) : content;
  const address = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  // The browser has taken hold of the file by the next task, slow ones a little later.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** `2026-11-21`, for file names. */
export const dateForFileName = (now = new Date()): string =>
  [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
