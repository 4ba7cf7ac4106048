/** What stays with one device, and what of its settings goes into a backup. */

/**
 * Names, or how they begin, of what is kept here and means nothing, or harm, on another device: keys, positions (`pulled`: of plans), turns,
 * the lock of a device that is handed over, what was read of pictures, that another device may be the place, or that what was told came from one; a document
 * that nobody has looked at, which goes along as what it is.
 */
const ofThisDevice = [
  'link-key',
  'form-link',
  'read-',
  'pulled',
  'sitting',
  'handed-over',
  'picture:',
  'second-place',
  'told-there',
  'offered-document',
];

/** Whether what is kept under this name stays with the device. */
export const isOfThisDevice = (name: string): boolean => ofThisDevice.some((beginning) => name.startsWith(beginning));

/** Settings that a person or the organisation made: each is set where the other device has none. */
export const settingsKept: readonly string[] = [
  'organisation',
  'unit',
  'own-organisation',
  'bundles',
  'bundles-earlier',
  'instruments',
  'instruments-earlier',
  'survey-plans',
  'posters',
];
