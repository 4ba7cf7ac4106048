import type { Dialect } from './dialect.ts';

const files = import.meta.glob<{ dialect?: Dialect }>(['./*.ts', '!./all.ts', '!./dialect.ts'], { eager: true });

/** Every dialect there is, by its name. One more is one new file in this folder. */
export const dialects: ReadonlyMap<string, Dialect> = new Map(
  Object.values(files).flatMap(({ dialect }) => (dialect ? [[dialect.name, dialect]] : [])),
);
