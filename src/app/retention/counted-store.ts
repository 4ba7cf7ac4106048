/**
 * Whether the numbers that a record is in have been made, so that they stand when it leaves the device. Where they come from a server
 * that has the records, it may go. Where they come from this device alone the months that have ended are closed first; a response
 * stays until its year is closed, since half-years and years are told of all who answered in them.
 */
import type { IsCounted } from '../../delivery/engine/evict-old.ts';
import type { Group } from '../../delivery/engine/old-groups.ts';
import { resultsEndpoint } from '../../delivery/reading/read-endpoint.ts';
import { numbersServer } from '../../delivery/reading/read-logged.ts';
import { wallDate } from '../../i18n/wall-time.ts';
import { Encounter } from '../../outreach/encounter.ts';
import { Guidance } from '../../outreach/follow-up/guidance.ts';
import { Unmet } from '../../outreach/follow-up/unmet.ts';
import { closeEnded, numbersReleases, numbersToldElsewhere } from '../../outreach/numbers/releases-store.ts';
import { outreachPart } from '../../outreach/settings.ts';
import { Tally } from '../../outreach/tally/tally.ts';
import { lastEnded } from '../../periods/grid.ts';
import { askedOfOwn, knownHereAlone } from '../../results/asked-store.ts';
import { askedForm, askedTimes } from '../../results/asked-times.ts';
import { reportChoices } from '../../results/choices-store.ts';
import { collected } from '../../results/collected-store.ts';
import { responsesIn } from '../../results/collection.ts';
import { closedWithout } from '../../results/earlier-versions-store.ts';
import { aboutOf } from '../../results/release-shape.ts';
import { releasesOf, responsesToldElsewhere } from '../../results/releases-store.ts';
import { releasesFrom } from '../../results/use-results.ts';
import { organisation } from '../../setup/organisation-store.ts';
import { db } from '../../store/db.ts';
import { setting } from '../../store/device.ts';
import { find } from '../../store/find.ts';
import { yieldToMain } from '../../store/yield-to-main.ts';
import { readEarlier, readInstruments } from '../../survey/instrument/instruments-store.ts';
import { responseParts, SurveyResponse } from '../../survey/response.ts';
import { readStandings } from '../../survey/waves/codes-store.ts';

/** Tells it of each group. `closes`: what has ended is closed where that was not done yet, once; else it is only looked at. */
export function countedHere(closes: boolean): IsCounted {
  const numbers = once(async () => ((await numbersServer.place()) === 'server' ? undefined : countedNumbers(closes)));
  const responses = once(async () => ((await resultsEndpoint())?.isPlace ? undefined : countedResponses(closes)));
  return async (sort, group) => {
    if (sort === 'outings') return (await numbers())?.(group) ?? true;
    const counted = sort === 'responses' || sort === 'codes' ? await responses() : undefined;
    if (!counted) return true;
    return sort === 'codes' ? counted.hasCode(group) : counted.hasResponse(group);
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const ofPeople: readonly string[] = [Encounter.name, Tally.name, Guidance.name, Unmet.name];

async function countedNumbers(closes: boolean): Promise<(group: Group) => Promise<boolean>> {
  const areas = new Map(
    outreachPart.of(organisation()).places.flatMap(({ name, area }) => (area ? [[name, area] as const] : [])),
  );
  const closing = { whole: 'device' as const, areas, last: lastEnded(wallDate(Date.now())) };
  const releases = closes ? await closeEnded(closing, yieldToMain(), () => undefined) : await numbersReleases();
  const members = new Set([...releases.flatMap((one) => one.members), ...(await numbersToldElsewhere())]);
  return async ({ ids }) => {
    const rows = await db.records.bulkGet(ids);
    return rows.every((row) => !row || row.deleted || !ofPeople.includes(row.kind) || members.has(row.id));
  };
}

async function countedResponses(closes: boolean) {
  const versions = await readEarlier();
  const from = closes ? await collected() : undefined;
  // What is looked at just now may be a file.
  const isOwn = from?.source.is === 'device';
  const ended = new Map<string, Set<string>>();
  const keyOf = (id: string, version: string) => `${id} ${version}`;
  // Of a version that nothing more is told of nothing waits.
  const behind = isOwn ? await closedWithout(versions, responsesIn(from.collection)) : new Set<string>();
  for (const instrument of [...(await readInstruments()), ...versions]) {
    if (behind.has(aboutOf(instrument))) continue;
    const releases = isOwn ? await releasesFrom(from, instrument, reportChoices()) : await releasesOf(instrument);
    const elsewhere = await responsesToldElsewhere(instrument);
    ended.set(keyOf(instrument.id, instrument.version), new Set([...ofEndedYears(releases), ...elsewhere]));
  }
  if (isOwn) await askedOfOwn('device', yieldToMain());
  const unit = await setting('unit', 'oma');
  const asked = ofEndedYears(await releasesOf(askedForm(unit)));
  // What another device tells of is not waited for.
  const standings = once(async () => knownHereAlone(await readStandings()));
  return {
    async hasResponse({ id }: Group): Promise<boolean> {
      const response = await find(SurveyResponse, id);
      // Of a form that this device does not know nothing is told here.
      const isEnded = (one: { instrument: string; instrumentVersion: string }) =>
        ended.get(keyOf(one.instrument, one.instrumentVersion))?.has(id) ?? true;
      return !response || responseParts(response).every(isEnded);
    },
    async hasCode({ code }: Group): Promise<boolean> {
      const times = await askedTimes(
        (await standings()).filter((one) => one.code === code),
        unit,
      );
      return times.every(({ id }) => asked.has(id));
    },
  };
}

type Told = Awaited<ReturnType<typeof releasesOf>>;

/** Who is in the releases of years that are closed to their last month. */
function ofEndedYears(releases: Told): Set<string> {
  const years = new Set(releases.filter(({ month }) => month.endsWith('-12-01')).map(({ month }) => month.slice(0, 4)));
  return new Set(
    releases.filter(({ month }) => years.has(month.slice(0, 4))).flatMap(({ members }) => members.map(({ id }) => id)),
  );
}
