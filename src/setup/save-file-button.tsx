import type { ComponentChildren } from 'preact';
import { Button } from '../ui/button.tsx';

interface SaveFileProps {
  name: string;
  text: () => string;
  children: ComponentChildren;
}

/** A button that hands a JSON file to the person: by the phone's own sheet where a download would lead nowhere. */
export const SaveFileButton = ({ name, text, children }: SaveFileProps) => (
  <Button onClick={() => save(new File([text()], name, { type: 'application/json' }))}>{children}</Button>
);

async function save(file: File): Promise<void> {
  // An app on an iPhone's home screen opens a download over itself, with no way back.
  const isAlone = 'standalone' in navigator && navigator.standalone === true;
  if (isAlone && navigator.canShare?.({ files: [file] })) {
    await navigator.share({ files: [file] }).catch(() => undefined);
    return;
  }
  const url = URL.createObjectURL(file);
  Object.assign(document.createElement('a'), { href: url, download: file.name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
