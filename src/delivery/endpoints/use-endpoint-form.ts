import { useState } from 'preact/hooks';
import { faultIn, originOf } from '../../setup/address.ts';
import { type Auth, EndpointConfig } from '../../setup/endpoint.ts';
import { hasSecrets, keysAt, withoutSecrets } from '../../setup/secrets.ts';
import { toFirstError } from '../../ui/to-first-error.ts';
import { optionTexts, readOptions, WrongOptions } from './dialect-options.ts';
import { endpointErrors } from './endpoint-errors.ts';
import { askedAnew, given } from './given.ts';
import { headerLines, readHeaders } from './header-lines.ts';

/** What the form of an endpoint holds, as it is written. */
export interface EndpointTexts {
  name: string;
  url: string;
  dialect: string;
  options: ReturnType<typeof optionTexts>;
  headers: string;
  /** What signs in, where it was filled in now. */
  auth: Auth | undefined;
}

/** The form of an endpoint: what stands in it, what is wrong with it, and what it says where nothing is wrong. */
export function useEndpointForm(kept: EndpointConfig, asksForKey: boolean) {
  const [texts, setTexts] = useState<EndpointTexts>(() => ({
    name: kept.name ?? '',
    url: kept.url,
    dialect: kept.dialect,
    options: optionTexts(kept.dialect, kept.options),
    headers: headerLines(kept.headers),
    auth: asksForKey ? askedAnew(kept.auth) : undefined,
  }));
  const [isTried, setTried] = useState(false);
  const [unkept, setFailed] = useState<unknown>();
  const change = (some: Partial<EndpointTexts>) => {
    setFailed(undefined);
    setTexts((now) => ({ ...now, ...some }));
  };
  const found = configIn(texts, kept);
  const wrong = isTried ? found.wrong : undefined;
  const failed = unkept ?? (isTried ? found.failed : undefined);
  const errors = endpointErrors(failed);
  const isElsewhere = hasSecrets(kept.auth) && !faultIn(texts.url) && originOf(texts.url) !== kept.keyOrigin;
  /** The server that the key was given for, where the address is another one's: there it stays. */
  const keyStaysAt = isElsewhere ? kept.keyOrigin : undefined;

  /** What the form says; where something in it is wrong, that is said at every field until it is mended. */
  function read(): EndpointConfig | undefined {
    setTried(true);
    if (!found.config) toFirstError();
    return found.config;
  }

  return {
    texts,
    /** What the form says; undefined while something in it is wrong. */
    config: found.config,
    change,
    read,
    /** What signs in at the address that is written. */
    keptAuth: keyStaysAt ? withoutSecrets(kept.auth) : kept.auth,
    keyStaysAt,
    /** Another kind of server has other settings; those that were kept come back with their own. */
    chooseDialect(dialect: string) {
      change({ dialect, options: optionTexts(dialect, dialect === kept.dialect ? kept.options : {}) });
      setTried(false);
    },
    errors,
    wrong,
    failed,
    setFailed,
    isFaulty: failed !== undefined || wrong !== undefined,
    isToldAtField: errors.name || [errors.url, errors.auth, errors.header, wrong].some((fault) => fault !== undefined),
  };
}

/**
 * What is written, as a configuration; or what is wrong with it: with the settings of the kind of server, and with the rest.
 * What was kept of a key stays at the server that it was given for.
 */
export function configIn({ name, url, dialect, headers, auth, options: written }: EndpointTexts, kept: EndpointConfig) {
  const options = optionsIn(dialect, written);
  const wrong = options instanceof WrongOptions ? options : undefined;
  const signIn = given(auth, kept.auth);
  const checked = EndpointConfig.safeParse({
    ...(name.trim() ? { name } : {}),
    url,
    dialect,
    headers: readHeaders(headers),
    options: wrong ? {} : options,
    auth: signIn,
  });
  const config = wrong || !checked.success ? undefined : keysAt(checked.data, kept, signIn !== kept.auth);
  return { wrong, failed: checked.error, config };
}

/** The settings that a person wrote, or what is wrong with them. */
function optionsIn(...texts: Parameters<typeof readOptions>): Record<string, unknown> | WrongOptions {
  try {
    return readOptions(...texts);
  } catch (error) {
    if (error instanceof WrongOptions) return error;
    throw error;
  }
}
