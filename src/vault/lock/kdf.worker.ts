/**
 * Derives one key, in a thread of its own. One question, then whoever asked ends it: the memory of WASM never shrinks. A CryptoKey
 * crosses to the page, the bytes never do.
 */
import { slowBits, type ToDerive } from './derive.ts';
import { wrappingKey } from './wrapping.ts';

addEventListener('message', async ({ data }: MessageEvent<ToDerive>) => {
  try {
    postMessage({ key: await wrappingKey(await slowBits(data), 'pin') });
  } catch (error) {
    postMessage({ failed: error instanceof Error ? error.name : 'Error' });
  }
});
