/** The instruments that who sends can name the questions of: those of the app, and those that were added on this device. */
import { instruments } from '../instruments/all.ts';
import type { Instrument } from './instrument.ts';

/** Under which name what was added by hand on this device lies. */
export const addedHere = 'instruments';

let known: readonly Instrument[] = [];

/** From now on these are known too: what an organisation's configuration brings is read by pages only. */
export const knowInstruments = (added: readonly Instrument[]): void => {
  known = [...added, ...known.filter(({ id }) => !added.some((one) => one.id === id))];
};

/** The instrument in that very version, or undefined: of another one the questions may stand in another order. */
export const knownInstrument = (id: string, version: string): Instrument | undefined =>
  [...instruments, ...known].find((one) => one.id === id && one.version === version);
