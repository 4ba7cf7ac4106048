/** The organisation's configuration on this device: kept sealed, read once at the start, followed as it changes. */
import { useEffect, useState } from 'preact/hooks';
import { db } from '../store/db.ts';
import { deviceKey } from '../store/device.ts';
import { watch } from '../store/watch.ts';
import { type Sealed, seal, unseal } from '../vault/seal.ts';
import { type DocumentSchema, type Organisation, standard } from './organisation.ts';

/** What was loaded: its exact text, from which it can be passed on, its checksum, and when (ms since 1970). */
export interface Loaded {
  text: string;
  /** SHA-256 of the text, base64url. */
  sum: string;
  at: number;
}

/** The configuration that holds, and what it was loaded from. `unreadable`: something was loaded and cannot be opened. */
export interface Setup {
  organisation: Organisation;
  loaded?: Loaded;
  unreadable?: true;
}

const name = 'organisation';
let now: Setup = { organisation: standard };
let reads: DocumentSchema | undefined;
const hearers = new Set<() => unknown>();

/** Whether an organisation's document was ever taken into use on this device. */
export const hasDocument = async (): Promise<boolean> => (await db.settings.get(name)) !== undefined;

/** Whether this device has none, or none that can be opened. */
export const needsDocument = async (): Promise<boolean> => now.unreadable === true || !(await hasDocument());

/** The configuration that holds, for callers that draw nothing. `standard` until `openOrganisation` has read it. */
export const organisation = (): Organisation => now.organisation;

/** Hears of each configuration that is taken into use, in this tab or another. */
export const onSetup = (hear: () => unknown): unknown => hearers.add(hear);

/** What holds and what it was loaded from, drawn again when it changes. */
export function useSetup(): Setup {
  const [seen, setSeen] = useState(now);
  useEffect(() => {
    const hear = () => setSeen(now);
    hear();
    hearers.add(hear);
    return () => {
      hearers.delete(hear);
    };
  }, []);
  return seen;
}

/** The configuration that holds, drawn again when it changes. */
export const useOrganisation = (): Organisation => useSetup().organisation;

/** Reads what was loaded by `schema`, once before the first screen, and follows it in this tab and others. */
export async function openOrganisation(schema: DocumentSchema): Promise<void> {
  reads = schema;
  const row = await db.settings.get(name);
  await take(row?.value as Sealed | undefined, schema);
  watch(
    () => db.settings.get(name),
    (changed) => void take(changed?.value as Sealed | undefined, schema),
    (error) => console.error('The configuration cannot be read', error instanceof Error ? error.name : ''),
  );
}

let taken: Sealed | undefined;
let opening: Promise<void> = Promise.resolve();

/** Who comes while the same is being opened waits for it. */
function take(sealed: Sealed | undefined, schema: DocumentSchema): Promise<void> {
  if (String(sealed?.iv) === String(taken?.iv)) return opening;
  taken = sealed;
  opening = takeNow(sealed, schema);
  return opening;
}

async function takeNow(sealed: Sealed | undefined, schema: DocumentSchema): Promise<void> {
  const next = sealed ? await opened(sealed, schema) : { organisation: standard };
  if (taken !== sealed) return;
  now = next;
  for (const hear of hearers) hear();
}

async function opened(sealed: Sealed, schema: DocumentSchema): Promise<Setup> {
  try {
    const loaded = (await unseal(await deviceKey(), name, sealed)) as Loaded;
    return { organisation: schema.parse(JSON.parse(loaded.text)), loaded };
  } catch (error) {
    // The app works on; the page of the organisation says what happened.
    console.error('The configuration cannot be opened', error instanceof Error ? error.name : '');
    return { organisation: standard, unreadable: true };
  }
}

/** What was loaded as it lies on the device, with what reads it; undefined where nothing was, or it cannot be opened. */
export async function documentHeld() {
  const row = await db.settings.get(name);
  if (!row || !reads) return undefined;
  const loaded = (await unseal(await deviceKey(), name, row.value as Sealed)) as Loaded;
  return { row, loaded, schema: reads };
}

/** The row that keeps what was loaded: sealed before, put inside the transaction that takes everything into use. */
export async function sealedSetup(key: CryptoKey, loaded: Loaded): Promise<() => Promise<unknown>> {
  const value = await seal(key, name, loaded);
  return () => db.settings.put({ name, value });
}

/** Forgets what is remembered: for tests that delete the database. */
export function forgetOrganisation(): void {
  now = { organisation: standard };
  taken = undefined;
}
