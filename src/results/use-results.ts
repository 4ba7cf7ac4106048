import { useEffect, useState } from 'preact/hooks';
import { yieldToMain } from '../store/yield-to-main.ts';
import type { Instrument } from '../survey/instrument/instrument.ts';
import { readEarlier, readInstruments } from '../survey/instrument/instruments-store.ts';
import type { Answered } from './answered.ts';
import { halvesAtHand } from './at-hand.ts';
import { type ReportChoices, reportChoices } from './choices-store.ts';
import { type ClosingChoices, closingToday } from './closing-store.ts';
import {
  type Collected,
  closeSurveyAtPlace,
  collected,
  countAnew,
  type ResultsPlace,
  useElsewhere,
} from './collected-store.ts';
import { countResponses, responsesIn } from './collection.ts';
import { scoringsOf } from './counted.ts';
import { askedTogether, closedWithout } from './earlier-versions-store.ts';
import { answersTo, openItems } from './open-answers.ts';
import { halvesOf, leastOfHalves, type OpenQuestion, unitsOf } from './open-told.ts';
import { batchesOf } from './reading-batches.ts';
import type { Closing, Release } from './release.ts';
import { aboutOf } from './release-shape.ts';
import { releasesCarried } from './releases-file-store.ts';
import { closeTogether, notToldElsewhere, releasesOf } from './releases-store.ts';
import { type Results, resultsOf } from './results.ts';

/** Results of every instrument that somebody answered; undefined while they are counted. */
export interface AllResults {
  source: ResultsPlace;
  choices: ReportChoices;
  all: Results[];
  /** Of earlier versions of some of them, the newest first: each with what was released of itself. */
  earlier: Results[];
  /** Those of them, by `aboutOf`, of which nothing more is told: `closedWithout`. */
  behind: ReadonlySet<string>;
  /** How many responses there are, whatever they are to. */
  responses: number;
  /** Responses with a part that is to a form which this device does not know. */
  unknown: number;
}

/** Counts what there is, in slices, again when something comes from elsewhere or is forgotten. */
export const useResults = (): AllResults | undefined => useCounted(allResults);

/** Counts each version of each instrument by itself. */
export async function allResults(from: Collected, choices: ReportChoices): Promise<AllResults> {
  const responses = responsesIn(from.collection);
  const instruments = await readInstruments();
  const all: Results[] = [];
  for (const instrument of instruments) {
    const results = await resultsIn(from, instrument, responses, choices);
    if (results) all.push(results);
  }
  const earlier: Results[] = [];
  const versions = await readEarlier();
  for (const version of versions) {
    const results = await resultsIn(from, version, responses, choices);
    if (results && hasOwn(results)) earlier.push(results);
  }
  // What has a score is looked at first; the questions about people stand after it.
  all.sort((a, b) => Number(scoringsOf(b.instrument).length > 0) - Number(scoringsOf(a.instrument).length > 0));
  const isKnown = ({ instrument }: Answered) =>
    [...all, ...earlier].some((one) => one.instrument.id === instrument) ||
    instruments.some(({ id }) => id === instrument);
  return {
    source: from.source,
    choices,
    all,
    earlier,
    behind: from.whole ? await closedWithout(versions, responsesIn(from.whole)) : new Set(),
    responses: countResponses(from.collection),
    unknown: new Set(responses.filter((one) => !isKnown(one)).map(({ id }) => id)).size,
  };
}

/** Whether anybody answered this very version, or anything of it is released. */
export const hasOwn = ({ waiting, closed }: Results): boolean => waiting > 0 || closed.month !== '';

/** The results of one instrument; undefined where nobody answered it and nothing of it is released. */
export async function resultsIn(
  from: Collected,
  instrument: Instrument,
  responses: readonly Answered[],
  choices: ReportChoices,
): Promise<Results | undefined> {
  const releases = await releasesFrom(from, instrument, choices);
  const here = from.source.is === 'file' ? responses : await notToldElsewhere(instrument, responses);
  const isAnswered = here.some((one) => one.instrument === instrument.id);
  return isAnswered || releases.length > 0 ? resultsOf(instrument, releases, here, choices) : undefined;
}

/** Every question in one's own words of which anything is released, of earlier versions too; whether few wrote or nobody is not told. */
export async function openQuestions(from: Collected, choices: ReportChoices): Promise<OpenQuestion[]> {
  const all = responsesIn(from.collection);
  const questions: OpenQuestion[] = [];
  for (const instrument of [...(await readInstruments()), ...(await readEarlier())]) {
    const items = openItems(instrument);
    if (items.length === 0) continue;
    const releases = await releasesFrom(from, instrument, choices);
    if (releases.length === 0) continue;
    const half = halvesOf(releases);
    const least = leastOfHalves(releases);
    const { id: instrumentId, version } = instrument;
    const mine = all.filter((one) => one.instrument === instrumentId && one.instrumentVersion === version);
    const atHand = halvesAtHand(releases, mine);
    const released = mine.filter(({ id }) => half.has(id));
    for (const { id } of items) {
      const answers = answersTo(instrument, id, released);
      const reading = await batchesOf(answers, releases, mine);
      questions.push({ instrument, item: id, answers, half, unitOf: unitsOf(releases), atHand, least, reading });
    }
  }
  return questions;
}

/**
 * The releases of an instrument: those made before, and of what has ended since where this device is the place. Those of a server
 * are closed when it was read. Of a file they are those of the device that sealed it.
 */
export async function releasesFrom(
  { source, whole, releases = [] }: Collected,
  instrument: Instrument,
  choices: ClosingChoices,
): Promise<Release[]> {
  if (source.is === 'file') return releasesCarried(releases, instrument);
  if (!whole || source.is === 'server') return releasesOf(instrument);
  return closeHere(instrument, responsesIn(whole), await closingToday(choices));
}

/**
 * Closes an instrument on this device, and at once all that was ever asked together with it. Of two that close on different days the same
 * people are told but for those who came between, and what is told of both tells of these.
 */
async function closeHere(instrument: Instrument, responses: readonly Answered[], closing: Closing): Promise<Release[]> {
  const versions = await readEarlier();
  // Known before anything is closed: what is closed now is closed with them.
  const behind = await closedWithout(versions, responses);
  if (!behind.has(aboutOf(instrument))) {
    const parts = await askedTogether(instrument, responses, versions);
    const others = parts.filter((part) => aboutOf(part) !== aboutOf(instrument) && !behind.has(aboutOf(part)));
    await closeTogether([instrument, ...others], responses, closing, yieldToMain());
  }
  return releasesOf(instrument);
}

/**
 * Closes a survey for good on this day, with all that was ever asked together with it: the month that runs is told as if it had ended,
 * once, and who answers later is counted in the month that ends next. Nothing where not all that there is to count is here. Rejects with
 * `NotKept`.
 */
export async function closeSurvey(instrument: Instrument): Promise<void> {
  const { source, whole } = await collected();
  if (!whole) return;
  const responses = responsesIn(whole);
  if (source.is === 'server') {
    const versions = await readEarlier();
    const together = await askedTogether(instrument, responses, versions);
    const isVersion = (one: Instrument) => versions.includes(one);
    await closeSurveyAtPlace(
      together.filter((one) => !isVersion(one)),
      together.filter(isVersion),
    );
  } else await closeHere(instrument, responses, { ...(await closingToday(reportChoices())), isOver: true });
  countAnew();
}

/** What `count` makes of all records there are; what it throws reaches the error boundary. */
export function useCounted<T>(
  count: (from: Collected, choices: ReportChoices) => Promise<T> | T,
  inputs: unknown[] = [],
): T | undefined {
  const { version } = useElsewhere();
  const [state, setState] = useState<{ value?: T; error?: unknown }>({});
  useEffect(() => {
    let isStale = false;
    const run = async () => count(await collected(), reportChoices());
    run().then(
      (value) => isStale || setState({ value }),
      (error: unknown) => isStale || setState({ error }),
    );
    return () => {
      isStale = true;
    };
  }, [version, ...inputs]);
  if ('error' in state) throw state.error;
  return state.value;
}
