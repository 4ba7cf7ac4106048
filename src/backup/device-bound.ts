/** What stays with one device, and what of its settings goes into a backup. */

/**
 * Names, or how they begin, of what is kept here and means nothing, or harm, on another device: keys, positions (`pulled`: of plans), turns,
 * the lock of a device that is handed over, what was read of pictures, that another device may be the place.
 */
const ofThisDevice = ['link-key', 'form-link', 'read-', 'pulled', 'sitting', 'handed-over', 'picture:', 'second-place'];

/** Whether what is kept under this name stays with the device. */
export const isOfThisDevice = (name: string): boolean => ofThisDevice.some((beginning) => name.startsWith(beginning));

/** How the names begin under which a device keeps what it has told, each month under its first day. */
const told = ['release:', 'numbers:'];

/** Of which chain of releases a name is: all but its month; undefined of what is no release. */
export const chainOf = (name: string): string | undefined =>
  told.some((beginning) => name.startsWith(beginning)) ? name.slice(0, name.lastIndexOf(':') + 1) : undefined;

/** Settings that lie sealed under their own name. */
export const sealedSettings: readonly string[] = ['organisation'];

/** Settings that a person or the organisation made: each is set where the other device has none. */
export const settingsKept: readonly string[] = [
  ...sealedSettings,
  'unit',
  'own-organisation',
  'bundles',
  'instruments',
  'instruments-earlier',
  'survey-plans',
  'posters',
];
