/** The tag of the one-shot sync that drains the outbox. */
export const syncTag = 'outbox';

/** The message with which the page asks the worker to fetch the parts of the app that were left for later. */
export const fetchLater = 'FETCH_LATER';
