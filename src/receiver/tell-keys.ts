import { resolve } from 'node:path';
import type { Token } from './token.ts';

/**
 * The lines that tell a person of the keys at a start. A key is in them at the start that made it and never again: what a
 * program prints is kept in logs, which more people read than may have it.
 */
export function tellKeys(url: string, { token, form }: { token: Token; form: Token }): string[] {
  return [
    ...(token.isNew ? [`Set up a device: ${url}/#key=${token.token}`] : []),
    `Form key: ${told(form, 'FORM_TOKEN')}`,
    `Token: ${told(token, 'TOKEN')}`,
    ...(token.isNew || form.isNew ? ['What was made just now is shown this once; it is kept in the data folder.'] : []),
    ...(token.isNew ? [] : [`Set up a device: ${url}/#key=<the token>`]),
  ];
}

function told({ token, path, isNew }: Token, variable: string): string {
  if (path === undefined) return `as given in ${variable}`;
  return isNew ? token : `kept in ${resolve(path)}`;
}
