/**
 * Scripts that a page starts, or a worker brings, by their address: where its policy asks for Trusted Types, the browser takes no
 * plain text for one. These may, and no other: the service worker, the one worker that derives keys, and the libraries that
 * the service worker shares with the pages (`src/build/shared-libraries.ts`).
 */
const ours = /^\/(sw|assets\/(kdf\.worker-[\w-]+|(dexie|zod)-[\w.-]+))\.js$/;
/** The same one as `npm run dev` serves it. */
const inSource = /^\/src\/vault\/lock\/kdf\.worker\.ts\?[\w&=]+$/;

interface Rules {
  createScriptURL(address: string): string;
}

const rules: Rules = {
  createScriptURL(address) {
    if (ours.test(address) || inSource.test(address)) return address;
    throw new TypeError('Not a script of this app');
  },
};

/** As much of Trusted Types as is used here; what it makes stands in the place of a string. */
interface TrustedTypes {
  createPolicy(name: string, rules: Rules): Rules;
}

let policy: Rules | undefined;

/** The address of such a script as the browser takes it. Throws for a script that is none of the app's. */
export function workerScript(address: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  // A page may make the policy `worker` once.
  policy ??= trustedTypes?.createPolicy('worker', rules) ?? rules;
  return policy.createScriptURL(address);
}
