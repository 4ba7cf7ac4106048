import { noteKept } from './kept-before.ts';

/** A person's work was kept: the device is marked as one that has some, and the browser asked to keep it. */
export async function afterSave(): Promise<void> {
  await Promise.allSettled([noteKept(), askToPersist()]);
}

/**
 * Asks the browser to keep this app's data when the disk runs low. Asked after the first save, when the browser has a
 * reason to say yes. Answers undefined where the browser cannot be asked.
 */
export async function askToPersist(): Promise<boolean | undefined> {
  if (!('storage' in navigator) || !navigator.storage.persist) return undefined;
  if (await navigator.storage.persisted()) return true;
  const telling = setTimeout(() => tellAsking(true), decidesAlone);
  try {
    return await navigator.storage.persist();
  } finally {
    clearTimeout(telling);
    tellAsking(false);
  }
}

/** A browser that decides by itself has answered by then (ms); one that has not is asking the person. */
const decidesAlone = 300;

const hearers = new Set<(isAsking: boolean) => void>();
function tellAsking(is: boolean): void {
  for (const hear of hearers) hear(is);
}

/** Calls `hear` when the browser asks the person whether it may keep the data, and when that is over; answers how to stop. */
export function hearAsking(hear: (isAsking: boolean) => void): () => void {
  hearers.add(hear);
  return () => void hearers.delete(hear);
}

/** Whether the browser has promised to keep the data; undefined where it cannot be asked. */
export async function isPersisted(): Promise<boolean | undefined> {
  if (!('storage' in navigator) || !navigator.storage.persisted) return undefined;
  return navigator.storage.persisted();
}

/** How much the app has on the device, and how much the browser would let it have, in MB. */
export interface StorageRoom {
  used: number;
  all: number;
}

/** Undefined where the browser does not say. */
export async function roomHere(): Promise<StorageRoom | undefined> {
  try {
    const { usage, quota } = await navigator.storage.estimate();
    const inMB = (bytes: number) => Math.ceil(bytes / 1e6);
    return usage === undefined || !quota ? undefined : { used: inMB(usage), all: inMB(quota) };
  } catch {
    return undefined;
  }
}
