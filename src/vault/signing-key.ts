/** The public key by which an organisation's orders are known, as its document has it. */
import { bytesIn } from './lock/recovery-key.ts';
import type { KeyBytes } from './lock/wrapping.ts';

/** The bytes of a public key as a document has it, a point that is not compressed; undefined where it is none. */
export function signingKeyIn(text: string): KeyBytes | undefined {
  const bytes = /^[\w-]{87}$/.test(text) ? bytesIn(text) : undefined;
  return bytes?.length === 65 && bytes[0] === 4 ? bytes : undefined;
}
