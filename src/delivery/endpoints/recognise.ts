/** Telling a server's dialect by its address and by how it answers a first look: pure. A guess, which a person may overrule. */
import { urlOf } from '../../setup/address.ts';
import type { Probing, Seen } from '../dialects/dialect.ts';

/** How each dialect is tried out, by its name, which is that of its file. */
const probings = new Map(
  Object.entries(
    import.meta.glob<Probing>(
      ['../dialects/*.ts', '!../dialects/{all,asking,dialect,held-many,paths,shown,signs,status}.ts'],
      {
        eager: true,
        import: 'probing',
      },
    ),
  ).map(([file, probing]) => [file.slice('../dialects/'.length, -'.ts'.length), probing]),
);
const names = [...probings.keys()];

export const probingOf = (dialect: string): Probing => probings.get(dialect) ?? {};

/** Whether an address is one for trying a flow out: it takes one request and is used up. */
export function isTestAddress(url: string, origin: string): boolean {
  const at = urlOf(url, origin);
  return at !== undefined && names.some((name) => probingOf(name).isForOneTry?.(at));
}

/** The dialect that an address gives away by itself. */
export const dialectOfAddress = (url: string, origin: string): string | undefined =>
  names.find((name) => probingOf(name).isAt?.(new URL(url, origin)));

/** The dialect that an answer gives away, if any: one that none other would give before one that others might. */
export const dialectOfAnswer = (seen: Seen, url: string): string | undefined =>
  ([true, 'perhaps'] as const)
    .map((sure) => names.find((name) => probingOf(name).recognises?.(seen, url) === sure))
    .find((name) => name !== undefined);
