/** What a backup says of settings goes through the same door as a file that somebody gives: it is never believed. */
import * as z from 'zod/mini';
import { textLimit } from '../setup/read-document.ts';
import { readInstrument } from '../survey/instrument/file.ts';
import { aroundInstruments } from '../survey/instrument/instruments-store.ts';

const text = z.string().check(z.minLength(1), z.maxLength(200));
const shapes: Record<string, z.ZodMiniType> = {
  unit: text,
  'own-organisation': text,
  // What a document says is judged where a person looks at it, before it is taken into use.
  organisation: z.looseObject({ text: z.string().check(z.maxLength(textLimit)) }),
  // Each bundle is judged when it is read: an unsound one is told of and not asked.
  bundles: z.array(z.looseObject({ id: text })),
  'bundles-earlier': z.array(
    z.strictObject({ bundle: z.looseObject({ id: text, version: text }), versions: z.record(text, text) }),
  ),
  // What a unit chose is judged when it is read.
  'survey-plans': z.record(text, z.unknown()),
  posters: z.array(
    z.strictObject({
      tag: text,
      bundle: text,
      place: z.string(),
      until: z.iso.date(),
      links: z.optional(z.array(text)),
      ended: z.optional(z.literal(true)),
    }),
  ),
};

/** The value as far as it can be taken into use; undefined where nothing of it can. */
export async function soundSetting(name: string, value: unknown): Promise<unknown> {
  if (name === 'instruments' || name === 'instruments-earlier') return soundInstruments(value);
  return shapes[name]?.safeParse(value).data;
}

async function soundInstruments(value: unknown): Promise<unknown[] | undefined> {
  if (!Array.isArray(value)) return undefined;
  const around = await aroundInstruments();
  const read = await Promise.all(value.map((one) => readInstrument(one, around)));
  return read.flatMap((one) => (one.is === 'read' ? [one.instrument] : []));
}
