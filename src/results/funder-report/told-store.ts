/** What this device has told so far: the releases, as they stand. Nothing is closed for a report, and nothing is counted. */

import type { NumbersRelease } from '../../outreach/numbers/release.ts';
import { numbersReleases } from '../../outreach/numbers/releases-store.ts';
import { readInstruments } from '../../survey/instrument/instruments-store.ts';
import { reportChoices } from '../choices-store.ts';
import { aboutOf } from '../release-shape.ts';
import { releasesOf } from '../releases-store.ts';
import { type Results, resultsOf } from '../results.ts';

export interface ToldSoFar {
  outreach: NumbersRelease[];
  /** Of each survey that has a release; `about`: as its releases are named. */
  surveys: { about: string; results: Results }[];
}

export async function readTold(): Promise<ToldSoFar> {
  const choices = reportChoices();
  const surveys = await Promise.all(
    (await readInstruments()).map(async (instrument) => {
      const releases = await releasesOf(instrument);
      if (releases.length === 0) return [];
      return [{ about: aboutOf(instrument), results: resultsOf(instrument, releases, [], choices) }];
    }),
  );
  return { outreach: await numbersReleases(), surveys: surveys.flat() };
}
