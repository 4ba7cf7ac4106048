import * as z from 'zod/mini';
import { endpointConfig } from '../../setup/endpoint.ts';
import { isComplete } from '../../setup/secrets.ts';
import type { StoredEndpoint } from '../../store/db.ts';
import { Unreadable } from '../../vault/seal.ts';
import { dialects } from '../dialects/all.ts';
import { family } from './parents.ts';
import { limitsOf, type Route } from './route.ts';

/** How an endpoint is reached; or why not: its settings cannot be read, or nobody has given what signs in there. */
export async function openRoute(
  endpoint: StoredEndpoint,
  renew: Route['renew'],
  over?: AbortSignal,
): Promise<Route | 'bad-settings' | 'sign-in'> {
  const { id, hold } = endpoint;
  const config = await endpointConfig(id).catch((error: unknown) => {
    if (error instanceof Unreadable || error instanceof z.core.$ZodError) return undefined;
    throw error;
  });
  if (config && !isComplete(config.auth)) return 'sign-in';
  const dialect = config && dialects.get(config.dialect);
  const options = config && dialect?.options.safeParse(config.options);
  if (!config || !dialect || !options?.success) return 'bad-settings';
  const counts = { most: 0, failures: 0, refusals: 0 };
  const route: Route = {
    id,
    config,
    dialect,
    options: options.data,
    endpoint,
    hold,
    began: hold,
    ...counts,
    family: [id],
    renew,
    ...(over ? { over } : {}),
  };
  if (dialect.parentsFirst) route.family = await family(id, config.dialect, config.url);
  const { records } = limitsOf(route);
  route.most = Math.min(hold?.most ?? records, records);
  return route;
}
