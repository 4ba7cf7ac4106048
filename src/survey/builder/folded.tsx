import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

interface FoldedProps {
  summary: string;
  /** Something is written in it as it is opened first; afterwards it is the person's to fold. */
  isOpen: boolean;
  children: ComponentChildren;
}

/** What most people need not see, behind its name. */
export function Folded({ summary, isOpen, children }: FoldedProps) {
  const [open, setOpen] = useState(isOpen);
  return (
    <details open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{summary}</summary>
      <div class="stack tight">{children}</div>
    </details>
  );
}
