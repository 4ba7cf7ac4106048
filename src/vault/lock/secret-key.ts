/** The key that a PIN or a passphrase makes: derived in a worker, slowly, by as much as this device was measured to bear. */
import { workerScript } from '../../ui/worker-script.ts';
import type { ToDerive } from './derive.ts';
import workerFile from './kdf.worker.ts?worker&url';
import type { Slowness } from './stored-lock.ts';
import { randomBytes } from './wrapping.ts';

/** Thrown where no key could be made: the part of the app that makes it is not on the device, or the memory is not to be had. */
export class NotDerived extends Error {
  override name = 'NotDerived';
  constructor(readonly why: 'noPart' | 'noMemory') {
    super(why);
  }
}

/** Rejects with `NotDerived`. */
function deriveInWorker(asked: ToDerive): Promise<CryptoKey> {
  const worker = new Worker(workerScript(workerFile), { type: 'module' });
  return new Promise<CryptoKey>((done, fail) => {
    worker.onmessage = ({ data }: MessageEvent<{ key?: CryptoKey; failed?: string }>) =>
      data.key ? done(data.key) : fail(new NotDerived('noMemory'));
    worker.onerror = () => fail(new NotDerived('noPart'));
    worker.postMessage(asked);
  }).finally(() => worker.terminate());
}

/** How a key is made. A test that has no worker puts another way in its place. */
export const derivation = { derive: deriveInWorker };

/** The key of a secret. */
export const secretKey = (secret: string, how: Slowness): Promise<CryptoKey> => derivation.derive({ secret, ...how });

/** How long (ms) it is to take on the device that the lock is set on. */
const wanted = 800;
/** OWASP's first set of parameters (KiB); where a phone does not give so much, its third, never with fewer passes than these. */
const sets = [
  { memory: 47_104, least: 1 },
  { memory: 19_456, least: 2 },
] as const;
const most = 12;

/** How slow it can be here, with a salt of its own. Rejects where not even the smaller memory is to be had. */
export async function measuredSlowness(): Promise<Slowness> {
  const salt = randomBytes(16);
  for (const { memory, least } of sets) {
    const timed = async (passes: number) => {
      const from = performance.now();
      await secretKey('measure', { salt, memory, passes });
      return performance.now() - from;
    };
    try {
      // The first time its file is fetched and compiled.
      await timed(1);
      const [one, three] = [await timed(1), await timed(3)];
      return { salt, memory, passes: passesFor(one, three, least) };
    } catch (error) {
      const isMissing = error instanceof NotDerived && error.why === 'noPart';
      if (isMissing || memory === sets.at(-1)!.memory) throw error;
    }
  }
  throw new Error('Unreachable');
}

/** How many passes come nearest to the wanted time, where one took `one` ms and three took `three`. */
export const passesFor = (one: number, three: number, least: number): number => {
  const each = Math.max(5, (three - one) / 2);
  return Math.min(most, Math.max(least, 1 + Math.floor((wanted - one) / each)));
};
