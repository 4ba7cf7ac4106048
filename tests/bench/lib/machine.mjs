/** How busy the machine was: without it a figure says nothing. */
import { createHash } from 'node:crypto';
import os from 'node:os';

const block = Buffer.alloc(16 << 20, 7);

/** A fixed piece of work in ms, the best of three: the same machine at rest always takes the same time. Native code, because V8 does not. */
function fixedWork() {
  const times = [1, 2, 3].map(() => {
    const start = performance.now();
    createHash('sha1').update(block).digest();
    return performance.now() - start;
  });
  return Math.min(...times);
}

/** The state just before a run, while our own browser is closed. */
export const machineNow = () => ({ work: fixedWork(), load: os.loadavg()[0] });

export const machine = () => ({
  node: process.version,
  cores: os.cpus().length,
  processor: os.cpus()[0]?.model,
  memoryGB: Math.round(os.totalmem() / 1e9),
});
