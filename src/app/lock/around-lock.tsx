import type { ComponentChildren } from 'preact';
import { HelpLine } from '../../outreach/in-need/help-line.tsx';

/** What stands around a screen of the lock: the emergency number, and nothing else of the app. */
export const AroundLock = ({ children }: { children: ComponentChildren }) => (
  <div class="shell">
    <header class="top">
      <HelpLine alone />
    </header>
    <main>{children}</main>
  </div>
);
