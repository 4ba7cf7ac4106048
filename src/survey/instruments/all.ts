import type { Instrument, InstrumentItems } from '../instrument/instrument.ts';

const files = import.meta.glob<Record<string, Instrument> & { itemsOnly: InstrumentItems }>(
  ['./*.ts', '!./{all,items}.ts'],
  { eager: true },
);

/** Every instrument that comes with the app. One more is one new file in this folder. */
export const instruments: readonly Instrument[] = Object.values(files).flatMap(({ itemsOnly: _, ...file }) =>
  Object.values(file),
);

/** The instrument of that id, or undefined. */
export const instrumentOf = (id: string): Instrument | undefined => instruments.find((one) => one.id === id);

/** The background questions are never a survey by themselves: they follow others; nor are questions that were made for a bundle. */
export const isAskedAlone = ({ id, within }: Pick<Instrument, 'id' | 'within'>): boolean =>
  id !== 'background' && within === undefined;
