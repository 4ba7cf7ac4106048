/**
 * What was read of another device's pictures, kept sealed until it is restored: an app that is closed in the middle, or whose tab the
 * browser ends, goes on from there.
 */
import { forgetLocal, keepLocal, localNames, readLocal } from '../store/local-only.ts';

const beginning = 'picture:';

/** Keeps what a picture said. Where it cannot be kept the transfer goes on all the same; it only begins anew after the app was closed. */
export const keepPicture = (text: string): Promise<void> =>
  keepLocal(beginning + crypto.randomUUID(), text).catch(() => undefined);

/** What was read before; nothing where that cannot be read. */
export async function picturesKept(): Promise<string[]> {
  const names = await localNames(beginning).catch(() => []);
  const texts = await Promise.all(names.map((name) => readLocal<string>(name).catch(() => undefined)));
  return texts.filter((text) => text !== undefined);
}

/** Lets it go: it is restored, or another transfer is read. */
export const forgetPictures = (): Promise<void> => forgetLocal(beginning).catch(() => undefined);
