/** What a document would change on this device: pure, so that what is shown is what is done. */
import { type Origin, originOf } from './address.ts';
import type { Auth, EndpointConfig } from './endpoint.ts';
import { type AddressSettings, addressesOf, newOrigins, originsOf } from './endpoint-addresses.ts';
import type { DocumentEndpoint, Organisation } from './organisation.ts';
import { canSignIn, isComplete, sameSecrets, withOrigins, withoutSecrets } from './secrets.ts';

/** An endpoint as it is on the device. */
export interface Present {
  id: string;
  config: EndpointConfig;
  kinds: string[] | undefined;
  /** How many records it does not yet have, by kind. */
  unsent: Record<string, number>;
  retired: boolean;
}

/** What becomes of an endpoint that the document names. */
export interface EndpointChange {
  id: string;
  config: EndpointConfig;
  kinds: string[] | undefined;
  is: 'new' | 'changed' | 'same';
  /** The endpoint as it is on the device, if it is there. */
  present: Present | undefined;
  /** `given` with the document, `kept` from before, `missing` until a person gives it, `none` is asked for. */
  key: 'given' | 'kept' | 'missing' | 'none';
  /** How many records wait there of kinds that are not sent there any more. */
  held: number;
}

/** Everything that would change about sending. Endpoints in `leaving` are taken out of use. */
export interface SetupChanges {
  changes: EndpointChange[];
  leaving: Present[];
}

export function setupChanges({ endpoints }: Organisation, present: readonly Present[]): SetupChanges {
  if (!endpoints) return { changes: [], leaving: [] };
  const changes = endpoints.map((wanted) =>
    changeTo(
      wanted,
      present.find(({ id }) => id === wanted.id),
    ),
  );
  const leaving = present.filter((one) => !one.retired && !endpoints.some(({ id }) => id === one.id));
  return { changes, leaving };
}

function changeTo(wanted: DocumentEndpoint, present: Present | undefined): EndpointChange {
  const { id, name, dialect, url, kinds, headers, options } = wanted;
  const isSameServer = present !== undefined && originOf(url) === present.config.keyOrigin;
  // A key goes to the server that it was given for and to no other, whatever a document says.
  const auth = authFor(wanted, present?.config.auth, isSameServer);
  const config = withOrigins({ name, dialect, url, headers, options, auth });
  const isSame = present && !present.retired && text(present.config, present.kinds) === text(config, kinds);
  const isTaken = (kind: string) => !kinds || kinds.includes(kind);
  const held = Object.entries(present?.unsent ?? {}).filter(([kind]) => !isTaken(kind));
  return {
    id,
    config,
    kinds,
    is: !present || present.retired ? 'new' : isSame ? 'same' : 'changed',
    present,
    key: keyOf(wanted.signIn, auth, present?.config.auth),
    held: held.reduce((sum, [, count]) => sum + count, 0),
  };
}

function authFor({ signIn }: DocumentEndpoint, kept: Auth | undefined, isSameServer: boolean): Auth {
  const own = isSameServer ? kept : kept && withoutSecrets(kept);
  // What was signed in to is not sent to another server before a person has given a key, or a document says that it asks for none.
  if (!signIn) return own && kept && isComplete(kept) ? own : { way: 'none' };
  if (isComplete(signIn) || !own) return signIn;
  return sameSecrets(signIn, own) ?? signIn;
}

function keyOf(wanted: Auth | undefined, auth: Auth, kept: Auth | undefined): EndpointChange['key'] {
  if (auth.way === 'none') return 'none';
  if (!isComplete(auth)) return 'missing';
  return auth === kept && auth !== wanted ? 'kept' : 'given';
}

/** The servers that would be sent something for the first time, beside those that are sent something now. */
export interface OtherServers {
  before: Origin[];
  next: Origin[];
  /** Whether those before stay, and these come beside them. */
  isMore: boolean;
  /** What the endpoints at them are called, where they have a name. */
  names: ReadonlyMap<Origin, string>;
}

/** Undefined where there are none, and on a device that sends nowhere yet. */
export function otherServers(
  { changes }: SetupChanges,
  present: readonly Present[],
  settings: AddressSettings,
): OtherServers | undefined {
  const used = present.filter(({ retired, config }) => !retired && canSignIn(config));
  const before = used.flatMap(({ config }) => addressesOf(config, settings));
  const wanted = changes.flatMap(({ config }) => addressesOf(config, settings));
  const next = newOrigins(before, wanted);
  if (before.length === 0 || next.length === 0) return undefined;
  const named = [...used, ...changes].flatMap(({ config }) =>
    config.name ? originsOf(addressesOf(config, settings)).map((origin) => [origin, config.name!] as const) : [],
  );
  const isMore = newOrigins(wanted, before).length === 0;
  return { before: originsOf(before), next, isMore, names: new Map(named) };
}

/** A configuration as text that can be compared, whatever the order of its fields. */
const text = ({ name = '', ...config }: EndpointConfig, kinds: string[] | undefined): string =>
  JSON.stringify(sorted([{ ...config, name }, kinds ? [...kinds].sort() : '*']));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
