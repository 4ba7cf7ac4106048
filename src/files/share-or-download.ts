/**
 * Gives the person a file: by the share sheet where the app runs from a phone's home screen, because a download would lead
 * out of it there (WebKit); otherwise as a download.
 */
export async function shareOrDownload(file: File): Promise<void> {
  const isInstalled = matchMedia('(display-mode: standalone)').matches;
  if (isInstalled && navigator.canShare?.({ files: [file] })) {
    // Who closes the sheet has changed their mind.
    await navigator.share({ files: [file] }).catch(() => undefined);
    return;
  }
  const url = URL.createObjectURL(file);
  const link = Object.assign(document.createElement('a'), { href: url, download: file.name });
  link.click();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
