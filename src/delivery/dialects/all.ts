import type { Dialect } from './dialect.ts';

/** By the one export, so that the worker carries no more of each file than it sends with. */
const files = import.meta.glob<Dialect>(['./*.ts', '!./{all,asking,dialect,held-many,paths,shown,signs,status}.ts'], {
  eager: true,
  import: 'dialect',
});

/** Every dialect there is, by its name. One more is one new file in this folder. */
export const dialects: ReadonlyMap<string, Dialect> = new Map(
  Object.values(files).map((dialect) => [dialect.name, dialect]),
);
