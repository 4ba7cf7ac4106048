import * as z from 'zod/mini';
import { dialects } from '../dialects/all.ts';

/** Thrown for settings that a dialect does not take; `what` names the field, or the place in the text. */
export class WrongOptions extends Error {
  override name = 'WrongOptions';
  constructor(readonly what: string) {
    super(what);
  }
}

/** A dialect's settings as a person wrote them (JSON; empty for none), checked by the dialect. Throws `WrongOptions`. */
export function readOptions(dialect: string, text: string): Record<string, unknown> {
  const schema = dialects.get(dialect)?.options;
  if (!schema) throw new WrongOptions(dialect);
  let read: unknown;
  try {
    read = text.trim() ? JSON.parse(text) : {};
  } catch (error) {
    throw new WrongOptions(error instanceof SyntaxError ? error.message : 'JSON');
  }
  const checked = schema.safeParse(read);
  if (checked.success) return z.record(z.string(), z.unknown()).parse(read);
  const { path, message } = checked.error.issues[0]!;
  throw new WrongOptions([path.join('.'), message].filter(Boolean).join(': '));
}
