/**
 * What an outing came to, as a text to read out or to share: the team's own work and its places. Of people only how many were
 * met, from five on. What was spoken of, needed or guided to is told of a month once it has ended: here it would follow what is
 * logged, and tell of the one encounter that came between two looks.
 */
import type { TFunction } from 'i18next';
import { smallest } from '../../disclosure/suppression.ts';
import { clock, day } from '../../i18n/dates.ts';
import type { Encounter } from '../encounter.ts';
import { capital } from '../in-words.ts';
import { type Outing, placesOf } from '../outing.ts';
import { countedIn, type TallyMark } from '../tally/sums.ts';
import { type ValueLists, valueList } from '../value-list.ts';
import { metCounters } from '../values.ts';
import { type Debrief, questions } from './debrief.ts';

/** Everything that is told. */
export interface Summarised {
  outing: Outing;
  marks: readonly TallyMark[];
  encounters: readonly Encounter[];
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
