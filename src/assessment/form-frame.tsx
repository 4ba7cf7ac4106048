import type { ComponentChildren } from 'preact';
import type { Saving } from '../outreach/use-save.tsx';
import type { DraftState } from '../store/use-draft.ts';
import { Page } from '../ui/page.tsx';
import type { Constant } from '../ui/title.ts';
import './assessment.css';
import { KeepBar } from './keep-bar.tsx';
import { ThrowAway, type ThrowAwayProps } from './throw-away.tsx';

interface FrameProps extends Omit<ThrowAwayProps, 'onFailed' | 'draft'> {
  title: Constant;
  /** Where the arrow goes: from one part to all of them, from there to all that was kept. */
  toParts: { href: string; label: string };
  toList: { href: string; label: string };
  /** One part was chosen: on a narrow screen nothing else is there. */
  isAlone: boolean;
  /** For a big screen that all look at. */
  isLarge?: boolean;
  saving: Saving;
  draft: DraftState<object>;
  progress?: { answered: number; total: number };
  label: string;
  onSave: () => unknown;
  /** What is to be said above the button, where nothing went wrong. */
  said?: ComponentChildren;
  /** What it is of; the list of its parts; the one that is open. */
  children: ComponentChildren;
}

/** The frame of a form in parts: its head, the list of its parts and one of them, what keeps it and what throws it away. */
export function FormFrame({ title, toParts, toList, isAlone, isLarge, children, ...rest }: FrameProps) {
  const { saving, draft, progress, label, onSave, said, ...away } = rest;
  return (
    <Page
      title={title}
      back={isAlone ? toParts : toList}
      action={<KeepBar {...{ saving, draft, progress, label, onSave }}>{said}</KeepBar>}
    >
      <div class={['assessment', isAlone && 'at-question', isLarge && 'wall'].filter(Boolean).join(' ')}>
        {children}
        <ThrowAway {...away} draft={draft} onFailed={saving.fail} />
      </div>
    </Page>
  );
}
