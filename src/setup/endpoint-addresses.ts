/** Every address of an endpoint, and which of their servers are new to it: pure. */
import { type Origin, originOf } from './address.ts';
import type { EndpointConfig } from './endpoint.ts';

/** An address, and what it is for: `url` (records), `login` (where a token is fetched), or the name of a setting. */
export interface EndpointAddress {
  of: string;
  address: string;
}

/** The settings of a kind of server that are addresses: what only those folders know that know the kinds. */
export type AddressSettings = (dialect: string) => readonly string[];

/** Every address that requests of an endpoint go to. */
export function addressesOf(
  { url, auth, dialect, options }: EndpointConfig,
  settings: AddressSettings,
): EndpointAddress[] {
  const set = settings(dialect).flatMap((name) => {
    const address = options[name];
    return typeof address === 'string' ? [{ of: name, address }] : [];
  });
  return [{ of: 'url', address: url }, ...(auth.way === 'login' ? [{ of: 'login', address: auth.url }] : []), ...set];
}

/** The origins of some addresses, each once. */
export const originsOf = (addresses: readonly EndpointAddress[]): Origin[] => [
  ...new Set(addresses.flatMap(({ address }) => originOf(address) ?? [])),
];

/** The origins among `next` that are not among `before`: servers that would be sent something for the first time. */
export const newOrigins = (before: readonly EndpointAddress[], next: readonly EndpointAddress[]): Origin[] => {
  const known = originsOf(before);
  return originsOf(next).filter((origin) => !known.includes(origin));
};
