/**
 * What an outing came to, as a text to read out or to share: the team's own work and its places. Of people only how many were
 * met, from five on; which topics, services and needs there were only where five encounters or more had them and five or more had
 * not, without a number: a number of one outing, taken from that of its month, would be a number of the others.
 */
import type { TFunction } from 'i18next';
import { smallest } from '../../disclosure/suppression.ts';
import { clock, day } from '../../i18n/dates.ts';
import type { Encounter } from '../encounter.ts';
import type { Guidance } from '../follow-up/guidance.ts';
import type { Unmet } from '../follow-up/unmet.ts';
import { capital } from '../in-words.ts';
import { type Outing, placesOf } from '../outing.ts';
import { countedIn, type TallyMark } from '../tally/sums.ts';
import { type ValueLists, valueList } from '../value-list.ts';
import { metCounters, topics } from '../values.ts';
import { type Debrief, questions } from './debrief.ts';

/** Everything that is told. */
export interface Summarised {
  outing: Outing;
  marks: readonly TallyMark[];
  encounters: readonly Encounter[];
  guidances: readonly Guidance[];
  unmets: readonly Unmet[];
  debrief: Partial<Pick<Debrief, 'workers' | (typeof questions)[number]>>;
}

/** The summary, a line for each thing there is to tell. */
export function summaryOf(of: Summarised, lists: ValueLists, t: TFunction, language: string): string[] {
  const say = (name: Parameters<typeof valueList>[0]) => valueList(name, lists, t, language).say;
  const { outing, debrief } = of;
  const along = [...outing.organisations];
  if (debrief.workers) along.push(t('outreach.summary.workers', { count: debrief.workers }));
  const line = (label: string, values: readonly string[]) =>
    values.length > 0 ? [`${label}: ${values.join(', ')}`] : [];
  return [
    `${t('outreach.title')} ${day(outing.at, language)} ${timeOf(outing, language)}`,
    placesOf(outing).join(', '),
    ...line(t('outreach.summary.along'), along),
    ...countLines(of, say('handedOut'), t),
    ...line(t('outreach.summary.topics'), topicsOf(of).map(say('topics'))),
    ...line(t('outreach.summary.guided'), guidedTo(of, say('guidanceTargets'))),
    ...line(t('outreach.summary.unmet'), unmetTopics(of).map(say('topics'))),
    ...questions.flatMap((question) =>
      line(t(`outreach.debrief.${question}`), debrief[question] ? [debrief[question]] : []),
    ),
  ].map((text) => capital(text, language));
}

/** `17.00–20.05`: the day stands beside it, so that the text can be read another day. */
function timeOf({ at, endedAt }: Outing, language: string): string {
  const from = clock(at, language, new Date(at));
  return endedAt ? `${from}–${clock(endedAt, language, new Date(at))}` : from;
}

type Say = (code: string) => string;

function countLines({ marks, encounters }: Summarised, say: Say, t: TFunction): string[] {
  const counted = countedIn(marks, encounters);
  const met = counted.met < smallest ? t('outreach.summary.few') : String(counted.met);
  // What was handed out is counted in pieces: a small number of them points at nobody.
  const things = Object.keys(counted)
    .filter((code) => counted[code]! > 0 && !metCounters.some((one) => one === code))
    .map((code) => `${say(code)} ${counted[code]}`);
  return [
    `${t('outreach.summary.count.met')}: ${met}`,
    ...(things.length > 0 ? [`${t('outreach.summary.handedOut')}: ${things.join(', ')}`] : []),
  ];
}

/** What enough encounters had, and enough of all had not; nothing is told of the others, not that they are. */
function enough(all: readonly string[], encounters: number, count: (one: string) => number): string[] {
  return all.filter((one) => count(one) >= smallest && encounters - count(one) >= smallest);
}

const topicsOf = ({ encounters }: Summarised): string[] =>
  enough(
    ordered(encounters.flatMap((one) => one.topics)),
    encounters.length,
    (topic) => encounters.filter((one) => one.topics.includes(topic)).length,
  );

/** Each topic once, in the order of the list and after it the organisation's own: the order tells nothing of their numbers. */
const ordered = (found: readonly string[]): string[] => {
  const all = new Set(found);
  const own = [...all].filter((topic) => !topics.some((one) => one === topic)).sort();
  return [...topics.filter((topic) => all.has(topic)), ...own];
};

/** The kinds of service only: the name of one service stands for a few people sooner than a kind does. */
const guidedTo = ({ guidances, encounters }: Summarised, say: Say): string[] =>
  enough(
    [...new Set<string>(guidances.map(({ target }) => target))].sort(),
    encounters.length,
    (target) => guidances.filter((one) => one.target === target).length,
  ).map(say);

function unmetTopics({ unmets, encounters }: Summarised): string[] {
  const all = [...unmets.map(({ topic }) => topic), ...encounters.flatMap(({ unmet = [] }) => unmet)];
  return enough(ordered(all), encounters.length, (topic) => all.filter((one) => one === topic).length);
}
