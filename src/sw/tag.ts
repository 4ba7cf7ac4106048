/** The tag of the one-shot sync that drains the outbox. */
export const syncTag = 'outbox';
