import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { isPractising } from '../store/practice.ts';
import { tried } from './load-part.ts';

/** Reminders of a backup and of forms left unfinished, at the end of a screen: they come after what one is there for, and move nothing. */
export function Reminders() {
  const [come, setCome] = useState<{ All: ComponentType }>();
  useEffect(() => {
    if (isPractising) return;
    // Where its part is not on the device yet there is no hurry, and nothing to be said.
    tried(() => import('./all-reminders.tsx')).then((come) => come && setCome({ All: come.AllReminders }));
  }, []);
  return come ? <come.All /> : null;
}
