/** What an outing came to, as a text to read out or to share: no number under five, no place of an encounter, no time of one. */
import type { TFunction } from 'i18next';
import { clock, day } from '../../i18n/dates.ts';
import type { Encounter } from '../encounter.ts';
import type { Guidance } from '../follow-up/guidance.ts';
import type { Unmet } from '../follow-up/unmet.ts';
import { capital } from '../in-words.ts';
import { type Outing, placesOf } from '../outing.ts';
import { type Mark, plus, stopsOf, sums, sumsOf } from '../tally/sums.ts';
import { counters, nested, topics } from '../values.ts';
import { type Debrief, questions } from './debrief.ts';
import { safely, type Told } from './safely.ts';

/** Everything that is told. */
export interface Summarised {
  outing: Outing;
  marks: readonly Mark[];
  encounters: readonly Encounter[];
  guidances: readonly Guidance[];
  unmets: readonly Unmet[];
  debrief: Partial<Pick<Debrief, 'workers' | (typeof questions)[number]>>;
}

/** The summary, a line for each thing there is to tell. */
export function summaryOf(of: Summarised, t: TFunction, language: string): string[] {
  const { outing, debrief } = of;
  const along = [...outing.organisations];
  if (debrief.workers) along.push(t('outreach.summary.workers', { count: debrief.workers }));
  const line = (label: string, values: readonly string[]) =>
    values.length > 0 ? [`${label}: ${values.join(', ')}`] : [];
  return [
    `${t('outreach.title')} ${day(outing.at, language)} ${timeOf(outing, language)}`,
    placesOf(outing).join(', '),
    ...line(t('outreach.summary.along'), along),
    ...countLines(of, t),
    ...line(t('outreach.summary.topics'), topicsOf(of.encounters, t)),
    ...line(t('outreach.summary.guided'), guidedTo(of.guidances, t)),
    ...line(t('outreach.summary.unmet'), unmetTopics(of, t)),
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
function inWords(told: Told, t: TFunction): string {
  if (told.is === 'exact') return String(told.n);
  if (told.is === 'at-least') return t('outreach.summary.atLeast', { count: told.n });
  return t(`outreach.summary.${told.is}`);
}

/** What was counted over the whole outing, tapped and logged. */
export function countedIn(marks: readonly Mark[], encounters: readonly Encounter[]) {
  const stops = stopsOf([], marks).map((place) => sums(marks.filter((mark) => mark.place === place)));
  return plus(...stops, sumsOf(encounters));
}

function countLines({ marks, encounters }: Summarised, t: TFunction): string[] {
  const counted = countedIn(marks, encounters);
  return counters
    .filter((counter) => counter === 'met' || counted[counter] > 0)
    .map((counter) => {
      const outer = nested.slice(0, Math.max(0, nested.indexOf(counter as (typeof nested)[number])));
      // What was handed out is counted in pieces: a small number of them points at nobody.
      const isThing = counter === 'leaflets' || counter === 'supplies';
      const told = isThing
        ? String(counted[counter])
        : inWords(safely(counted[counter], ...outer.map((one) => counted[one])), t);
      return `${t(`outreach.summary.count.${counter}`)}: ${told}`;
    });
}

/** The topics with their numbers, the most frequent first; those under five in the order of the list. */
function topicsOf(encounters: readonly Encounter[], t: TFunction): string[] {
  return topics
    .map((topic) => ({ topic, count: encounters.filter((one) => one.topics.includes(topic)).length }))
    .filter(({ count }) => count > 0)
    .map(({ topic, count }) => ({ topic, count, told: safely(count, encounters.length) }))
    .sort((a, b) => rank(b) - rank(a))
    .map(({ topic, told }) => `${t(`outreach.topic.${topic}`)} (${inWords(told, t)})`);
}

const rank = ({ count, told }: { count: number; told: Told }) => (told.is === 'few' ? 0 : count);

const guidedTo = (guidances: readonly Guidance[], t: TFunction): string[] => [
  ...new Set(guidances.map(({ target, service }) => service ?? t(`outreach.target.${target}`))),
];

function unmetTopics({ unmets, encounters }: Summarised, t: TFunction): string[] {
  const all = new Set([...unmets.map(({ topic }) => topic), ...encounters.flatMap(({ unmet = [] }) => unmet)]);
  return topics.filter((topic) => all.has(topic)).map((topic) => t(`outreach.topic.${topic}`));
}
