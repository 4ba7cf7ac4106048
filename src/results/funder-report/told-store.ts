/** What this device has told so far: the releases, as they stand. Nothing is closed for a report, and nothing is counted. */

import type { NumbersRelease } from '../../outreach/numbers/release.ts';
import { numbersReleases } from '../../outreach/numbers/releases-store.ts';
import { readEarlier, readInstruments } from '../../survey/instrument/instruments-store.ts';
import { reportChoices } from '../choices-store.ts';
import { aboutOf } from '../release-shape.ts';
import { releasesOf } from '../releases-store.ts';
import { type Results, resultsOf, versionTold } from '../results.ts';

export interface ToldSoFar {
  outreach: NumbersRelease[];
  /** Of each survey, and of each earlier version, that has a release; `about`: as its releases are named. `version`: where another stands beside. */
  surveys: { about: string; results: Results; version?: string | undefined }[];
}

export async function readTold(): Promise<ToldSoFar> {
  const choices = reportChoices();
  const surveys = await Promise.all(
    [...(await readInstruments()), ...(await readEarlier())].map(async (instrument) => {
      const releases = await releasesOf(instrument);
      if (releases.length === 0) return [];
      return [{ about: aboutOf(instrument), results: resultsOf(instrument, releases, [], choices) }];
    }),
  );
  const told = surveys.flat();
  const every = told.map(({ results }) => results);
  const named = told.map((one) => ({ ...one, version: versionTold(one.results, every) }));
  return { outreach: await numbersReleases(), surveys: named };
}
