/** When a person is asked: the due days of a plan, and where a day stands among them. Pure arithmetic of the calendar. */
import { daysOn } from '../../i18n/wall-time.ts';
import { daysBetween, plusMonths } from '../../periods/days.ts';
import type { Respondent } from './respondent.ts';

/** What a schedule is made of. */
export type Rhythm = Pick<Respondent, 'start' | 'months' | 'every' | 'before' | 'after'>;

/** One time to ask. */
export interface Due {
  /** From 0 on. */
  number: number;
  /** The due day. */
  due: string;
  /** The first day on which one may ask, and the last before it is overdue. */
  opens: string;
  closes: string;
}

/** So many waves are looked at at most: a person is not asked for longer than this. */
const most = 500;

/** The due day of that number, or undefined where the plan has come to its end. Each is counted from the first day. */
function dueDay({ start, months, every }: Rhythm, number: number): string | undefined {
  const last = months.length - 1;
  if (number <= last) return plusMonths(start, months[number]!);
  return every === undefined ? undefined : plusMonths(start, months[last]! + (number - last) * every);
}

/** The wave of that number, or undefined where the plan has come to its end. */
export function waveOf(rhythm: Rhythm, number: number): Due | undefined {
  const due = dueDay(rhythm, number);
  if (due === undefined) return undefined;
  // Nobody is asked before the first day, nor again on the day on which the time before was due.
  const least = number === 0 ? rhythm.start : daysOn(dueDay(rhythm, number - 1)!, 1);
  const early = daysOn(due, -rhythm.before);
  const [, opens = due] = [early, least].sort();
  return { number, due, opens, closes: daysOn(due, rhythm.after) };
}

/** The waves that have opened by `today`, and the first one that has not. */
export function wavesUntil(rhythm: Rhythm, today: string): Due[] {
  const waves: Due[] = [];
  for (let number = 0; number < most; number++) {
    const wave = waveOf(rhythm, number);
    if (!wave) break;
    waves.push(wave);
    if (wave.opens > today) break;
  }
  return waves;
}

/** Two due days that are closer than this are the same wave, on whichever device they were counted. */
const sameWave = 14;

/** The wave that an event means: the one whose due day is nearest, the first of two as near, and near enough. */
export function waveMeant<W extends { due: string }>(waves: readonly W[], due: string): W | undefined {
  let nearest: W | undefined;
  let least = sameWave;
  for (const wave of waves) {
    const apart = Math.abs(daysBetween(wave.due, due));
    if (apart >= least) continue;
    nearest = wave;
    least = apart;
  }
  return nearest;
}
