/** What was read of others and kept here is there for whoever asks for it first, and for whoever asks meanwhile. */
import { expect, test, vi } from 'vitest';
import { collected, openKept } from '../../src/results/collected-store.ts';
import { responsesIn } from '../../src/results/collection.ts';
import { db } from '../../src/store/db.ts';
import { keepDraft } from '../../src/store/drafts.ts';
import { newId } from '../../src/store/id.ts';
import { freshDevice } from '../support/device.ts';
import { wholeResponses } from '../support/responses.ts';

freshDevice();

test('a screen that opens while what was kept is still being opened for the one before has all of it', async () => {
  const pieces = [newId(), newId()];
  for (const [n, id] of pieces.entries()) await keepDraft({ kind: 'collection', id, base: 0 }, wholeResponses(n + 1));
  const decrypt = crypto.subtle.decrypt.bind(crypto.subtle);
  let letGo = () => {};
  const held = new Promise<void>((done) => {
    letGo = done;
  });
  vi.spyOn(crypto.subtle, 'decrypt').mockImplementation(async (way, ...given) => {
    if (pieces.includes(new TextDecoder().decode((way as AesGcmParams).additionalData))) await held;
    return decrypt(way, ...given);
  });
  const first = openKept();
  const next = collected();
  // As long as it would take to look at a device with nothing on it.
  for (let looks = 0; looks < 100; looks++) await db.drafts.count();
  letGo();
  await first;
  expect(responsesIn((await next).collection)).toHaveLength(3);
});
