/**
 * What a configuration says that the folder of setting up cannot judge, because it stands below those that know: kinds of
 * server and their settings, kinds of record, built-in codes.
 */
import { builtInCodes } from '../outreach/value-list.ts';
import type { DocumentEndpoint } from '../setup/organisation.ts';
import type { Judge } from '../setup/read-document.ts';
import { dialects } from './dialects/all.ts';
import { kinds as allKinds } from './wire.ts';

type Judged = ReturnType<Judge>;

export const judgeOrganisation: Judge = ({ endpoints = [], valueLists }) => [
  ...endpoints.flatMap((endpoint, index) => within(['endpoints', index], judgeEndpoint(endpoint))),
  ...Object.entries(valueLists).flatMap(([list, given]) =>
    within(['valueLists', list, 'hide'], judgeHidden(builtInCodes(list), given?.hide ?? [])),
  ),
];

const within = (path: PropertyKey[], judged: Judged): Judged =>
  judged.map((refusal) => ({ ...refusal, path: [...path, ...refusal.path] }));

function judgeHidden(codes: readonly string[] | undefined, hide: readonly string[]): Judged {
  if (!codes) return [];
  const unknown = [...hide.entries()].filter(([, code]) => !codes.includes(code));
  return unknown.map(([place]) => ({ path: [place], word: 'unknown-code', params: { options: codes.join(', ') } }));
}

const judgeEndpoint = (endpoint: DocumentEndpoint): Judged => [...judgeKinds(endpoint), ...judgeDialect(endpoint)];

const isKind = (kind: string) => (allKinds as readonly string[]).includes(kind);

const judgeKinds = ({ kinds = [] }: DocumentEndpoint): Judged =>
  [...kinds.entries()]
    .filter(([, kind]) => !isKind(kind))
    .map(([place]) => ({ path: ['kinds', place], word: 'unknown-kind', params: { options: allKinds.join(', ') } }));

function judgeDialect({ dialect: name, options }: DocumentEndpoint): Judged {
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
    return { path: ['options', ...issue.path, ...own], word: 'bad-options', params: { dialect: name } };
  });
}
