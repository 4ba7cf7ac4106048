import type * as z from 'zod/mini';
import { Address } from '../setup/address.ts';
import { dialects } from './dialects/all.ts';

type Shape = Record<string, z.core.$ZodType>;
const innerOf = (schema: z.core.$ZodType) => (schema._zod.def as { innerType?: z.core.$ZodType }).innerType;

/** The settings of a dialect that are addresses, which it asks beside the endpoint's own. */
export function addressSettings(dialect: string): string[] {
  const { shape = {} } = (dialects.get(dialect)?.options._zod.def ?? {}) as { shape?: Shape };
  return Object.keys(shape).filter((name) => innerOf(shape[name]!) === (Address as z.core.$ZodType));
}
