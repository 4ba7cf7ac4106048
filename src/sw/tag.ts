/** The tag of the one-shot sync that drains the outbox. */
export const syncTag = 'outbox';

/** The setting in which the worker leaves word that the browser will not call it again. */
export const syncLostName = 'syncLost';
