import { useState } from 'preact/hooks';
import { type Auth, EndpointConfig, endpointErrors } from '../../setup/endpoint.ts';
import { optionTexts, readOptions, WrongOptions } from './dialect-options.ts';
import { headerLines, readHeaders } from './header-lines.ts';
import { askedAnew, given } from './sign-in.tsx';

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
  const [failed, setFailed] = useState<unknown>();
  const [wrong, setWrong] = useState<WrongOptions>();
  const change = (some: Partial<EndpointTexts>) => setTexts((now) => ({ ...now, ...some }));
  const errors = endpointErrors(failed);

  /** What the form says; undefined where something in it is wrong, which is then said at every field. */
  function read(): EndpointConfig | undefined {
    const { name, url, dialect, headers, auth } = texts;
    const options = optionsIn(dialect, texts.options);
    const checked = EndpointConfig.safeParse({
      ...(name.trim() ? { name } : {}),
      url,
      dialect,
      headers: readHeaders(headers),
      options: options instanceof WrongOptions ? {} : options,
      auth: given(auth, kept.auth),
    });
    setWrong(options instanceof WrongOptions ? options : undefined);
    setFailed(checked.error);
    return options instanceof WrongOptions ? undefined : checked.data;
  }

  return {
    texts,
    change,
    read,
    /** Another kind of server has other settings; those that were kept come back with their own. */
    chooseDialect: (dialect: string) =>
      change({ dialect, options: optionTexts(dialect, dialect === kept.dialect ? kept.options : {}) }),
    errors,
    wrong,
    failed,
    setFailed,
    isFaulty: failed !== undefined || wrong !== undefined,
    isToldAtField: errors.name || errors.url || errors.auth || errors.header !== undefined || wrong !== undefined,
  };
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
