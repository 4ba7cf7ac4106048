/** The instruments that who sends can name the questions of: those of the app, and those that were added on this device. */
import { shippedItems } from '../instruments/items.ts';
import type { Instrument, InstrumentItems } from './instrument.ts';

/** Under which name what was added by hand on this device lies. */
export const addedHere = 'instruments';

/** Under which name earlier versions of those lie: answers to them may still wait to be sent. */
export const earlierHere = 'instruments-earlier';

/** Under which name lies what the organisation's document brought when it was last looked at. */
export const ofDocumentHere = 'instruments-of-document';

/** How many earlier versions stay on a device. */
const mostEarlier = 40;

const isSame = (one: InstrumentItems, other: InstrumentItems) => one.id === other.id && one.version === other.version;

/** The earlier versions once `added` has come to stand for what was `held`, the newest last. */
export function earlierThan(
  added: readonly Instrument[],
  held: readonly Instrument[],
  earlier: readonly Instrument[],
): Instrument[] {
  const displaced = held.filter((one) => added.some(({ id, version }) => id === one.id && version !== one.version));
  return [...earlier.filter((one) => !displaced.some((other) => isSame(one, other))), ...displaced].slice(-mostEarlier);
}

let known: readonly InstrumentItems[] = [];

/** From now on these are known too: what an organisation's configuration brings is read by pages only. */
export const knowInstruments = (added: readonly InstrumentItems[]): void => {
  known = [...added, ...known.filter((one) => !added.some((other) => isSame(one, other)))];
};

/** The instrument in that very version, or undefined: of another one the questions may stand in another order. */
export const knownInstrument = (id: string, version: string): InstrumentItems | undefined =>
  [...shippedItems, ...known].find((one) => one.id === id && one.version === version);
