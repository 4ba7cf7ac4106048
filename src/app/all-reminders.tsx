import { ReminderNotice } from '../backup/reminder-notice.tsx';
import { OldDraftsNotice } from './retention/old-drafts-notice.tsx';
import { OrderNotice } from './wipe/order-notice.tsx';

/** Every reminder that has a reason. */
export const AllReminders = () => (
  <>
    <OrderNotice />
    <ReminderNotice />
    <OldDraftsNotice />
  </>
);
