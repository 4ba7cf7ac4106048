/**
 * What is collected while this page is open: the device's own responses, and whatever was read from elsewhere. It is in
 * memory and gone with the page, unless a person asks to keep it; then it lies sealed like everything else here.
 */
import { useEffect, useState } from 'preact/hooks';
import { type ReadFailure, readEndpoint } from '../delivery/reading/read-endpoint.ts';
import type { DraftKind } from '../store/draft-kind.ts';
import { draftsOf, dropDraft, keepDraft } from '../store/drafts.ts';
import { eachOf } from '../store/find.ts';
import { newId } from '../store/id.ts';
import { yieldToMain } from '../store/yield-to-main.ts';
import { type Collection, kindsRead, type TakenCounts, take, tallied } from './collection.ts';
import { type FileEnd, readFile } from './records-file-store.ts';

const collection: Collection = new Map();
const listeners = new Set<() => void>();
/** What is not this device's own: how many records came from elsewhere. */
let elsewhere = 0;
let wasOpened = false;

let version = 0;

const changed = () => {
  version += 1;
  for (const listener of listeners) listener();
};

/** Draws again whenever something came from elsewhere or was forgotten; tells how many records of others are in memory. */
export function useElsewhere(): { count: number; version: number } {
  const [now, setNow] = useState(() => ({ count: elsewhere, version }));
  useEffect(() => {
    const listener = () => setNow({ count: elsewhere, version });
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
  return now;
}

/** Takes into memory what was kept earlier, once. */
export async function openKept(): Promise<void> {
  if (wasOpened) return;
  wasOpened = true;
  for (const { data } of await draftsOf(Pieces)) for (const record of data) takeElsewhere(record);
  changed();
}

/** Everything there is to count: what was kept, this device's own, and what was read in this sitting. */
export async function collected(breathe = yieldToMain()): Promise<Collection> {
  await openKept();
  for (const { name } of kindsRead) {
    await eachOf(
      name,
      (stored) => stored !== undefined && take(collection, stored),
      breathe,
      (id, rev) => (collection.get(id)?.rev ?? 0) >= rev,
    );
  }
  return collection;
}

function takeElsewhere(record: unknown) {
  const taken = take(collection, record);
  if (taken === 'new') elsewhere += 1;
  return taken;
}

/** Reads all that an endpoint holds. `progress` hears how many records came to each end so far. */
export async function collectFromEndpoint(
  id: string,
  progress: (tally: TakenCounts) => void,
): Promise<{ tally: TakenCounts; failed: ReadFailure | undefined }> {
  await collected();
  let tally: TakenCounts = {};
  const failed = await readEndpoint(
    id,
    (record) => {
      tally = tallied(tally, takeElsewhere(record));
      progress(tally);
    },
    yieldToMain(),
  );
  changed();
  return { tally, failed };
}

/** Reads one file. Throws `NotOpened` for a wrong code. */
export async function collectFromFile(file: File, code: string): Promise<{ tally: TakenCounts; end: FileEnd }> {
  await collected();
  let tally: TakenCounts = {};
  const end = await readFile(file, code, (record) => (tally = tallied(tally, takeElsewhere(record))), yieldToMain());
  changed();
  return { tally, end };
}

/** As what kind of draft a collection is kept: a piece of work that is not finished. */
const keptAs = 'collection';
const Pieces: DraftKind<unknown[]> = {
  name: keptAs,
  read: (stored) => (Array.isArray(stored) ? { data: stored, isWhole: true } : { data: [], isWhole: false }),
};
const pieceSize = 300;

/** Keeps all that is in memory on this device, sealed: a person asked for it. Rejects where it does not fit. */
export async function keepCollected(): Promise<void> {
  const before = await draftsOf(Pieces);
  const records = [...(await collected())].map(([id, { rev, record }]) => record ?? tombstone(id, rev));
  for (let start = 0; start < records.length; start += pieceSize) {
    await keepDraft({ kind: keptAs, id: newId(), base: 0 }, records.slice(start, start + pieceSize));
  }
  for (const { id } of before) await dropDraft(id);
}

const tombstone = (id: string, rev: number) => ({ kind: kindsRead[0]!.name, id, rev, v: 1, deleted: true });

export const isCollectionKept = async (): Promise<boolean> => (await draftsOf(Pieces)).length > 0;

/** Forgets what came from elsewhere, here in memory and on the device. */
export async function forgetCollected(): Promise<void> {
  for (const { id } of await draftsOf(Pieces)) await dropDraft(id);
  collection.clear();
  elsewhere = 0;
  changed();
}
