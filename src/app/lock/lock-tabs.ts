/** What the tabs of the app tell each other of the lock: a touch, that it is locked, that a lock was set or taken away. */
export type LockSaid = 'touched' | 'lock' | 'changed';

export const lockTabs = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('kenttakirja-lock');
