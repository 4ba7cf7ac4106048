/**
 * How each code of a unit stands: what all records of it, from whichever devices and in whatever order, add up to on a day.
 * The same records always add up to the same, so devices that have exchanged theirs show the same.
 */
import type { Respondent } from './respondent.ts';
import { type Due, waveMeant, wavesUntil } from './schedule.ts';
import type { WaveEvent } from './wave-event.ts';

/** What is known of the codes: records in any order, the same one perhaps twice. */
export interface CodeRecords {
  respondents: readonly Respondent[];
  events: readonly WaveEvent[];
}

/** How a wave ended, or stands. `missed`: the next time came before an answer. */
export type WaveState = 'answered' | 'declined' | 'missed' | 'open';

export interface Wave extends Due {
  state: WaveState;
  /** The last word on it while it is open: whether the person was asked, or could not be reached. */
  said?: 'asked' | 'not-reached';
  /** Whether anything says that the person was asked. */
  wasAsked: boolean;
  /** Its one answer: the response, and when (ISO 8601). */
  answer?: { response: string | undefined; at: string };
  /** Further answers to the same wave, given on another device perhaps: they do not count. */
  extra: number;
}

/** `rest`: answered for now, the next time is later. `finished`: the plan has come to its end. */
export type CodeStatus = 'overdue' | 'due' | 'upcoming' | 'rest' | 'finished' | 'ended';

export interface CodeStanding {
  code: string;
  unit: string;
  status: CodeStatus;
  /** What holds of the code. */
  respondent: Respondent;
  /** Every wave that has opened. */
  waves: Wave[];
  /** The one that can be answered now. */
  open?: Wave;
  /** The next one that has not opened. */
  next?: Due;
  /** One more than any record of the code has: for the next one. */
  turn: number;
}

interface Turned {
  turn: number;
  at: string;
  id: string;
}

/** What was written in knowledge of another comes after it; else the clocks say, and at last the ids. */
export const byTurn = (a: Turned, b: Turned): number => a.turn - b.turn || compare(a.at, b.at) || compare(a.id, b.id);
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** How every code stands on a day (`2026-11-22`), in order of their codes. */
export function standingsOn(today: string, { respondents, events }: CodeRecords): CodeStanding[] {
  const happened = grouped(once(events), ({ code }) => code);
  return [...grouped(once(respondents), ({ code }) => code)]
    .map(([code, records]) => standingOf(code, records, happened.get(code) ?? [], today))
    .sort((a, b) => compare(a.code, b.code));
}

/** `Map.groupBy`, for browsers that do not have it. */
function grouped<T, K>(all: readonly T[], keyOf: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

const once = <T extends { id: string }>(records: readonly T[]): T[] => [
  ...new Map(records.map((record) => [record.id, record])).values(),
];

function standingOf(code: string, records: Respondent[], events: WaveEvent[], today: string): CodeStanding {
  const respondent = [...records].sort(byTurn).at(-1)!;
  const all = wavesUntil(respondent, today);
  const opened = all.filter(({ opens }) => opens <= today);
  const next = all.find(({ opens }) => opens > today);
  const of = grouped(events, ({ due }) => waveMeant(all, due)?.number);
  const waves = opened.map((due, index) => waveFrom(due, of.get(due.number) ?? [], index === opened.length - 1));
  const current = waves.at(-1);
  const open = current?.state === 'open' && !respondent.ended ? current : undefined;
  return {
    code,
    unit: respondent.unit,
    status: statusOf(respondent, open, next, today),
    respondent,
    waves,
    ...(open ? { open } : {}),
    ...(next && !respondent.ended ? { next } : {}),
    turn: 1 + Math.max(...[...records, ...events].map((record) => record.turn)),
  };
}

function waveFrom(due: Due, events: readonly WaveEvent[], isCurrent: boolean): Wave {
  const inOrder = [...events].sort(byTurn);
  const [answer, ...others] = answersIn(inOrder);
  // What was taken back does not hold; of the rest a refusal outweighs what was said elsewhere without knowing of it.
  const held = inOrder.slice(inOrder.findLastIndex(({ what }) => what === 'open') + 1);
  const isDeclined = held.some(({ what }) => what === 'declined');
  const said = held.findLast(({ what }) => what === 'asked' || what === 'not-reached')?.what as Wave['said'];
  return {
    ...due,
    state: answer ? 'answered' : isDeclined ? 'declined' : isCurrent ? 'open' : 'missed',
    ...(said && !answer && !isDeclined ? { said } : {}),
    wasAsked: answer !== undefined || isDeclined || held.some(({ what }) => what === 'asked'),
    ...(answer ? { answer: { response: answer.response, at: answer.at } } : {}),
    extra: others.length,
  };
}

/** One response counts once, however often it was told of. */
const answersIn = (events: readonly WaveEvent[]): WaveEvent[] =>
  [
    ...new Map(
      events
        .filter(({ what }) => what === 'answered')
        .reverse()
        .map((event) => [event.response ?? event.id, event]),
    ).values(),
  ].reverse();

function statusOf(respondent: Respondent, open: Wave | undefined, next: Due | undefined, today: string): CodeStatus {
  if (respondent.ended) return 'ended';
  if (!open) return next ? 'rest' : 'finished';
  if (today > open.closes) return 'overdue';
  return today >= open.due ? 'due' : 'upcoming';
}
