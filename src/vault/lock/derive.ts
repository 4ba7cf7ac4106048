/**
 * From a PIN or a passphrase to bits, by Argon2id (RFC 9106). WASM, where the browser runs it; where a proxy has overwritten the one
 * header that allows it, the same bytes come four times as slowly.
 */
import { argon2id as argon2idByScript } from '@noble/hashes/argon2.js';
import { argon2id } from 'hash-wasm';
import type { Slowness } from './stored-lock.ts';

export interface ToDerive extends Slowness {
  secret: string;
}

const length = 32;

/** As it was typed, however the keyboard composes its signs; a space that a phone adds at the end is none of it. */
const asTyped = (secret: string): string => secret.normalize('NFC').trim();

/** The 32 bytes of a secret. Rejects with a RangeError where the memory is not to be had. */
export async function slowBits(asked: ToDerive): Promise<Uint8Array<ArrayBuffer>> {
  const { secret, salt, memory, passes } = asked;
  try {
    return (await argon2id({
      ...{ password: asTyped(secret), salt, memorySize: memory, iterations: passes },
      ...{ parallelism: 1, hashLength: length, outputType: 'binary' },
    })) as Uint8Array<ArrayBuffer>;
  } catch (error) {
    if (!(error instanceof WebAssembly.CompileError)) throw error;
    return bitsWithoutWasm(asked);
  }
}

/** The same bytes by plain script. */
export function bitsWithoutWasm({ secret, salt, memory, passes }: ToDerive): Uint8Array<ArrayBuffer> {
  return argon2idByScript(asTyped(secret), salt, {
    t: passes,
    m: memory,
    p: 1,
    dkLen: length,
  }) as Uint8Array<ArrayBuffer>;
}
