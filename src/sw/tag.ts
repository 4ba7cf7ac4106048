/** The tag of the one-shot sync that drains the outbox. */
export const syncTag = 'outbox';

/** The message with which the page asks the worker to fetch the parts of the app that were left for later. */
export const fetchLater = 'FETCH_LATER';

/** The setting in which the worker leaves word that the browser will not call it again. */
export const syncLostName = 'syncLost';

/**
 * Where the page leaves the language that it is used in. Not in the database: a worker that is being installed may not open
 * that, because it would bring it to a shape that the version in use does not know.
 */
export const languageCache = 'language';
export const languageEntry = '/language';
