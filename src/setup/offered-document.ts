/**
 * A document that came with a backup. It waits here, sealed, until a person has looked at it as at any other that is loaded: whoever made
 * the backup may have made it too.
 */
import { keepLocal, localNames, readLocal } from '../store/local-only.ts';
import { needsDocument } from './organisation-store.ts';

/** Stays with the device (`backup/device-bound.ts`): what goes into its backup is the text. */
const name = 'offered-document';

/** Keeps its text, where this device has no document of its own that can be read. Rejects with `NotKept`. */
export async function offerDocument(text: string): Promise<void> {
  if (await needsDocument()) await keepLocal(name, text);
}

/** Its text; undefined where none waits. */
export const offeredDocument = (): Promise<string | undefined> => readLocal<string>(name);

export const isDocumentOffered = async (): Promise<boolean> => (await localNames(name)).length > 0;

/** It waits no more: it was taken into use, or is not wanted. Rejects with `NotKept`. */
export const forgetOffered = (): Promise<void> => keepLocal(name, undefined);
