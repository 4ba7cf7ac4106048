/** What the marks of a tally say, as facts: by the hour, so that an evening is not one number. */
import { type SplitBy, splits } from '../rows.ts';
import { splitOf, sums } from '../tally/sums.ts';
import type { Tally } from '../tally/tally.ts';
import { metCounters } from '../values.ts';
import { type Adds, type Fact, fact, wallHourOf } from './fact.ts';
import { oneOf, unknownOf } from './subjects.ts';

/** The marks of each stop, added up as the stop's screen adds them up. */
export function tallyFacts(tallies: readonly Tally[]): Fact[] {
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
