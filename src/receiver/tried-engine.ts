import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/**
 * The one version of PGlite whose insides this receiver knows: it puts the flush in that PGlite leaves out (`durable-files.ts`)
 * and ends a loop that would ask a dead engine for ever (`engine.ts`). In another version either could do nothing, unseen, and
 * records that were acknowledged would be gone after a power cut. Raise it once `receiver-durability`, `receiver-frozen` and
 * `receiver-program` have passed with the new one.
 */
export const triedVersion = '0.5.16';

/** The version of PGlite that is installed. */
export function installedVersion(): string {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  return (JSON.parse(readFileSync(join(entry, '../../package.json'), 'utf8')) as { version: string }).version;
}

/** Throws where PGlite is another than the one that was tried, before any file of its is opened. */
export function refuseUntried(installed = installedVersion()): void {
  if (installed === triedVersion) return;
  throw new Error(
    `PGlite ${installed} is installed, and only ${triedVersion} is known to keep records through a power cut; nothing was opened. Install what the lock file says with npm ci, or set DATABASE_URL to a PostgreSQL`,
  );
}
