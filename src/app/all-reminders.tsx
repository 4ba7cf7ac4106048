import { CutShortNotice } from '../backup/cut-short-notice.tsx';
import { ReminderNotice } from '../backup/reminder-notice.tsx';
import { KeyTakenNotice } from '../setup/key-taken-notice.tsx';
import { LastingLinkNotice } from '../setup/lasting-link-notice.tsx';
import { OfferedNotice } from '../setup/offered-notice.tsx';
import { MissingKey } from './lock/missing-key.tsx';
import { RecoveryNotice } from './lock/recovery-notice.tsx';
import { WipedNotice } from './lock/wiped-notice.tsx';
import { OldDraftsNotice } from './retention/old-drafts-notice.tsx';
import { OrderNotice } from './wipe/order-notice.tsx';

/** Every reminder that has a reason. */
export const AllReminders = () => (
  <>
    <OrderNotice />
    <CutShortNotice />
    <OfferedNotice />
    <MissingKey />
    <KeyTakenNotice />
    <RecoveryNotice />
    <WipedNotice isOpen />
    <LastingLinkNotice />
    <ReminderNotice />
    <OldDraftsNotice />
  </>
);
