import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The token that devices must send: the one given, else the one in the data folder, made at the first start. */
export const readToken = (data: string, given: string | undefined): string => read(join(data, 'token'), given);

/** The token of forms on people's own phones, which goes out in every link: it lets responses in and nothing out. */
export const readFormToken = (data: string, given: string | undefined): string => read(join(data, 'form-token'), given);

function read(path: string, given: string | undefined): string {
  const token = given ?? savedToken(path);
  // What a set-up link may carry: the app would pass over another token without a word, and no device could send.
  if (!/^[\w-]{16,200}$/.test(token)) throw new Error('the token must be 16 to 200 of the characters A-Z a-z 0-9 _ -');
  return token;
}

/** Answers whether an `Authorization` header carries the token, in a time that tells nothing about the token. */
export function tokenCheck(token: string): (header: string | undefined) => boolean {
  const wanted = digest(token);
  return (header) => {
    const sent = /^bearer +(\S+) *$/i.exec(header ?? '')?.[1];
    return sent !== undefined && timingSafeEqual(digest(sent), wanted);
  };
}

/** `timingSafeEqual` wants equal lengths; hashes have them, and so the token's length stays secret too. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function savedToken(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const token = randomBytes(32).toString('base64url');
  // Written aside and renamed: a start that is cut short leaves no half token behind.
  writeFileSync(`${path}.new`, `${token}\n`, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
  return token;
}
