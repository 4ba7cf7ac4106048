import type { EndpointConfig } from '../../setup/endpoint.ts';
import { dialects } from '../dialects/all.ts';
import type { Pages } from '../dialects/dialect.ts';

/** How each dialect's records are read, by the name of its file. */
const files = import.meta.glob<Pages | undefined>(
  ['../dialects/*.ts', '!../dialects/{all,asking,dialect,held-many,paths,shown,signs,status}.ts'],
  { eager: true, import: 'pages' },
);

/** How the records of an endpoint are read under its settings; undefined where it shows none. */
export function pagesOf(config: EndpointConfig): { pages: Pages; options: unknown } | undefined {
  const pages = files[`../dialects/${config.dialect}.ts`];
  const options = dialects.get(config.dialect)?.options.safeParse(config.options);
  if (!pages || !options?.success || pages.isShown?.(config, options.data) === false) return undefined;
  return { pages, options: options.data };
}
