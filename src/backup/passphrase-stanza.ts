/**
 * A passphrase for an age file, by Argon2id. age's own way, scrypt, asks 256 MiB of memory, which a small phone has not. A stanza of
 * our own, as age's format allows (https://c2sp.org/age): `-> kenttakirja/argon2id SALT MEMORY PASSES`, with the file's key under
 * AES-256-GCM.
 */
import { argon2idAsync } from '@noble/hashes/argon2.js';
import { type Identity, type Recipient, Stanza } from 'age-encryption';
import { carryCodeIn } from '../vault/carry-code.ts';

const name = 'kenttakirja/argon2id';

/** What a guess at a passphrase costs: memory in KiB and passes over it. They stand in the file, so that later ones may ask more. */
export interface GuessCost {
  memory: number;
  passes: number;
}

/** OWASP's first set for Argon2id. */
const standardCost: GuessCost = { memory: 47_104, passes: 1 };

/** What a file may ask of the device that reads it: a hostile one must not ask for a gigabyte or an hour. */
const most = { memory: 262_144, passes: 16 };

/** Each salt makes a key of its own, which seals one thing. */
const iv = new Uint8Array(12);

const encoder = new TextEncoder();
const toBase64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes)).replace(/=+$/, '');
const fromBase64 = (text: string) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

async function keyOf(passphrase: string, salt: Uint8Array, memory: number, passes: number) {
  const written = encoder.encode(passphrase.normalize('NFC').trim());
  const bits = await argon2idAsync(written, salt, { t: passes, m: memory, p: 1, dkLen: 32 });
  return crypto.subtle.importKey('raw', bits as Uint8Array<ArrayBuffer>, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** A code that the app suggested, however it was typed, is tried as it was made first; then what was typed, as of any other passphrase. */
const spellingsOf = (passphrase: string): string[] => [...new Set([carryCodeIn(passphrase) ?? passphrase, passphrase])];

/** Seals a file's key under a passphrase. Takes seconds on a slow phone; a test that has many files asks less. */
export const passphraseRecipient = (passphrase: string, cost = standardCost): Recipient => ({
  async wrapFileKey(fileKey) {
    const salt = crypto.getRandomValues(new Uint8Array(16));
    const key = await keyOf(passphrase, salt, cost.memory, cost.passes);
    const body = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, fileKey as Uint8Array<ArrayBuffer>);
    return [new Stanza([name, toBase64(salt), String(cost.memory), String(cost.passes)], new Uint8Array(body))];
  },
});

/**
 * Opens a file's key with a passphrase: null where it is another one, or where salt or key were changed, which nobody can tell from it.
 * Throws where the file has no stanza of ours, or one that asks what it may not.
 */
export const passphraseIdentity = (passphrase: string): Identity => ({
  async unwrapFileKey(stanzas) {
    let isOurs = false;
    for (const { args, body } of stanzas) {
      const wanted = args[0] === name ? wantedBy(args) : undefined;
      if (!wanted || body.length !== 32) continue;
      isOurs = true;
      for (const written of spellingsOf(passphrase)) {
        const opened = await unsealed(body, await keyOf(written, wanted.salt, wanted.memory, wanted.passes));
        if (opened) return opened;
      }
    }
    if (!isOurs) throw new Error('Not sealed under a passphrase by this app');
    return null;
  },
});

/** Null where it is sealed under another key. */
const unsealed = (body: Uint8Array, key: Awaited<ReturnType<typeof keyOf>>): Promise<Uint8Array | null> =>
  crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, body as Uint8Array<ArrayBuffer>).then(
    (opened) => new Uint8Array(opened),
    () => null,
  );

function wantedBy([, salt64 = '', memoryText, passesText]: readonly string[]) {
  const [memory, passes] = [Number(memoryText), Number(passesText)];
  const fits = (n: number, least: number, greatest: number) => Number.isInteger(n) && n >= least && n <= greatest;
  if (!fits(memory, 8, most.memory) || !fits(passes, 1, most.passes)) return undefined;
  return { salt: fromBase64(salt64), memory, passes };
}
