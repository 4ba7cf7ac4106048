/** The tag of the one-shot sync that drains the outbox. */
export const syncTag = 'outbox';

/** The message with which the page asks the worker to fetch the parts of the app that were left for later. */
export const fetchLater = 'FETCH_LATER';

/** The setting in which the worker leaves word that the browser will not call it again. */
export const syncLostName = 'syncLost';

/** The setting in which the page leaves the language that it is used in, where it is not the app's own. */
export const languageName = 'language';
