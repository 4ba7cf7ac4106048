/**
 * The code with which the teller of a story withdraws it: made on the device, kept by the teller. Who reads an endpoint sees its digest
 * only: fifteen signs at random are 68 bits, and each guess costs the rounds of PBKDF2. One salt for all, so that a code finds its story.
 */
import { type CodeRead, newCode, readCode } from '../../survey/respondent/answer-code.ts';

/** Fifteen signs and a check character. */
export const withdrawalLength = 16;
const rounds = 310_000;
const salt = 'kenttakirja:story:withdrawal';

export const newWithdrawalCode = (): string => newCode(withdrawalLength);

/** A code as it was meant, however it was written. */
export const readWithdrawalCode = (written: string): CodeRead => readCode(written, withdrawalLength);

/** The digest of a code, in hex: what a record says of it. */
export async function withdrawalDigest(code: string): Promise<string> {
  const secret = await crypto.subtle.importKey('raw', encoded(code), 'PBKDF2', false, ['deriveBits']);
  const given = { name: 'PBKDF2', hash: 'SHA-256', salt: encoded(salt), iterations: rounds };
  const bits = new Uint8Array(await crypto.subtle.deriveBits(given, secret, 256));
  return Array.from(bits, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const encoded = (text: string) => new TextEncoder().encode(text);
