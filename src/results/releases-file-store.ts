/**
 * Releases in a file that a device seals: what it has told, and nothing else of what its responses hold, is told of the file. Nothing is
 * closed for a file: closed anew on another day it would count those who came between, and tell of them by the difference.
 */
import { wallDate } from '../i18n/wall-time.ts';
import { standing } from '../releases/chain.ts';
import { Released } from '../releases/released.ts';
import { newRecord } from '../store/save.ts';
import type { Instrument } from '../survey/instrument/instrument.ts';
import { readEarlier, readInstruments } from '../survey/instrument/instruments-store.ts';
import type { Release } from './release.ts';
import { aboutOf, openRelease, packRelease } from './release-shape.ts';
import { releasesOf } from './releases-store.ts';

/** What this device has told of every instrument, each release built on the one before, as at a server. */
export async function releasesToCarry(): Promise<Released[]> {
  const all: Released[] = [];
  for (const instrument of [...(await readInstruments()), ...(await readEarlier())]) {
    let after: string | undefined;
    for (const release of await releasesOf(instrument)) {
      const made = await packRelease(instrument, release);
      const record = await newRecord(Released, { ...made, ...(after === undefined ? {} : { after }) });
      all.push(record);
      after = record.id;
    }
  }
  return all;
}

/** The releases of an instrument among the records of a file: judged as those of a server are. */
export async function releasesCarried(records: readonly unknown[], instrument: Instrument): Promise<Release[]> {
  const { releases } = await standing<Release>(records, {
    about: aboutOf(instrument),
    isLog: true,
    today: wallDate(Date.now()),
    open: (record, before) => openRelease(instrument, record, before),
  });
  return releases;
}
