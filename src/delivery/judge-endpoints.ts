/** What a configuration says of endpoints that no shape can tell: kinds of server and their settings, kinds of record. */
import type { DocumentEndpoint } from '../setup/organisation.ts';
import { isRefusalWord, type Judged, within } from '../setup/refusals.ts';
import { dialects } from './dialects/all.ts';
import { chosenKinds as allKinds } from './wire.ts';

export const judgeEndpoints = (endpoints: readonly DocumentEndpoint[] = []): Judged[] =>
  endpoints.flatMap((endpoint, index) => within(['endpoints', index], judgeEndpoint(endpoint)));

const judgeEndpoint = (endpoint: DocumentEndpoint): Judged[] => [...judgeKinds(endpoint), ...judgeDialect(endpoint)];

const isKind = (kind: string) => (allKinds as readonly string[]).includes(kind);

const judgeKinds = ({ kinds = [] }: DocumentEndpoint): Judged[] =>
  [...kinds.entries()]
    .filter(([, kind]) => !isKind(kind))
    .map(([place]) => ({ path: ['kinds', place], word: 'unknown-kind', params: { options: allKinds.join(', ') } }));

function judgeDialect({ dialect: name, options }: DocumentEndpoint): Judged[] {
  const dialect = dialects.get(name);
  if (!dialect) {
    return [
      { path: ['dialect'], word: 'unknown-dialect', params: { options: [...dialects.keys()].sort().join(', ') } },
    ];
  }
  const checked = dialect.options.safeParse(options);
  if (checked.success) return [];
  return checked.error.issues.map((issue) => {
    const own = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
    const word = isRefusalWord(issue.message) ? issue.message : 'bad-options';
    return { path: ['options', ...issue.path, ...own], word, params: { dialect: name } };
  });
}
