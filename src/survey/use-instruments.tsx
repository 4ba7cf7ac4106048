/** The instruments on this device: those of the app, with the languages and instruments that an organisation added. */
import { setSetting, setting } from '../store/device.ts';
import { useLive } from '../store/live.ts';
import type { Instrument } from './instrument.ts';
import { joined } from './instrument-languages.ts';
import { hasOwnPage, instrumentOf, instruments } from './instruments/all.ts';

const name = 'instruments';

/** What was added: whole instruments, and files that add languages to one of the app's. */
export const readAdded = (): Promise<Instrument[]> => setting<Instrument[]>(name, []);

/** The languages in which the build made a page of an instrument. */
export function builtLanguages(id: string): string[] {
  const instrument = instrumentOf(id);
  return instrument && hasOwnPage(instrument) ? Object.keys(instrument.texts) : [];
}

/** Every instrument there is on this device. */
export const readInstruments = async (): Promise<Instrument[]> => joined(instruments, await readAdded());

/** Every instrument, now and as they change; undefined until the store is open. */
export const useInstruments = (): Instrument[] | undefined => useLive(readInstruments);

/** Adds an instrument that was read and found sound. One of the same id takes the place of what was added before. */
export async function addInstrument(instrument: Instrument): Promise<void> {
  await setSetting(name, [...(await readAdded()).filter(({ id }) => id !== instrument.id), instrument]);
}

/** Takes away what was added under an id; the app's own stay. */
export async function removeAdded(id: string): Promise<void> {
  await setSetting(
    name,
    (await readAdded()).filter((one) => one.id !== id),
  );
}

/** The text that a worker is shown: in the language of the screens where it is installed, else the first there is. */
export function textFor({ texts }: Instrument, language: string) {
  const shown = texts[language] ? language : Object.keys(texts)[0]!;
  return { language: shown, ...texts[shown]! };
}
