import { useState } from 'preact/hooks';
import { type Auth, EndpointConfig, endpointErrors } from '../../setup/endpoint.ts';
import { toFirstError } from '../../ui/to-first-error.ts';
import { optionTexts, readOptions, WrongOptions } from './dialect-options.ts';
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

  /** What the form says; where something in it is wrong, that is said at every field until it is mended. */
  function read(): EndpointConfig | undefined {
    setTried(true);
    if (!found.config) toFirstError();
    return found.config;
  }

  return {
    texts,
    change,
    read,
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
    isToldAtField:
      errors.name || errors.url || errors.auth !== undefined || errors.header !== undefined || wrong !== undefined,
  };
}

/** What is written, as a configuration; or what is wrong with it: with the settings of the kind of server, and with the rest. */
function configIn({ name, url, dialect, headers, auth, options: written }: EndpointTexts, kept: EndpointConfig) {
  const options = optionsIn(dialect, written);
  const wrong = options instanceof WrongOptions ? options : undefined;
  const checked = EndpointConfig.safeParse({
    ...(name.trim() ? { name } : {}),
    url,
    dialect,
    headers: readHeaders(headers),
    options: wrong ? {} : options,
    auth: given(auth, kept.auth),
  });
  return { wrong, failed: checked.error, config: wrong ? undefined : checked.data };
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
