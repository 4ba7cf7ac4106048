/** What a person fills in to sign in, and what of it is kept: pure. */
import type { Auth } from '../../setup/endpoint.ts';
import { withoutSecrets } from '../../setup/secrets.ts';

export const authWays = ['none', 'bearer', 'basic', 'header', 'login'] as const;
type Way = (typeof authWays)[number];

/** What a person begins to fill in for each way. */
export const blankAuth: { [W in Way]: Extract<Auth, { way: W }> } = {
  none: { way: 'none' },
  bearer: { way: 'bearer', token: '' },
  basic: { way: 'basic', user: '', password: '' },
  header: { way: 'header', name: 'x-api-key', value: '' },
  login: { way: 'login', url: '', fields: { username: '', password: '' }, tokenAt: 'access_token' },
};

/** The same way of signing in with its secrets to be given anew; a key where there was no way yet. */
export function askedAnew(kept: Auth): Auth {
  const shown = withoutSecrets(kept);
  switch (shown.way) {
    case 'none':
      return blankAuth.bearer;
    case 'bearer':
    case 'basic':
    case 'header':
      return { ...blankAuth[shown.way], ...shown } as Auth;
    case 'login':
      return shown;
  }
}

/** What is to be kept: nothing was given where everything still stands as it was asked. */
export const given = (asked: Auth | undefined, kept: Auth): Auth =>
  asked && JSON.stringify(asked) !== JSON.stringify(askedAnew(kept)) ? asMeant(asked) : kept;

/** A key that was pasted with the word before it, and what was left empty, as it is kept. */
function asMeant(auth: Auth): Auth {
  if (auth.way === 'login') return withScheme(withoutUser(auth), auth.scheme);
  if (auth.way === 'header') return { ...auth, value: auth.value?.trim() };
  if (auth.way !== 'bearer') return auth;
  const token = auth.token?.trim();
  const [, word, key] = /^(\S+)\s+(\S+)$/.exec(token ?? '') ?? [];
  return key === undefined ? withScheme({ ...auth, token }, auth.scheme) : withScheme({ ...auth, token: key }, word);
}

/** `Bearer` is what goes without saying. */
function withScheme<A extends { scheme?: string | undefined }>({ scheme: _, ...auth }: A, said: string | undefined) {
  const scheme = said?.trim();
  return (scheme && !/^bearer$/i.test(scheme) ? { ...auth, scheme } : auth) as A;
}

/** Who signs in by other fields has no user name and no password. */
function withoutUser(auth: Extract<Auth, { way: 'login' }>): typeof auth {
  const { username, password, ...others } = auth.fields;
  const isWithout = username === '' && password === '' && Object.keys(others).length > 0;
  return isWithout ? { ...auth, fields: others } : auth;
}
