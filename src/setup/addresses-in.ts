import { type Origin, originOf } from './address.ts';

/** A server that a document names somewhere in its texts, and where. */
export interface NamedOrigin {
  /** The origin; where the browser knows none, the beginning of what is written. */
  origin: Origin | string;
  path: PropertyKey[];
}

/** Every server that any text of a document names, by where it stands first. */
export function addressesIn(document: unknown): NamedOrigin[] {
  const found = new Map<string, NamedOrigin>();
  const look = (value: unknown, path: PropertyKey[]): void => {
    if (typeof value === 'string') {
      for (const [address] of value.matchAll(/[a-z][a-z0-9+.-]*:[/\\]{2}[^\s"'<>)]+/gi)) {
        const origin = originOf(address);
        const name = origin && origin !== 'null' ? origin : address.slice(0, 80);
        if (!found.has(name)) found.set(name, { origin: name, path });
      }
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) look(inner, [...path, Array.isArray(value) ? Number(key) : key]);
  };
  look(document, []);
  return [...found.values()];
}
