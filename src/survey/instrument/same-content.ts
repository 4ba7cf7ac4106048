/** Makes `JSON.stringify` write the fields of every object in one order. */
export const inOneOrder = (_: string, value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** What is in a file, as it is compared: without what only says which one it is. */
export const contentOf = <T extends { version: string; checksums?: unknown }>(one: T): string => {
  const { version: _, checksums: __, ...rest } = one;
  return JSON.stringify(rest, inOneOrder);
};
