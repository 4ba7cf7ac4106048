import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { isPractising } from '../store/practice.ts';

/** The reminder of a backup, at the end of a screen: it comes after what one is there for, and moves nothing. */
export function BackupReminder() {
  const [come, setCome] = useState<{ Reminder: ComponentType }>();
  useEffect(() => {
    if (isPractising) return;
    import('../backup/reminder-notice.tsx').then(
      ({ ReminderNotice }) => setCome({ Reminder: ReminderNotice }),
      // Its part is not on the device yet: there is no hurry.
      () => undefined,
    );
  }, []);
  return come ? <come.Reminder /> : null;
}
