/** The day on which a paper form was answered, as its answerer wrote it, looked at before it becomes the response's day. Pure. */
import { daysOn } from '../../i18n/wall-time.ts';
import { isDate } from '../../periods/days.ts';

/** No form waits for so many days to be typed in: an older day is nearly always a wrong year. */
const longest = 366;

/** Why a day cannot be the one of a form; `day`: the one on which its code was first asked. */
export type WrongDay = { is: 'half' | 'future' | 'old' } | { is: 'before'; day: string };

/**
 * What is wrong with what stands in the field of the day; undefined where nothing is, or nothing stands there: then the day of
 * typing it in holds. `isHalf`: the field holds a part of a day. `today` and `first` are days of the calendar; `first` is the one
 * on which the form's code was first asked, where that is known.
 */
export function wrongDay(
  written: string,
  { isHalf, today, first }: { isHalf: boolean; today: string; first: string | undefined },
): WrongDay | undefined {
  if (isHalf || (written !== '' && !isDate(written))) return { is: 'half' };
  if (written === '') return undefined;
  if (written > today) return { is: 'future' };
  if (first !== undefined && written < first) return { is: 'before', day: first };
  return written < daysOn(today, -longest) ? { is: 'old' } : undefined;
}

/** A day as the moment of a record of which only the day is told: its noon in UTC. Undefined where there is none. */
export const momentOn = (day: string): string | undefined => (day === '' ? undefined : `${day}T12:00:00.000Z`);
