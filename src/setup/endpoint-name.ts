import type { TFunction } from 'i18next';
import { homeEndpoint } from '../store/db.ts';
import type { EndpointConfig } from './endpoint.ts';

/** What an endpoint is called wherever it is spoken of: its own name, the app's own server as such, else its address. */
export const endpointName = (id: string, { name, url }: Pick<EndpointConfig, 'name' | 'url'>, t: TFunction): string =>
  name || (id === homeEndpoint && url.startsWith('/') ? t('endpoint.home') : url);
