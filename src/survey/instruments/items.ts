import type { InstrumentItems } from '../instrument/instrument.ts';

const files = import.meta.glob<InstrumentItems>(['./*.ts', '!./{all,items}.ts'], { eager: true, import: 'itemsOnly' });

/** The items of every instrument that comes with the app, without a text: for who sends. */
export const shippedItems: readonly InstrumentItems[] = Object.values(files);
