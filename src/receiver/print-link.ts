import { readSettings } from './settings.ts';
import { setUpLink } from './tell-keys.ts';
import { savedToken } from './token.ts';

/**
 * Prints a link that sets up one device, made by the receiver that runs with the same settings. `address`: where devices
 * open the app, where that is not this machine. Throws in words.
 */
export async function printLink(address?: string): Promise<void> {
  const { port, host, data, token: given } = readSettings(process.env);
  const here = `http://${hostInUrl(host)}:${port}`;
  const app = address === undefined ? here : originOf(address);
  const token = given ?? savedToken(data);
  if (token === undefined)
    throw new Error('there is no token in the data folder; start the receiver first (npm start)');
  const answer = await fetch(`${here}/api/devices`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: '{}',
  }).catch(() => {
    throw new Error(`no receiver answers at ${here}; start it first (npm start), with the same PORT`);
  });
  const made = (await answer.json().catch(() => ({}))) as { linkKey?: string; expiresAt?: string };
  if (made.linkKey === undefined) throw new Error(`the receiver at ${here} answered ${answer.status}`);
  console.log(setUpLink(app, made.linkKey));
  console.log(`Good for one device, until ${made.expiresAt}`);
}

/** An address to listen on as it stands in a URL on this machine. */
export function hostInUrl(host: string): string {
  if (['127.0.0.1', '::1', '0.0.0.0', '::'].includes(host)) return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

function originOf(address: string): string {
  if (!URL.canParse(address)) throw new Error(`"${address}" is not an address such as https://kirja.example`);
  return new URL(address).origin;
}
