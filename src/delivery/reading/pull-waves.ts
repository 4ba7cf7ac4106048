/**
 * The codes of the unit and what happened to them, as other devices know it: read where an endpoint can be read, and kept as
 * copies. What other units have is passed over.
 */
import { copiesRead, keepCopies, readAnew } from '../../store/copies.ts';
import { db } from '../../store/db.ts';
import { setting } from '../../store/device.ts';
import { isPractising } from '../../store/practice.ts';
import { mendWaves, readEntries } from '../../survey/waves/codes-store.ts';
import { entryKinds, wantedBy } from '../../survey/waves/wanted.ts';
import { type ReadFailure, readPages, shownEndpoints } from './read-endpoint.ts';

/**
 * Reads what is new since the last time. Undefined when all was read; else why not, or that no endpoint can be read. `isQuiet`:
 * nobody has asked for it, and an endpoint without a key is left alone.
 */
export async function pullWaves(isQuiet = false): Promise<ReadFailure | 'none' | undefined> {
  const kinds = entryKinds.map(({ name }) => name);
  const endpoints = (await shownEndpoints(kinds)).filter(({ isMarked }) => isMarked);
  if (endpoints.length === 0) return 'none';
  let failed: ReadFailure | undefined;
  for (const { id, config, hasKey } of endpoints) {
    if (isQuiet && !hasKey) continue;
    let ended = await pullFrom(id, config.url, isQuiet);
    if (ended === 'again') ended = await pullFrom(id, config.url, isQuiet);
    failed ??= ended === 'again' ? undefined : ended;
  }
  return failed;
}

async function pullFrom(id: string, url: string, isQuiet: boolean): Promise<ReadFailure | 'again' | undefined> {
  const [unit, { respondents, events }] = await Promise.all([setting('unit', 'oma'), readEntries()]);
  const known = new Set([...respondents, ...events].map(({ code }) => code));
  let again = false;
  let isFull = false;
  for (const { name } of entryKinds) {
    const kept: [string, string] = [copiesRead, `${url} ${unit} ${name}`];
    const failed = await readPages(id, { kinds: [name], kept, isQuiet }, async (records) => {
      const found = wantedBy(unit, known, records);
      again ||= found.again;
      if ((await keepCopies(found.wanted)) > 0) isFull = true;
    });
    if (failed) return failed;
  }
  // What there was no room for is not here, whatever was read.
  if (isFull) return 'unclear';
  if (!again) return undefined;
  await readAnew();
  return 'again';
}

/** How soon it is read again by itself, in ms. */
const interval = 60_000;
let last = Number.NEGATIVE_INFINITY;
let running: Promise<unknown> | undefined;

/**
 * Reads in the background, at most once a minute. `isAsked`: a page about codes is open; elsewhere only a device that has
 * codes already reads at all.
 */
export function pullSoon(isAsked: boolean): Promise<unknown> {
  // In practice nothing is ever fetched.
  if (isPractising) return Promise.resolve();
  if (performance.now() - last < interval) return running ?? Promise.resolve();
  last = performance.now();
  running = pullNow(isAsked)
    .catch((error: unknown) => console.info('Codes were not read', error instanceof Error ? error.name : ''))
    .finally(() => {
      running = undefined;
    });
  return running;
}

async function pullNow(isAsked: boolean): Promise<void> {
  const [own, copies] = await Promise.all([db.counts.get('kind:respondent'), db.copies.count()]);
  const hasCodes = copies > 0 || (own?.n ?? 0) > 0;
  if (hasCodes) await mendWaves();
  if (!hasCodes && !isAsked) {
    last = Number.NEGATIVE_INFINITY;
    return;
  }
  const ended = await pullWaves(true);
  // Without an answer it is asked again as soon as there is a network.
  if (ended === 'no-answer') last = Number.NEGATIVE_INFINITY;
}
