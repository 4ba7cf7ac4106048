/** A FHIR resource as somebody's program wrote it: nothing of its shape is believed. */

export type JsonObject = Record<string, unknown>;

export const asObject = (value: unknown): JsonObject | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;

/** The objects of a list; none where there is no list. */
export const listIn = (of: JsonObject, name: string): JsonObject[] =>
  Array.isArray(of[name]) ? Array.from(of[name] as unknown[], (one) => asObject(one) ?? {}) : [];

export const textIn = (of: JsonObject | undefined, name: string): string | undefined => {
  const held = of?.[name];
  return typeof held === 'string' && held.trim() !== '' ? held : undefined;
};

export const numberIn = (of: JsonObject | undefined, ...names: string[]): number | undefined =>
  names.map((name) => of?.[name]).find((held): held is number => typeof held === 'number' && Number.isFinite(held));

/** The last part of an extension's address: `questionnaire-hidden`. */
export const nameOfExtension = (extension: JsonObject): string =>
  (textIn(extension, 'url') ?? '').split(/[/#]/).at(-1) ?? '';

/** The extension whose address ends in one of the names. */
export const extensionOf = (of: JsonObject | undefined, ...names: string[]): JsonObject | undefined =>
  of && listIn(of, 'extension').find((one) => names.includes(nameOfExtension(one)));

/** An item as the person finds it in the file: its linkId and the beginning of its words. */
export function itemPlace(item: JsonObject): string {
  const text = textIn(item, 'text');
  return [textIn(item, 'linkId')?.slice(0, 100), text && `«${text.slice(0, 80)}»`].filter(Boolean).join(' ');
}
