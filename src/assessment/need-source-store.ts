import { Phenomenon } from '../outreach/follow-up/phenomenon.ts';
import { numbersReleases } from '../outreach/numbers/releases-store.ts';
import { newest } from '../store/find.ts';
import { answeredIn, couldNotBeHad, type NeedSource, noticed } from './need-source.ts';
import { allRounds } from './round-store.ts';

/** So many phenomena are looked through, the latest. */
const phenomenaLimit = 50;

/** What this device knows that a need may be taken from. Of people met only what was released, and nothing is released for it. */
export async function needSources(): Promise<NeedSource[]> {
  const [rounds, phenomena, releases] = await Promise.all([
    allRounds(),
    newest(Phenomenon, phenomenaLimit),
    numbersReleases(),
  ]);
  return [...answeredIn(rounds), ...noticed(phenomena), ...couldNotBeHad(releases.flatMap(({ told }) => told))];
}
