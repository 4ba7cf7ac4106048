/** A lock as it lies on the device: the data key, wrapped in each way by which it can be had. None of it opens anything by itself. */
import type { KeyBytes } from './wrapping.ts';

/** What makes guessing slow, kept beside the salt. */
export interface Slowness {
  /** KiB. */
  memory: number;
  passes: number;
  salt: KeyBytes;
}

/** What a secret is made of, for the keyboard that is shown. */
export type SecretKind = 'pin' | 'passphrase';

export interface LockRow {
  secret: Slowness & { is: SecretKind; wrapped: KeyBytes };
  /** The device's own means (WebAuthn PRF): the credential's id, and the data key wrapped by what it gives. */
  own?: { credential: KeyBytes; wrapped: KeyBytes };
  /** The organisation's recovery key, and the data key sealed for it. */
  recovery?: { open: KeyBytes; sealed: KeyBytes };
}
