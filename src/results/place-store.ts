/** Results where they come from a server: what has ended is closed there, for all devices (`releases/close-there.ts`). */

import { resultsEndpoint } from '../delivery/reading/read-endpoint.ts';
import { releasePlace } from '../delivery/reading/release-place.ts';
import { type ClosingEnd, closeThere } from '../releases/close-there.ts';
import { yieldToMain } from '../store/yield-to-main.ts';
import type { Instrument } from '../survey/instrument/instrument.ts';
import type { Answered } from './answered.ts';
import { askedShelf } from './asked-store.ts';
import { reportChoices } from './choices-store.ts';
import { closingToday } from './closing-store.ts';
import { closedWithout } from './earlier-versions-store.ts';
import { shelfOf } from './releases-store.ts';

/**
 * Closes what has ended of these instruments, and of earlier `versions`, with all the responses that the place has, and of the unit's codes;
 * `isOver`: for good, on this day. Rejects with `NotKept`.
 */
export async function closeResultsThere(
  instruments: readonly Instrument[],
  versions: readonly Instrument[],
  responses: readonly Answered[],
  isOver = false,
): Promise<ClosingEnd> {
  const place = await resultsEndpoint();
  if (!place?.isPlace) return { is: 'not-read', refused: 0 };
  const closing = { ...(await closingToday(reportChoices())), isOver };
  const breathe = yieldToMain();
  const shelfFor = (instrument: Instrument) => shelfOf(instrument, responses, closing, breathe);
  // Last: what stands there of all else that was asked is known here when it is their turn.
  const ofVersions = versions.map(shelfFor).map((shelf, at): typeof shelf => ({
    ...shelf,
    close: async (earlier, toldAlone) =>
      (await closedWithout([versions[at]!], responses)).size > 0 ? [] : shelf.close(earlier, toldAlone),
  }));
  const shelves = [...instruments.map(shelfFor), ...ofVersions];
  // A survey that is over ends nothing of the others.
  const asked = isOver ? [] : [await askedShelf(closing, breathe)];
  return closeThere([...shelves, ...asked], releasePlace(place), closing.today);
}
