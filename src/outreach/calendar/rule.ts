/**
 * A recurrence rule (RFC 5545, 3.3.10) by whole days: pure arithmetic of the calendar, no zone in it. A rule is understood
 * whole or not at all. Held against ical.js and python-dateutil in the tests.
 */
import { daysOn } from '../../i18n/wall-time.ts';

type Frequency = 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
interface WeekdayOf {
  weekday: number;
  /** Which one of the month or year, from the end where negative; 0: each of them. */
  nth: number;
}

/** Weekdays are 0 for Sunday to 6, months 1 to 12. */
export interface Rule {
  frequency: Frequency;
  interval: number;
  /** How many times in all. */
  count?: number;
  /** The last moment or day, as it is written. */
  until?: string;
  weekdays: WeekdayOf[];
  months: number[];
  monthDays: number[];
  positions: number[];
  weekStart: number;
}

const weekdayNames = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** How each part is written; a part that is not here makes the whole rule one that is not understood. */
const shapes: Record<string, RegExp> = {
  FREQ: /^(DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: /^0*[1-9]\d{0,3}$/,
  COUNT: /^0*[1-9]\d{0,5}$/,
  UNTIL: /^\d{8}(T\d{6}Z?)?$/,
  BYDAY: /^([+-]?\d{1,2})?(SU|MO|TU|WE|TH|FR|SA)(,([+-]?\d{1,2})?(SU|MO|TU|WE|TH|FR|SA))*$/,
  BYMONTH: /^(0?[1-9]|1[0-2])(,(0?[1-9]|1[0-2]))*$/,
  BYMONTHDAY: /^[+-]?(0?[1-9]|[12]\d|3[01])(,[+-]?(0?[1-9]|[12]\d|3[01]))*$/,
  BYSETPOS: /^[+-]?[1-9]\d{0,2}(,[+-]?[1-9]\d{0,2})*$/,
  WKST: /^(SU|MO|TU|WE|TH|FR|SA)$/,
};

/** Longer than any rule that a person or a program makes (every day of a year by its number): what is longer is not looked at. */
const longestRule = 2_000;

/** The rule of a value of RRULE; undefined where any part of it is not understood. */
export function readRule(value: string): Rule | undefined {
  if (value.length > longestRule) return undefined;
  const parts = new Map<string, string>();
  for (const part of value.replace(/\s/g, '').toUpperCase().split(';').filter(Boolean)) {
    const [name = '', is = ''] = part.split('=', 2);
    if (!shapes[name]?.test(is) || parts.has(name)) return undefined;
    parts.set(name, is);
  }
  const frequency = parts.get('FREQ') as Frequency | undefined;
  const weekdays = (parts.get('BYDAY')?.split(',') ?? []).map((day) => ({
    weekday: weekdayNames.indexOf(day.slice(-2)),
    nth: Number(day.slice(0, -2) || 0),
  }));
  const isNth = weekdays.some(({ nth }) => nth !== 0);
  if (!frequency || (isNth && !['MONTHLY', 'YEARLY'].includes(frequency))) return undefined;
  if (frequency === 'WEEKLY' && parts.has('BYMONTHDAY')) return undefined;
  // Of a week that the series begins in, readers count positions from its first day or from the beginning.
  if (parts.has('BYSETPOS') && !['MONTHLY', 'YEARLY'].includes(frequency)) return undefined;
  const numbers = (name: string) => parts.get(name)?.split(',').map(Number) ?? [];
  const [count, until] = [parts.get('COUNT'), parts.get('UNTIL')];
  return {
    frequency,
    interval: Number(parts.get('INTERVAL') ?? 1),
    ...(count ? { count: Number(count) } : {}),
    ...(until ? { until } : {}),
    weekdays,
    months: numbers('BYMONTH'),
    monthDays: numbers('BYMONTHDAY'),
    positions: numbers('BYSETPOS'),
    weekStart: weekdayNames.indexOf(parts.get('WKST') ?? 'MO'),
  };
}

/** A date with what rules ask of it. */
interface Day {
  date: string;
  year: number;
  month: number;
  day: number;
  weekday: number;
}

const dayOf = (date: string): Day => {
  const at = new Date(`${date}T00:00:00Z`);
  return {
    date,
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    weekday: at.getUTCDay(),
  };
};
const firstOf = (year: number, month: number): string =>
  new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10);
const daysFrom = (date: string, until: string): Day[] => {
  const days: Day[] = [];
  for (let next = date; next < until; next = daysOn(next, 1)) days.push(dayOf(next));
  return days;
};

/** The days of the rule's nth stretch (a day, week, month or year) since the one that `first` is in. */
function stretch({ frequency, interval, weekStart }: Rule, first: Day, nth: number): Day[] {
  const on = nth * interval;
  if (frequency === 'DAILY') return [dayOf(daysOn(first.date, on))];
  if (frequency === 'WEEKLY') {
    const from = daysOn(first.date, on * 7 - ((first.weekday - weekStart + 7) % 7));
    return daysFrom(from, daysOn(from, 7));
  }
  if (frequency === 'MONTHLY')
    return daysFrom(firstOf(first.year, first.month + on), firstOf(first.year, first.month + on + 1));
  return daysFrom(firstOf(first.year + on, 1), firstOf(first.year + on + 1, 1));
}

/** Whether a day is the nth of its weekday, from the beginning or the end of the month, or of the year. */
function isNth({ date, year, month }: Day, nth: number, within: 'month' | 'year'): boolean {
  const [from, until] =
    within === 'month' ? [firstOf(year, month), firstOf(year, month + 1)] : [firstOf(year, 1), firstOf(year + 1, 1)];
  const weeks = (a: string, b: string) => Math.floor((Date.parse(b) - Date.parse(a)) / (7 * 86_400_000));
  return nth > 0 ? weeks(from, date) === nth - 1 : weeks(date, daysOn(until, -1)) === -nth - 1;
}

function isOn({ frequency, weekdays, months, monthDays }: Rule, day: Day, first: Day): boolean {
  if (months.length > 0 && !months.includes(day.month)) return false;
  if (monthDays.length > 0) {
    const last = dayOf(daysOn(firstOf(day.year, day.month + 1), -1)).day;
    if (!monthDays.some((wanted) => day.day === (wanted > 0 ? wanted : last + 1 + wanted))) return false;
  }
  const within = frequency === 'YEARLY' && months.length === 0 ? 'year' : 'month';
  if (weekdays.length > 0)
    return weekdays.some(({ weekday, nth }) => weekday === day.weekday && (nth === 0 || isNth(day, nth, within)));
  if (monthDays.length > 0 || frequency === 'DAILY') return true;
  if (frequency === 'WEEKLY') return day.weekday === first.weekday;
  return day.day === first.day && (frequency === 'MONTHLY' || months.length > 0 || day.month === first.month);
}

/** What may still be looked at: shared by all that stands in a file, so that no file keeps the page. */
export interface Budget {
  /** Days of rules. */
  days: number;
  /** Events, and evenings of those that repeat. */
  events: number;
}

/** Days of the longest stretch of each frequency. */
const longest: Record<Frequency, number> = { DAILY: 1, WEEKLY: 7, MONTHLY: 31, YEARLY: 366 };

/** The first stretch worth looking at for days from `from` on: a rule that counts is counted from its beginning. */
function nearest({ frequency, interval, count }: Rule, first: string, from: string): number {
  if (count !== undefined) return 0;
  const days = (Date.parse(from) - Date.parse(first)) / 86_400_000;
  return Math.max(0, Math.floor(days / (interval * longest[frequency])) - 2);
}

/**
 * The dates (`2026-11-28`) of a rule that begins on `first`, in their order, up to `last`; those before `from` may be left
 * out where nothing counts them. Ends early, with `budget.days` at 0 or below, where there was more to look at than the
 * budget allows.
 */
export function* datesOf(
  rule: Rule,
  first: string,
  { from, last }: { from: string; last: string },
  budget: Pick<Budget, 'days'>,
): Generator<string> {
  const begin = dayOf(first);
  for (let nth = nearest(rule, first, from); budget.days > 0; nth++) {
    const days = stretch(rule, begin, nth);
    budget.days -= days.length;
    if (days[0]!.date > last) return;
    const on = days.filter((day) => isOn(rule, day, begin));
    const { positions } = rule;
    const chosen =
      positions.length === 0
        ? on
        : on.filter((_, index) => positions.includes(index + 1) || positions.includes(index - on.length));
    for (const { date } of chosen) if (date >= first && date <= last) yield date;
  }
}
