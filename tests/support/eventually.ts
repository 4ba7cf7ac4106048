/** Waits for what comes by itself. */
import { vi } from 'vitest';

/** A guard against hanging alone: what comes in a moment here may take many on a machine that is busy with other things. */
const patience = 60_000;

/** Looks every `interval` ms until `look` throws no more; answers what it found. */
export const eventually = <T>(look: () => T | Promise<T>, interval = 50): Promise<T> =>
  vi.waitFor(look, { timeout: patience, interval });
