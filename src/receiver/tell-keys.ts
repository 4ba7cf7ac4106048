import { resolve } from 'node:path';
import type { Token } from './token.ts';

/** The link that sets up one device. */
export const setUpLink = (url: string, linkKey: string): string => `${url}/#key=${linkKey}`;

interface Told {
  token: Token;
  form: Token;
  /** Into which units forms send; undefined: into every one, which is said. */
  formUnits: readonly string[] | undefined;
  linkKey?: string | undefined;
}

/**
 * The lines that tell a person of the keys at a start. A key is in them at the start that made it and never again: what a
 * program prints is kept in logs, which more people read than may have it. `linkKey`: of the link for the first device.
 */
export function tellKeys(url: string, keys: Told): string[] {
  const { token, form, formUnits, linkKey } = keys;
  return [
    linkKey === undefined
      ? 'Set up a device: `npm run link` makes a link for it'
      : `Set up a device: ${setUpLink(url, linkKey)}`,
    ...(linkKey === undefined ? [] : ['The link is good for one device, for a week. The next one: `npm run link`']),
    `Form key: ${told(form, 'FORM_TOKEN')}`,
    formUnits
      ? `Forms send into these units only: ${formUnits.join(', ')}`
      : 'Forms send into every unit, whatever a response says: FORM_UNITS names those that they may send into',
    `Token: ${told(token, 'TOKEN')}`,
    ...(token.isNew || form.isNew ? ['What was made just now is shown this once; it is kept in the data folder.'] : []),
  ];
}

function told({ token, path, isNew }: Token, variable: string): string {
  if (path === undefined) return `as given in ${variable}`;
  return isNew ? token : `kept in ${resolve(path)}`;
}
