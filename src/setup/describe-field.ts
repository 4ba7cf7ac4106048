import * as z from 'zod/mini';

/** A field with the sentence that the published JSON Schema says of it. */
export const describeField = <S extends z.ZodMiniType>(words: string, schema: S): S =>
  schema.check(z.describe(words)) as S;
