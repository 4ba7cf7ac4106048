/** What a configuration says of an endpoint, line by line, beside what holds now: pure. */
import type { TFunction } from 'i18next';
import { Address, originOf } from './address.ts';
import { originName } from './ask-other-server.ts';
import type { Auth, EndpointConfig, ownDialect } from './endpoint.ts';
import { type AddressSettings, addressesOf } from './endpoint-addresses.ts';
import type { EndpointChange } from './plan.ts';
import { mayBeSecret } from './secrets.ts';

/** One thing that a configuration says. */
export interface ReviewLine {
  label: string;
  /** What it would be; empty where there is none. */
  now: string;
  /** What it is on this device, where that is something else; empty where there is none. */
  before?: string;
  isAddress?: true;
  /** It is compared and copied sign by sign. */
  isKey?: true;
  /** What a person should look at, and what is good to know. */
  notes?: string[];
  asides?: string[];
}

/** The lines of an endpoint. One that stays as it is says only where it sends and how it signs in. */
export function endpointLines(change: EndpointChange, settings: AddressSettings, t: TFunction): ReviewLine[] {
  const { config, is, present } = change;
  const before = present?.config;
  const line = (
    label: string,
    of: (config: EndpointConfig) => string,
    more: Partial<ReviewLine> = {},
  ): ReviewLine[] => {
    const now = of(config);
    const was = before && of(before);
    return now || was ? [{ label, now, ...(was === undefined || was === now ? {} : { before: was }), ...more }] : [];
  };
  const signsIn = line(t('endpoint.signIn'), ({ auth }) => wayOf(auth, t), keyNotes(change, t));
  const addresses = addressLines(change, settings, t);
  if (is === 'same') return [...addresses, ...signsIn];
  const kindsOf = (kinds: readonly string[] | undefined) => kindWords(kinds, t);
  const kinds = kindsOf(change.kinds);
  const kindsBefore = present && kindsOf(present.kinds);
  return [
    ...line(t('endpoint.name'), ({ name = '' }) => name).filter((one) => one.before !== undefined),
    ...addresses,
    ...line(t('endpoint.dialect'), ({ dialect }) => t(`endpoint.server.${dialect as typeof ownDialect}`, dialect)),
    ...signsIn,
    ...line(t('endpoint.headers'), (one) => headerWords(one.headers, one === config ? before?.headers : undefined, t)),
    ...line(t('endpoint.options'), (one) => otherSettings(one, settings)),
    {
      label: t('endpoint.kinds'),
      now: kinds,
      ...(kindsBefore === undefined || kindsBefore === kinds ? {} : { before: kindsBefore }),
    },
  ];
}

function addressLines({ config, present }: EndpointChange, settings: AddressSettings, t: TFunction): ReviewLine[] {
  const next = addressesOf(config, settings);
  const old = present ? addressesOf(present.config, settings) : [];
  const names = [...new Set([...next, ...old].map(({ of }) => of))];
  return names.map((name) => {
    const at = (list: typeof next) => {
      const address = list.find(({ of }) => of === name)?.address ?? '';
      return Address.safeParse(address).data ?? address;
    };
    const [now, before] = [at(next), at(old)];
    const isMoved = name === 'url' && present !== undefined && originOf(now) !== originOf(before);
    const isElsewhere = now !== '' && originOf(now) !== originOf(config.url);
    return {
      label: labelOf(name, t),
      now,
      ...(present && before !== now ? { before } : {}),
      isAddress: true,
      notes: [
        ...(isMoved ? [t('setup.note.otherServer')] : []),
        ...(isElsewhere && name !== 'login' ? [t('setup.note.noKey')] : []),
        ...(/(^|[/.])xn--/.test(originOf(now) ?? '') ? [t('setup.note.lookAlike')] : []),
      ],
    };
  });
}

function labelOf(name: string, t: TFunction): string {
  if (name === 'url') return t('setup.line.url');
  return name === 'login' ? t('endpoint.loginUrl') : t(`endpoint.option.${name as 'look'}`, name);
}

/** Where what signs in comes from, and where alone it goes. */
function keyNotes({ key, config }: EndpointChange, t: TFunction): Partial<ReviewLine> {
  if (key === 'none') return {};
  const { auth, url } = config;
  const nameOf = (address: string) => originName(originOf(address)!, t);
  const goes =
    auth.way === 'login'
      ? t('setup.note.loginGoes', { login: nameOf(auth.url), origin: nameOf(url) })
      : t('setup.note.keyGoes', { origin: nameOf(url) });
  const said = t(`setup.key.${key}`);
  return key === 'missing' ? { notes: [said], asides: [goes] } : { asides: [said, goes] };
}

/** The way of signing in, with what of it may be seen. */
function wayOf(auth: Auth, t: TFunction): string {
  const way = t(`endpoint.way.${auth.way}`);
  switch (auth.way) {
    case 'header':
      return `${way}: ${auth.name}`;
    case 'basic':
      return auth.user ? `${way}: ${auth.user}` : way;
    case 'login':
      return `${way}: ${Object.keys(auth.fields).join(', ')}`;
    default:
      return 'scheme' in auth && auth.scheme ? `${way}: ${auth.scheme}` : way;
  }
}

/** A value that may be a secret is not shown; that it is another one than `before` is. */
const headerWords = (headers: Record<string, string>, before: Record<string, string> | undefined, t: TFunction) =>
  Object.entries(headers)
    .map(([name, value]) => {
      if (!mayBeSecret(name, value)) return `${name}: ${value}`;
      const isOther = before?.[name] !== undefined && before[name] !== value;
      return `${name}: •••${isOther ? ` (${t('setup.change.changed')})` : ''}`;
    })
    .join('\n');

/** The settings that are no addresses, as they stand in the document. */
function otherSettings({ dialect, options }: EndpointConfig, settings: AddressSettings): string {
  const known = settings(dialect);
  const others = Object.entries(options).filter(([name]) => !known.includes(name));
  return others.map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join('\n');
}

/** Kinds of record in words; all of them where none is named. */
export const kindWords = (kinds: readonly string[] | undefined, t: TFunction): string =>
  // This folder is below those that know which kinds there are; a document's kinds were judged before.
  kinds ? kinds.map((kind) => t(`kind.${kind as 'outing'}`).toLocaleLowerCase()).join(', ') : t('setup.allKinds');
