import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newKey } from './device-keys.ts';

/** A token, where it is kept (nowhere, if it was given), and whether it was made just now: then it is shown, once. */
export interface Token {
  token: string;
  path?: string;
  isNew: boolean;
}

/**
 * The organisation's own token: the one given, else the one in the data folder, made at the first start. It lets in, and
 * alone makes and ends keys of devices.
 */
export const readToken = (data: string, given: string | undefined): Token => read(join(data, 'token'), given);

/** The token of forms on people's own phones, which goes out in every link: it lets responses in and nothing out. */
export const readFormToken = (data: string, given: string | undefined): Token => read(join(data, 'form-token'), given);

function read(path: string, given: string | undefined): Token {
  const kept = given === undefined ? saved(path) : undefined;
  const token = given ?? kept ?? newKey();
  // What a set-up link may carry: the app would pass over another token without a word, and no device could send.
  if (!/^[\w-]{16,200}$/.test(token)) throw new Error('the token must be 16 to 200 of the characters A-Z a-z 0-9 _ -');
  if (given !== undefined) return { token, isNew: false };
  if (kept === undefined) saveToken(path, token);
  return { token, path, isNew: kept === undefined };
}

/** Answers whether an `Authorization` header carries the token, in a time that tells nothing about the token. */
export function tokenCheck(token: string): (header: string | undefined) => boolean {
  const wanted = digest(token);
  return (header) => {
    const sent = keyIn(header);
    return sent !== undefined && timingSafeEqual(digest(sent), wanted);
  };
}

/** The key in an `Authorization` header. */
export const keyIn = (header: string | undefined): string | undefined => /^bearer +(\S+) *$/i.exec(header ?? '')?.[1];

/** `timingSafeEqual` wants equal lengths; hashes have them, and so the token's length stays secret too. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** The organisation's token in a data folder, or undefined. */
export const savedToken = (data: string): string | undefined => saved(join(data, 'token'));

function saved(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return undefined;
  }
}

function saveToken(path: string, token: string): void {
  // Written aside and renamed: a start that is cut short leaves no half token behind.
  writeFileSync(`${path}.new`, `${token}\n`, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}
