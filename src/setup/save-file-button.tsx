import type { ComponentChildren } from 'preact';
import { saveFile } from '../files/save-file-dom.ts';
import { Button } from '../ui/button.tsx';

interface SaveFileProps {
  name: string;
  text: () => string;
  children: ComponentChildren;
}

/** A button that gives the person a JSON file. */
export const SaveFileButton = ({ name, text, children }: SaveFileProps) => (
  <Button onClick={() => saveFile(text(), name, 'application/json')}>{children}</Button>
);
