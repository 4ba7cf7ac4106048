/** What an outing came to, as a text to read out or to share: no number under five, no place of an encounter, no time of one. */
import type { TFunction } from 'i18next';
import { type RoundedCount, safely } from '../../disclosure/safely.ts';
import { clock, day } from '../../i18n/dates.ts';
import type { Encounter } from '../encounter.ts';
import type { Guidance } from '../follow-up/guidance.ts';
import type { Unmet } from '../follow-up/unmet.ts';
import { capital } from '../in-words.ts';
import { type Outing, placesOf } from '../outing.ts';
import { countedIn, type TallyMark } from '../tally/sums.ts';
import { type ValueLists, valueList } from '../value-list.ts';
import { metCounters, nested, topics } from '../values.ts';
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
    ...line(t('outreach.summary.topics'), topicsOf(of.encounters, say('topics'), t)),
    ...line(t('outreach.summary.guided'), guidedTo(of.guidances, say('guidanceTargets'))),
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

/** A number as it may be told. */
function inWords(told: RoundedCount, t: TFunction): string {
  if (told.is === 'exact') return String(told.n);
  if (told.is === 'at-least') return t('outreach.summary.atLeast', { count: told.n });
  return t(`outreach.summary.${told.is}`);
}

type Say = (code: string) => string;

function countLines({ marks, encounters }: Summarised, say: Say, t: TFunction): string[] {
  const counted = countedIn(marks, encounters);
  const people = metCounters
    .filter((counter) => counter === 'met' || counted[counter] > 0)
    .map((counter) => {
      const at = (nested as readonly string[]).indexOf(counter);
      const outer = nested.slice(0, Math.max(0, at)).map((one) => counted[one]);
      return `${t(`outreach.summary.count.${counter}`)}: ${inWords(safely(counted[counter], ...outer), t)}`;
    });
  // What was handed out is counted in pieces: a small number of them points at nobody.
  const things = Object.keys(counted)
    .filter((code) => counted[code]! > 0 && !metCounters.some((one) => one === code))
    .map((code) => `${say(code)} ${counted[code]}`);
  return [...people, ...(things.length > 0 ? [`${t('outreach.summary.handedOut')}: ${things.join(', ')}`] : [])];
}

/** The topics with their numbers, the most frequent first; those under five in the order of the list. */
function topicsOf(encounters: readonly Encounter[], say: Say, t: TFunction): string[] {
  return ordered(encounters.flatMap((one) => one.topics))
    .map((topic) => ({ topic, count: encounters.filter((one) => one.topics.includes(topic)).length }))
    .map(({ topic, count }) => ({ topic, count, told: safely(count, encounters.length) }))
    .sort((a, b) => rank(b) - rank(a))
    .map(({ topic, told }) => `${say(topic)} (${inWords(told, t)})`);
}

/** Each topic once, in the order of the list and after it the organisation's own: the order tells nothing of their numbers. */
const ordered = (found: readonly string[]): string[] => {
  const all = new Set(found);
  const own = [...all].filter((topic) => !topics.some((one) => one === topic)).sort();
  return [...topics.filter((topic) => all.has(topic)), ...own];
};

const rank = ({ count, told }: { count: number; told: RoundedCount }) =>
  told.is === 'exact' || told.is === 'at-least' ? count : 0;

const guidedTo = (guidances: readonly Guidance[], say: Say): string[] => [
  ...new Set(guidances.map(({ target, service }) => service ?? say(target))),
];

const unmetTopics = ({ unmets, encounters }: Summarised): string[] =>
  ordered([...unmets.map(({ topic }) => topic), ...encounters.flatMap(({ unmet = [] }) => unmet)]);
