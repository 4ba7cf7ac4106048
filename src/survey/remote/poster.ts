/**
 * A poster on a wall: a link with a tag of its own, which stands for one place until one day. Whoever answers by it sends the
 * tag with the answers; it says nothing of them, only by which poster the survey was found.
 */
import { randomSigns } from '../respondent/answer-code.ts';

export interface Poster {
  /** Five signs at random. */
  tag: string;
  bundle: string;
  /** Where it hangs, in the words of whoever made it: known on this device only. */
  place: string;
  /** The last day on which it can be answered, `2026-12-05`. */
  until: string;
  /** The ids of its links at the server, where that made them: one for each day with which it was printed. */
  links?: string[];
  /** The survey that its links open, by its digest at the server; absent where they open one of the app's own. */
  survey?: string;
  /** Its links were ended before their day. */
  ended?: true;
}

/** A tag: short, derived from nothing. */
export const newTag = (): string => randomSigns(5);

const day = /^\d{4}-\d\d-\d\d$/;

/** What a link says of its poster; undefined where it is of none. */
export function posterIn(told: URLSearchParams): { tag: string; until: string } | undefined {
  const [tag = '', until = lastDayIn(told)] = [told.get('poster') ?? ''];
  return /^[0-9A-Z]{5}$/.test(tag) && until ? { tag, until } : undefined;
}

/** The last day of a link, as it says; undefined where it says none. */
export function lastDayIn(told: URLSearchParams): string | undefined {
  const until = told.get('until') ?? '';
  return day.test(until) ? until : undefined;
}

/** A calendar date in Finland as `2026-12-05`, as it is written in Sweden. */
const dates = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Helsinki', dateStyle: 'short' });

/** The day in so many days, in Finland. */
export const inDays = (count: number, now = Date.now()): string => dates().format(now + count * 86_400_000);

/** Whether a link's last day is over, in Finland, at a moment (ms). By the clock of the phone that opens it: there is no other. */
export const isOver = (until: string, now = Date.now()): boolean => dates().format(now) > until;
