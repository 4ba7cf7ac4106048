/**
 * What may be told of each group beside its number: worked out for the units and periods of a year together, with what was told
 * before, because what is told of two groups is told of their difference too. People are counted, never answers.
 */
import { type EndOfMonth, nobody, suppressMonth } from '../disclosure/over-time.ts';
import type { Suppression } from '../disclosure/suppression.ts';
import type { Instrument, Scoring } from '../survey/instrument/instrument.ts';
import { type CountedResponse, scoringsOf } from './counted.ts';

/** What may be told of one group that is shown. */
export interface Telling {
  /** The smallest number of people behind a figure. */
  least: number;
  /** How many people there are in the group's units, where the organisation says so: all of them were asked. */
  size?: number | undefined;
  /** All units in a half-year: how answers are spread over a scale is told of these alone, which have nobody in common. */
  isWhole: boolean;
  /** Whether it may be told how many are within the first mark of the rule at this place. */
  marks: readonly boolean[];
  /** Whether enough people answered the item at this place; and where it was asked of some, enough were and enough were not. */
  items: readonly boolean[];
}

/** Whether a score is within the first mark of a rule. */
export const isWithin = ({ marks, from }: Scoring, value: number): boolean =>
  value >= (marks?.[0]?.from ?? from) && value < (marks?.[0]?.below ?? Number.POSITIVE_INFINITY);

/** Whether the item at a place was answered in a way that is counted. */
export function hasAnswered({ items }: Instrument, { given }: CountedResponse, place: number): boolean {
  const item = items[place]!;
  return item.type === 'several' ? (given.several?.[item.id]?.length ?? 0) > 0 : given.answers[place] != null;
}

/** Whether the item at a place was shown to who answered: a rule may not have brought it. */
export const wasAsked = ({ items }: Instrument, { given }: CountedResponse, place: number): boolean =>
  !given.unseen?.includes(items[place]!.id);

/** How many people of one unit's month stand where. Nothing of it is told as such: what may be told is worked out from it. */
export interface MonthCell {
  n: number;
  /** By rule: how many are within its first mark. */
  inside: number[];
  /** By item: how many answered it. */
  answered: number[];
  /** By item: how many were asked it. Earlier versions of the app did not count them. */
  asked?: number[];
}

export function cellOf(instrument: Instrument, people: readonly CountedResponse[]): MonthCell {
  const unseen = people.flatMap(({ given }) => given.unseen ?? []);
  return {
    n: people.length,
    inside: scoringsOf(instrument).map(
      (rule, index) => people.filter(({ scores }) => isWithin(rule, scores[index]!)).length,
    ),
    answered: instrument.items.map((_, place) => people.filter((one) => hasAnswered(instrument, one, place)).length),
    asked: instrument.items.map(({ id }) => people.length - unseen.filter((one) => one === id).length),
  };
}

/** What was allowed to be told of a group, beside its number. */
export type Tellable = Pick<Telling, 'marks' | 'items'>;

/**
 * What may be told of the groups that end with a month, beside what was told of the year before it. `cells`: by unit and by the
 * first day of the month; `standing`: how the groups stand themselves; `earlier`: what was allowed before, by `groupKey`.
 */
export function tellings(
  instrument: Instrument,
  cells: ReadonlyMap<string, ReadonlyMap<string, MonthCell>>,
  standing: ReadonlyMap<string, Suppression>,
  earlier: ReadonlyMap<string, Tellable>,
  end: Omit<EndOfMonth, 'counts' | 'earlier'>,
): (key: string, isWhole: boolean) => Telling {
  const stood = (allowed: (of: Tellable) => boolean | undefined) =>
    new Map([...earlier].map(([key, of]): [string, Suppression] => [key, allowed(of) ? 'shown' : 'few']));
  const suppress = (count: (cell: MonthCell) => number, before: ReadonlyMap<string, Suppression>) => {
    const counts = new Map(
      [...cells].map(([unit, months]) => [unit, new Map([...months].map(([month, cell]) => [month, count(cell)]))]),
    );
    return suppressMonth({ ...end, counts, earlier: before });
  };
  /** A side of those who are parted in two: it must not be told either that there is nobody on it. */
  const suppressSide = (is: (cell: MonthCell) => number, before: ReadonlyMap<string, Suppression>) =>
    suppress((cell) => (is(cell) === 0 && cell.n > 0 ? nobody : is(cell)), before);
  const marks = scoringsOf(instrument).map(({ marks: own }, rule) => {
    if (!own?.length) return undefined;
    const before = stood((of) => of.marks[rule]);
    return [
      suppressSide(({ inside }) => inside[rule]!, before),
      suppressSide(({ n, inside }) => n - inside[rule]!, before),
    ];
  });
  const everyone = [...cells.values()].flatMap((months) => [...months.values()]);
  const items = instrument.items.map(({ showWhen }, place) => {
    if (!showWhen && everyone.every(({ n, answered }) => answered[place] === n)) return [standing];
    const before = stood((of) => of.items[place]);
    const asked = (cell: MonthCell) => cell.asked?.[place] ?? cell.n;
    const isOfSome = showWhen !== undefined || everyone.some((cell) => asked(cell) < cell.n);
    return [
      suppress(({ answered }) => answered[place]!, before),
      // What is told of some tells how many were asked: what those answered before that a rule looks at.
      ...(isOfSome ? [suppressSide(asked, before), suppressSide((cell) => cell.n - asked(cell), before)] : []),
    ];
  });
  return (key, isWhole) => {
    const isShown = (of: ReadonlyMap<string, Suppression>) => standing.get(key) === 'shown' && of.get(key) === 'shown';
    return {
      least: end.least,
      isWhole,
      marks: marks.map((sides) => sides?.every(isShown) ?? false),
      items: items.map((ways) => ways.every(isShown)),
    };
  };
}
