/**
 * What is counted, taken from records: how much of what, when, where and by whom it was logged. An encounter that was logged in
 * detail and one that was tapped on a counter are counted alike, each once; a guidance that stands in an encounter and is told
 * more of in a record of its own is one.
 */
import type { Encounter } from '../encounter.ts';
import type { Guidance } from '../follow-up/guidance.ts';
import type { Unmet } from '../follow-up/unmet.ts';
import { countedAs } from '../tally/sums.ts';
import type { Tally } from '../tally/tally.ts';
import { type Adds, type Fact, fact } from './fact.ts';
import { oneOf, severalOf, unknownOf } from './subjects.ts';
import { tallyFacts } from './tally-facts.ts';

/** The records that numbers are made of. */
export interface Logged {
  encounters: readonly Encounter[];
  tallies: readonly Tally[];
  guidances: readonly Guidance[];
  unmets: readonly Unmet[];
}

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

function encounterAdds(encounter: Encounter, isToldElsewhere: boolean): Adds {
  const { depth, guidance, topics, unmet = [] } = encounter;
  const counters = countedAs(encounter);
  const adds: Adds = [];
  if (counters.includes('met')) {
    const level = counters.includes('guided') ? 'guidance' : counters.includes('talked') ? 'conversation' : 'brief';
    adds.push(['met', 1], [`depth:${level}`, 1]);
    for (const subject of oneOf) adds.push([`${subject}:${encounter[subject] ?? unknownOf(subject)}`, 1]);
    for (const topic of new Set(topics)) adds.push([`topic:${topic}`, 1]);
    for (const subject of severalOf)
      for (const code of new Set(encounter[subject])) adds.push([`${subject}:${code}`, 1]);
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
