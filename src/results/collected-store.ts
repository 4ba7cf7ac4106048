/**
 * What is collected while this page is open: the device's own responses, what was read from the server, and files, each alone.
 * It is in memory and gone with the page, unless a person asks to keep it; then it lies sealed like everything else here.
 */
import { useEffect, useState } from 'preact/hooks';
import { type ReadFailure, readEndpoint, resultsEndpoint } from '../delivery/reading/read-endpoint.ts';
import { isOfNewerApp } from '../releases/chain.ts';
import type { ClosingEnd } from '../releases/close-there.ts';
import { Released } from '../releases/released.ts';
import type { DraftKind } from '../store/draft-kind.ts';
import { draftsOf, dropDraft, keepDraft } from '../store/drafts.ts';
import { eachOf } from '../store/find.ts';
import { newId } from '../store/id.ts';
import { yieldToMain } from '../store/yield-to-main.ts';
import type { Instrument } from '../survey/instrument/instrument.ts';
import { readEarlier, readInstruments } from '../survey/instrument/instruments-store.ts';
import { type Collection, kindsRead, responsesIn, type TakenCounts, take, tallied } from './collection.ts';
import { closeResultsThere } from './place-store.ts';
import { asksForCode, type FileEnd, readFile } from './records-file-store.ts';

/** What was read of a file: its records, and the releases that the device which sealed it has made. */
interface FileRead {
  records: Collection;
  releases: unknown[];
}

/** This device's own records, what was read from the server, and what was read from each file: never mixed. */
const own: Collection = new Map();
const server: Collection = new Map();
const files = new Map<string, FileRead>();
/** The server that was read to its end in this sitting, and how closing what has ended there ended. */
let wasRead: string | undefined;
let settled: ClosingEnd | undefined;
/** The file whose results are looked at. */
let looked: string | undefined;
let opening: Promise<void> | undefined;

const listeners = new Set<() => void>();
let version = 0;

const changed = () => {
  version += 1;
  for (const listener of listeners) listener();
};

/** What is told has changed: whoever shows it counts again. */
export const countAnew = (): void => changed();

/** Draws again whenever something came from elsewhere or was forgotten; tells how many records of the server are in memory. */
export function useElsewhere(): { count: number; version: number } {
  const seen = () => ({ count: countElsewhere(), version });
  const [now, setNow] = useState(seen);
  useEffect(() => {
    const listener = () => setNow(seen());
    listeners.add(listener);
    // What changed since it was drawn.
    if (version !== now.version) listener();
    return () => void listeners.delete(listener);
  }, []);
  return now;
}

const countElsewhere = () => [...server.values()].filter(({ record }) => record).length;

/** Takes into memory what was kept earlier, once: whoever asks meanwhile waits until it is there. Where it cannot be read it is tried again. */
export async function openKept(): Promise<void> {
  opening ??= takeKept();
  try {
    await opening;
  } catch (error) {
    opening = undefined;
    throw error;
  }
}

async function takeKept(): Promise<void> {
  for (const { data } of await draftsOf(Pieces)) for (const record of data) take(server, record);
  changed();
}

/**
 * Where results come from: one place. The server that is named to be read, whether or not this device has a key to it; else one that there is a
 * key to, else this device. A file is looked at alone: nobody can tell who made it.
 */
export type ResultsPlace =
  | { is: 'device' }
  /** `isRead`: to its end, in this sitting. */
  | { is: 'server'; isRead: boolean; settled?: ClosingEnd | undefined }
  /** `hasReleases`: its device had told results when it sealed the file; `isNewer`: with a newer version of the app, so not all can be told here. */
  | { is: 'file'; name: string; hasReleases: boolean; isNewer?: boolean };

/** What there is to count, and where it comes from. */
export interface Collected {
  source: ResultsPlace;
  /** Everything that is known here of the place. */
  collection: Collection;
  /** What months are closed with: all that the place has; undefined where it was not read, and of a file. */
  whole: Collection | undefined;
  /** Of a file: the releases that it holds, as records. */
  releases?: readonly unknown[];
}

/** What was kept, this device's own, and what was read in this sitting. */
export async function collected(breathe = yieldToMain()): Promise<Collected> {
  await openKept();
  for (const { name } of kindsRead) {
    await eachOf(
      name,
      (stored) => stored !== undefined && take(own, stored),
      breathe,
      (id, rev) => (own.get(id)?.rev ?? 0) >= rev,
    );
  }
  const file = looked === undefined ? undefined : files.get(looked);
  if (file) {
    const { records, releases } = file;
    const isNewer = releases.some(isOfNewerApp);
    const hasReleases = releases.length > 0;
    const source = { is: 'file', name: looked!, hasReleases, ...(isNewer ? { isNewer } : {}) } as const;
    return { source, collection: records, whole: undefined, releases };
  }
  const place = await resultsEndpoint();
  // What this device made is as it stands here, whatever the server says.
  const collection: Collection = new Map([...server, ...own]);
  if (!place?.isPlace) return { source: { is: 'device' }, collection, whole: own };
  const isRead = wasRead === place.id;
  return { source: { is: 'server', isRead, settled }, collection, whole: isRead ? server : undefined };
}

/** Reads all that an endpoint holds, and closes what has ended. Rejects with `NotKept`. `progress` hears how many records came to each end so far. */
export async function collectFromEndpoint(
  id: string,
  progress: (tally: TakenCounts) => void,
): Promise<{ tally: TakenCounts; failed: ReadFailure | undefined; settled?: ClosingEnd | undefined }> {
  await collected();
  let tally: TakenCounts = {};
  const failed = await readEndpoint(
    id,
    (record) => {
      tally = tallied(tally, take(server, record));
      progress(tally);
    },
    yieldToMain(),
  );
  if (!failed) await closeAtPlace(id);
  looked = undefined;
  changed();
  return { tally, failed, settled };
}

/** What was read to its end is closed there, for all devices. */
async function closeAtPlace(id: string): Promise<void> {
  settled = await closeResultsThere(await readInstruments(), await readEarlier(), responsesIn(server));
  wasRead = id;
}

/** Closes the parts of a survey, and of earlier versions, for good on this day, with all that was read of the server. Rejects with `NotKept`. */
export async function closeSurveyAtPlace(parts: readonly Instrument[], versions: readonly Instrument[]): Promise<void> {
  settled = await closeResultsThere(parts, versions, responsesIn(server), true);
}

/** Reads one file, to be looked at alone. Throws `NotOpened` for a wrong code. */
export async function collectFromFile(file: File, code: string): Promise<{ tally: TakenCounts; end: FileEnd }> {
  const records: Collection = new Map();
  const releases: unknown[] = [];
  // What anybody could have written is no release.
  const isSealed = await asksForCode(file);
  let tally: TakenCounts = {};
  const each = (record: unknown) => {
    if (isSealed && isRelease(record)) releases.push(record);
    else tally = tallied(tally, take(records, record));
  };
  const end = await readFile(file, code, each, yieldToMain());
  if (end === 'read') files.set(file.name, { records, releases });
  changed();
  return { tally, end };
}

const isRelease = (record: unknown) => (record as { kind?: unknown } | null)?.kind === Released.name;

/** Looks at a file that was read, alone; undefined is this device's results again. */
export function lookAt(file: string | undefined): void {
  looked = file;
  changed();
}

/** As what kind of draft a collection is kept: a piece of work that is not finished. */
const keptAs = 'collection';
const Pieces: DraftKind<unknown[]> = {
  name: keptAs,
  read: (stored) => (Array.isArray(stored) ? { data: stored, isWhole: true } : { data: [], isWhole: false }),
};
const pieceSize = 300;

/** Keeps what was read from the server on this device, sealed: a person asked for it. Rejects where it does not fit. */
export async function keepCollected(): Promise<void> {
  const before = await draftsOf(Pieces);
  const records = [...server].map(([id, { rev, record }]) => record ?? tombstone(id, rev));
  for (let start = 0; start < records.length; start += pieceSize) {
    await keepDraft({ kind: keptAs, id: newId(), base: 0 }, records.slice(start, start + pieceSize));
  }
  for (const { id } of before) await dropDraft(id);
}

const tombstone = (id: string, rev: number) => ({ kind: kindsRead[0]!.name, id, rev, v: 1, deleted: true });

export const isCollectionKept = async (): Promise<boolean> => (await draftsOf(Pieces)).length > 0;

/** Forgets what came from elsewhere, here in memory and on the device. What was released of it stands. */
export async function forgetCollected(): Promise<void> {
  for (const { id } of await draftsOf(Pieces)) await dropDraft(id);
  own.clear();
  server.clear();
  files.clear();
  wasRead = undefined;
  settled = undefined;
  looked = undefined;
  changed();
}
