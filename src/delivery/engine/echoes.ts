/** The words of an endpoint without what signs in there: one that repeats a request would have its key on a screen, and in a picture of it. */
import type { EndpointConfig } from '../../setup/endpoint.ts';
import { askingHeader, withoutSecrets } from '../../setup/secrets.ts';
import { headerFor } from './authorise.ts';

/** What is shorter than this stands in other words by chance. */
const shortest = 6;
const hidden = '•••';

/** The text with each secret of the configuration hidden, however it is written there. */
export function withoutEchoes(text: string, config: Pick<EndpointConfig, 'auth' | 'headers'>): string {
  const secrets = secretsIn(config).flatMap((secret) => [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
  ]);
  // The longest first: one may stand in another.
  const each = [...new Set(secrets)].sort((a, b) => b.length - a.length);
  return each.reduce((left, secret) => withoutCut(left.replaceAll(secret, hidden), secret), text);
}

/** Words are cut short before they come here: what is left of a secret at their end goes too. */
function withoutCut(text: string, secret: string): string {
  for (let length = secret.length - 1; length >= shortest; length--)
    if (text.endsWith(secret.slice(0, length))) return text.slice(0, -length) + hidden;
  return text;
}

function secretsIn({ auth, headers }: Pick<EndpointConfig, 'auth' | 'headers'>): string[] {
  const open = new Set(textsIn(withoutSecrets(auth)));
  const own = Object.entries(headers).flatMap(([name, value]) => (askingHeader.test(name) ? [] : value));
  const sent = Object.values(headerFor(auth) ?? {}).flatMap((value) => [value, value.split(' ').at(-1)!]);
  return [...textsIn(auth), ...sent, ...own].filter((text) => text.length >= shortest && !open.has(text));
}

const textsIn = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : typeof value === 'object' && value ? Object.values(value).flatMap(textsIn) : [];
