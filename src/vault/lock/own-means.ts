/**
 * Unlocking by the device's own means: a finger, a face or its own code. WebAuthn's PRF extension gives 32 bytes that only this
 * credential makes, without a network. Nobody checks a signature: the secret is all that counts, so no challenge is kept.
 */
import { keyToText } from './recovery-key.ts';
import { type KeyBytes, randomBytes, wrappingKey } from './wrapping.ts';

/** Stands in the device's list of passkeys: the app's name and nobody's. */
const name = 'Kenttäkirja';
/** What the secret is made of besides the credential: the same forever, or what was wrapped is not opened again. */
const input = new TextEncoder().encode('kenttakirja unlock 1');

interface Platform {
  isUserVerifyingPlatformAuthenticatorAvailable(): Promise<boolean>;
  getClientCapabilities?(): Promise<Record<string, boolean>>;
  signalUnknownCredential?(unknown: { rpId: string; credentialId: string }): Promise<void>;
}

const platform = (): Platform | undefined => (globalThis as { PublicKeyCredential?: Platform }).PublicKeyCredential;

/** An address of numbers is nobody's domain: no credential is made for it. */
const isDomain = (host: string): boolean => !/^[\d.]+$|:/.test(host);

/** Whether it makes sense to offer it. Older browsers cannot tell whether there is PRF: making a credential finds out. */
export async function hasOwnMeans(): Promise<boolean> {
  const here = platform();
  if (!here || !isDomain(location.hostname)) return false;
  if (!(await here.isUserVerifyingPlatformAuthenticatorAvailable().catch(() => false))) return false;
  const known = await here.getClientCapabilities?.().catch(() => undefined);
  return known?.['extension:prf'] !== false;
}

/** A credential and the key that its secret makes. */
export interface OwnMeans {
  credential: KeyBytes;
  key: CryptoKey;
}

/**
 * Makes a credential of this device, and asks it at once for its secret: some say yes at first and give nothing later. `without`:
 * it gives none; `refused`: the person gave up, or the device did. What was made is let go then.
 */
export async function newOwnMeans(): Promise<OwnMeans | 'without' | 'refused'> {
  let credential: KeyBytes | undefined;
  try {
    const made = (await navigator.credentials.create({
      publicKey: {
        rp: { name },
        user: { id: randomBytes(16), name, displayName: name },
        challenge: randomBytes(32),
        pubKeyCredParams: [-7, -257].map((alg) => ({ type: 'public-key', alg })),
        authenticatorSelection: {
          authenticatorAttachment: 'platform',
          residentKey: 'preferred',
          userVerification: 'required',
        },
        // An empty `prf: {}` makes Windows Hello refuse.
        extensions: { prf: { eval: { first: input } } },
      },
    })) as PublicKeyCredential;
    credential = new Uint8Array(made.rawId);
    if (made.getClientExtensionResults().prf?.enabled) {
      const key = await keyOfOwnMeans(credential);
      if (key) return { credential, key };
    }
    await letGo(credential);
    return 'without';
  } catch (error) {
    console.error('The device made no key', error instanceof Error ? error.name : '');
    if (credential) await letGo(credential);
    return 'refused';
  }
}

/**
 * The key of a credential; undefined where it gives no secret. Rejects where the person gives up, the credential is gone, or another
 * request is under way: these are told apart nowhere.
 */
export async function keyOfOwnMeans(credential: KeyBytes, signal?: AbortSignal): Promise<CryptoKey | undefined> {
  const given = (await navigator.credentials.get({
    ...(signal ? { signal } : {}),
    publicKey: {
      challenge: randomBytes(32),
      allowCredentials: [{ type: 'public-key', id: credential, transports: ['internal'] }],
      // With and without it some authenticators give different secrets.
      userVerification: 'required',
      timeout: 60_000,
      extensions: { prf: { evalByCredential: { [keyToText(credential)]: { first: input } } } },
    },
  })) as PublicKeyCredential;
  const first = given.getClientExtensionResults().prf?.results?.first;
  return first && wrappingKey(new Uint8Array(first as ArrayBuffer), 'prf');
}

/** Tells the device that a credential opens nothing any more; one that does not listen goes on listing it. */
export async function letGo(credential: KeyBytes): Promise<void> {
  await platform()
    ?.signalUnknownCredential?.({ rpId: location.hostname, credentialId: keyToText(credential) })
    .catch(() => undefined);
}
