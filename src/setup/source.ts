/** Where a configuration is to be read from, as a set-up link's fragment or a person names it. */

/** Where a document is to be read from. */
export type Source =
  | { is: 'address'; url: string; sum: string | undefined }
  | { is: 'packed'; packed: string }
  /** It came with a backup, and waits on the device. */
  | { is: 'offered' };

/** The source that a link's fragment names, or undefined for any other fragment. */
export function sourceIn(hash: string): Source | undefined {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  const setup = given.get('setup')?.trim();
  if (!setup) return undefined;
  if (!/[:/]/.test(setup)) return { is: 'packed', packed: setup };
  return { is: 'address', url: setup, sum: given.get('sum')?.trim() || undefined };
}

/** The key that a set-up link's fragment brings to this device, as it stands there. */
export const linkKeyIn = (hash: string): string | undefined => /^#key=(.*)$/.exec(hash)?.[1];

/** The source that a set-up link names, or undefined for any other text. A code may say anything: only a link is followed. */
export function sourceInLink(text: string): Source | undefined {
  const given = text.trim();
  return given.includes('#') ? sourceIn(given.slice(given.indexOf('#'))) : undefined;
}

/** The source that a person wrote: a set-up link, or the address of a document. Undefined where it is neither. */
export function sourceFrom(text: string): Source | undefined {
  const given = text.trim();
  const isAddress = /^(https?:\/\/|\/)[^\s#]+$/i.test(given);
  return sourceInLink(given) ?? (isAddress ? { is: 'address', url: given, sum: undefined } : undefined);
}
