/** A FHIR resource as somebody's program wrote it: nothing of its shape is believed. */

export type Given = Record<string, unknown>;

export const asObject = (value: unknown): Given | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Given) : undefined;

/** The objects of a list; none where there is no list. */
export const listIn = (of: Given, name: string): Given[] =>
  Array.isArray(of[name]) ? Array.from(of[name] as unknown[], (one) => asObject(one) ?? {}) : [];

export const textIn = (of: Given | undefined, name: string): string | undefined => {
  const held = of?.[name];
  return typeof held === 'string' && held.trim() !== '' ? held : undefined;
};

export const numberIn = (of: Given | undefined, ...names: string[]): number | undefined =>
  names.map((name) => of?.[name]).find((held): held is number => typeof held === 'number' && Number.isFinite(held));

/** The last part of an extension's address: `questionnaire-hidden`. */
export const nameOfExtension = (extension: Given): string =>
  (textIn(extension, 'url') ?? '').split(/[/#]/).at(-1) ?? '';

/** The extension whose address ends in one of the names. */
export const extensionOf = (of: Given | undefined, ...names: string[]): Given | undefined =>
  of && listIn(of, 'extension').find((one) => names.includes(nameOfExtension(one)));
