/**
 * What is counted, taken from records: how much of what, when, where and by whom it was logged. An encounter that was logged in
 * detail and one that was tapped on a counter are counted alike, each once; a guidance that stands in an encounter and is told
 * more of in a record of its own is one.
 */
import { wallTime } from '../../i18n/wall-time.ts';
import type { Encounter } from '../encounter.ts';
import type { Guidance } from '../follow-up/guidance.ts';
import type { Unmet } from '../follow-up/unmet.ts';
import { countedAs, splitOf, sums } from '../tally/sums.ts';
import type { Tally } from '../tally/tally.ts';
import { metCounters, type SplitBy, splits } from '../values.ts';
import { type Subject, unknownOf } from './subjects.ts';

/** Something that was counted. */
export interface Fact {
  /** The day on the walls of Finland: `2026-11-21`. */
  date: string;
  /** The hour of the day there. */
  hour: number;
  place: string;
  unit: string;
  device: string;
  outing: string;
  /** How much of what. */
  adds: readonly (readonly [key: string, n: number])[];
}

/** The records that numbers are made of. */
export interface Logged {
  encounters: readonly Encounter[];
  tallies: readonly Tally[];
  guidances: readonly Guidance[];
  unmets: readonly Unmet[];
}

type Adds = [key: string, n: number][];

/** Everything that these records say, ready to be added up. `breathe` is called after each encounter. */
export async function factsOf(
  { encounters, tallies, guidances, unmets }: Logged,
  breathe: () => Promise<void> | undefined = () => undefined,
): Promise<Fact[]> {
  const told = new Set(guidances.flatMap(({ encounterId }) => encounterId ?? []));
  const facts = tallyFacts(tallies);
  for (const one of encounters) {
    facts.push(fact(one, encounterAdds(one, told.has(one.id))));
    const rest = breathe();
    if (rest) await rest;
  }
  for (const one of guidances) facts.push(fact(one, guidanceAdds(one.way, one.outcome, one.target)));
  for (const one of unmets) facts.push(fact(one, needAdds([one.topic])));
  return facts;
}

interface Origin {
  at: string;
  place: string;
  unit: string;
  device: string;
  outingId: string;
}

const fact = ({ at, place, unit, device, outingId }: Origin, adds: Adds): Fact => ({
  ...wallHourOf(at),
  place,
  unit,
  device,
  outing: outingId,
  adds,
});

const hours = new Map<string, { date: string; hour: number }>();

/** The day and hour in Finland. Looked up once an hour of UTC: the zone is whole hours away. */
function wallHourOf(at: string): { date: string; hour: number } {
  const utc = at.slice(0, 13);
  const held = hours.get(utc);
  if (held) return held;
  const wall = wallTime(at);
  const made = { date: wall.slice(0, 10), hour: Number(wall.slice(11, 13)) };
  hours.set(utc, made);
  return made;
}

/** What is said of one encounter beside how far it went; where nothing was said, it is not known. */
const oneOf = ['age', 'gender', 'language', 'familiarity', 'initiative', 'duration'] as const satisfies Subject[];

function encounterAdds(encounter: Encounter, isToldElsewhere: boolean): Adds {
  const { depth, guidance, topics, done = [], unmet = [] } = encounter;
  const counters = countedAs(encounter);
  const adds: Adds = [];
  if (counters.includes('met')) {
    const level = counters.includes('guided') ? 'guidance' : counters.includes('talked') ? 'conversation' : 'brief';
    adds.push(['met', 1], [`depth:${level}`, 1]);
    for (const subject of oneOf) adds.push([`${subject}:${encounter[subject] ?? unknownOf(subject)}`, 1]);
    for (const topic of new Set(topics)) adds.push([`topic:${topic}`, 1]);
    for (const deed of new Set(done)) adds.push([`done:${deed}`, 1]);
  } else adds.push([`other:${depth}`, 1]);
  if (guidance && !isToldElsewhere) adds.push(...guidanceAdds(guidance, 'unknown', unknownOf('target')));
  return [...adds, ...needAdds(unmet)];
}

const guidanceAdds = (way: string, outcome: string, target: string): Adds => [
  ['guided', 1],
  [`way:${way}`, 1],
  [`outcome:${outcome}`, 1],
  [`target:${target}`, 1],
];

const needAdds = (needs: readonly string[]): Adds =>
  needs.length === 0 ? [] : [['need', needs.length], ...needs.map((need) => [`need:${need}`, 1] as [string, number])];

/** The marks of each stop, added up as the stop's screen adds them up. */
function tallyFacts(tallies: readonly Tally[]): Fact[] {
  const stops = new Map<string, Tally[]>();
  for (const mark of tallies) {
    const stop = `${mark.outingId} ${mark.place}`;
    const held = stops.get(stop);
    if (held) held.push(mark);
    else stops.set(stop, [mark]);
  }
  return [...stops.values()].flatMap(stopFacts);
}

/** By the hour where that adds up to the stop; else all of it at the hour of the first mark. */
function stopFacts(marks: readonly Tally[]): Fact[] {
  const parts = new Map<string, Tally[]>();
  for (const mark of marks) {
    const { date, hour } = wallHourOf(mark.at);
    const part = `${date} ${hour} ${mark.unit} ${mark.device}`;
    parts.set(part, [...(parts.get(part) ?? []), mark]);
  }
  const pieces = [...parts.values()].map((part) => fact(part[0]!, tallyAdds(part)));
  const whole = tallyAdds(marks);
  const inPieces = new Map<string, number>();
  for (const { adds } of pieces) for (const [key, n] of adds) inPieces.set(key, (inPieces.get(key) ?? 0) + n);
  const isSame = whole.length === inPieces.size && whole.every(([key, n]) => inPieces.get(key) === n);
  return isSame ? pieces : [fact(marks[0]!, whole)];
}

function tallyAdds(marks: readonly Tally[]): Adds {
  const counted = sums(marks);
  const { met, talked, guided, declined } = counted;
  const adds: Adds = [
    ['met', met],
    ['depth:brief', met - talked],
    ['depth:conversation', talked - guided],
    ['depth:guidance', guided],
    ['other:declined', declined],
  ];
  for (const subject of oneOf) {
    if (subject in splits) {
      for (const { part, count } of splitOf(marks, subject as SplitBy)) adds.push([`${subject}:${part}`, count]);
    } else adds.push([`${subject}:${unknownOf(subject)}`, met]);
  }
  for (const [code, n] of Object.entries(counted))
    if (!metCounters.some((counter) => counter === code)) adds.push([`handed:${code}`, n]);
  return adds.filter(([, n]) => n > 0);
}
