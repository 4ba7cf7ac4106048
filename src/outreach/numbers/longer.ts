/**
 * What is told of quarters, half-years and years, beside all that was told of the months in them (`disclosure/over-time.ts`).
 * Their sums may tell more than their months do: three months with four each are a quarter with twelve. Their inside, by place,
 * organisation and time of day, is added up of what was told of the months and says nothing new: a place that went by other
 * months than the rest would else be found from sums that it is no part of.
 */
import { type EndOfMonth, groupKey, isSafe, nobody, suppressMonth } from '../../disclosure/over-time.ts';
import { type PublishedNumber, type Suppression, smallest } from '../../disclosure/suppression.ts';
import { endingWith } from '../../periods/grid.ts';
import { partsOf } from '../../periods/parts.ts';
import type { Period } from '../../periods/periods.ts';
import { breakdowns, type CountedNumbers, type Numbers } from './counted.ts';
import { holdFromKnown } from './longer-known.ts';
import { type Published, type ToldNumbers, toldOf } from './publish.ts';
import { keyOf, ofEncounters, wholes } from './subjects.ts';

/** What was told of a period. */
export interface ToldPeriod {
  period: Period;
  published: Published;
}

/** A month that was closed: what was counted, and what was told of the periods that ended with it. */
export interface ClosedMonth {
  /** Its first day. */
  month: string;
  counted: CountedNumbers;
  /** What one person may know of it, each by itself; absent where an earlier version of the app closed it. */
  known?: ReadonlyMap<string, Numbers>;
  told: readonly ToldPeriod[];
}

/** A small number could be at least so many. */
const values = 3;

/** What is told of the longer periods that end with the last of these months, all of one year; of the month itself it is told. */
export async function tellLonger(
  ofYear: readonly ClosedMonth[],
  breathe: () => Promise<void> | undefined,
): Promise<ToldPeriod[]> {
  const { month } = ofYear.at(-1)!;
  const longer = endingWith(month).filter(({ length }) => length !== 'month');
  if (longer.length === 0) return [];
  const keys = [...new Set(ofYear.flatMap(({ counted }) => [...counted.all.keys()]))];
  const standings: LongerStandings = new Map();
  for (const whole of wholes) await standWhole(ofYear, keys, whole, standings, breathe);
  for (const key of keys) {
    if (!standings.has(key)) standAlone(ofYear, key, standings);
    await breathe();
  }
  await holdFromKnown(ofYear, longer, keys, standings, breathe);
  return longer.map((period) => {
    const months = ofYear.filter((one) => one.month >= period.from && one.month < period.to);
    const all: ToldNumbers = new Map(
      keys.map((key) => {
        const is = standings.get(key)?.get(groupKey(undefined, period)) ?? 'few';
        return [key, told(is, sumOf(months, key))];
      }),
    );
    return { period, published: { all, by: insideOf(period, months, all) } };
  });
}

/** How the number of each key stands in each longer period, by `groupKey` of all. */
export type LongerStandings = Map<string, Map<string, Suppression>>;

const numberIn = ({ counted }: ClosedMonth, key: string) => counted.all.get(key) ?? 0;
const sumOf = (months: readonly ClosedMonth[], key: string) =>
  months.reduce((sum, month) => sum + numberIn(month, key), 0);
const told = (is: Suppression, n: number): PublishedNumber =>
  is === 'shown' ? { is, n } : { is: is === 'guard' ? is : 'few' };

/** The year so far as a table of these keys by month. Their sum is `whole`, or each other where there is but one. */
function yearOf(
  ofYear: readonly ClosedMonth[],
  keys: readonly string[],
  whole: string,
  standings: LongerStandings,
): EndOfMonth {
  const earlier = new Map<string, Suppression>();
  const ceilings = new Map<string, number>();
  for (const { told: periods } of ofYear)
    for (const { period, published } of periods) {
      for (const key of keys) earlier.set(groupKey(key, period), toldOf(published.all, key).is);
      earlier.set(groupKey(undefined, period), toldOf(published.all, whole).is);
    }
  for (const [key, is] of standings.get(whole) ?? []) earlier.set(key, is);
  // A month in which nothing at all was logged hides nothing; of another that there was none of something is not told.
  const active = ofYear.filter(({ counted }) => [...counted.all.values()].some((n) => n > 0));
  // Where all that is hidden of a sum is none, its month has told so.
  const isOpen = (one: ClosedMonth, key: string) =>
    earlier.get(groupKey(key, { length: 'month', from: one.month })) !== 'shown';
  const isNone = (one: ClosedMonth) =>
    keys.length > 1 && keys.every((key) => !isOpen(one, key) || numberIn(one, key) === 0);
  const counts = new Map(
    keys.map((key) => [
      key,
      new Map(active.map((one) => [one.month, numberIn(one, key) || (isNone(one) ? 0 : nobody)] as const)),
    ]),
  );
  for (const key of keys.filter((one) => ofEncounters.some((subject) => subject === keyOf(one))))
    for (const one of ofYear)
      for (const unit of [key, undefined])
        ceilings.set(groupKey(unit, { length: 'month', from: one.month }), numberIn(one, 'met'));
  return { counts, earlier, month: ofYear.at(-1)!.month, least: smallest, values, ceilings };
}

/** A number that is no part of a sum, or the sum itself. In periods of `withheld` it is not told. */
function standAlone(
  ofYear: readonly ClosedMonth[],
  key: string,
  standings: LongerStandings,
  withheld: readonly Period[] = [],
): void {
  standings.delete(key);
  const end = yearOf(ofYear, [key], key, standings);
  const hidden = new Set(withheld.map((period) => groupKey(undefined, period)));
  const standing = suppressMonth({ ...end, withheld: hidden });
  // Alone it is its own sum: it is told where both are.
  const both = (period: Period) =>
    [groupKey(key, period), groupKey(undefined, period)].map((one) => standing.get(one)!).find((is) => is !== 'shown');
  standings.set(
    key,
    new Map(longerOf(end).map((period) => [groupKey(undefined, period), both(period) ?? 'shown'] as const)),
  );
}

const longerOf = ({ month }: EndOfMonth) => endingWith(month).filter(({ length }) => length !== 'month');

/** A sum and each way in which it is parted. It is told where every parting can be told beside it. */
async function standWhole(
  ofYear: readonly ClosedMonth[],
  keys: readonly string[],
  { key, within, subjects }: (typeof wholes)[number],
  standings: LongerStandings,
  breathe: () => Promise<void> | undefined,
): Promise<void> {
  const longer = endingWith(ofYear.at(-1)!.month).filter(({ length }) => length !== 'month');
  const isTold = (one: string, period: Period) => standings.get(one)?.get(groupKey(undefined, period)) === 'shown';
  standAlone(
    ofYear,
    key,
    standings,
    longer.filter((period) => within !== undefined && !isTold(within, period)),
  );
  const partings = subjects.map((subject) => keys.filter((one) => one.startsWith(`${subject}:`)));
  const stand = async (): Promise<boolean> => {
    let isSafely = true;
    for (const parts of partings) {
      const end = yearOf(ofYear, parts, key, standings);
      const standing = suppressMonth(end);
      isSafely &&= isSafe(end, standing);
      for (const one of parts)
        standings.set(
          one,
          new Map(
            longer.map(
              (period) => [groupKey(undefined, period), standing.get(groupKey(one, period)) ?? 'few'] as const,
            ),
          ),
        );
      await breathe();
    }
    return isSafely;
  };
  if (await stand()) return;
  standAlone(ofYear, key, standings, longer);
  await stand();
}

/** The parts of a longer period: its months as they were told, and of the other ways what their months add up to. */
function insideOf(period: Period, months: readonly ClosedMonth[], all: ToldNumbers): Published['by'] {
  const monthOf = (one: ClosedMonth) => one.told.find(({ period: { length } }) => length === 'month')!.published;
  const byTime = new Map(
    partsOf(period).map((from) => {
      const one = months.find(({ month }) => month === from);
      return [from, one ? monthOf(one).all : (new Map() as ToldNumbers)] as const;
    }),
  );
  const ways = breakdowns.filter((way) => way !== 'time');
  const rowsOf = (way: string) => [
    ...new Set(months.flatMap(({ counted }) => [...(counted.by.get(way)?.keys() ?? [])])),
  ];
  const added = (way: string, row: string): ToldNumbers => {
    const in_ = (one: ClosedMonth): Numbers | undefined => one.counted.by.get(way)?.get(row);
    // A month in which nothing was logged there adds nothing; that nobody went there is the team's own work.
    const those = months.filter((one) => (in_(one)?.size ?? 0) > 0);
    return new Map(
      [...all].map(([key, { is }]): [string, PublishedNumber] => {
        const parts = those.map((one) => toldOf(monthOf(one).by.get(way)?.get(row), key));
        if (those.length === 0 || is === 'few') return [key, { is: 'few' }];
        if (!parts.every((part) => part.is === 'shown')) return [key, { is: 'guard' }];
        return [key, { is: 'shown', n: parts.reduce((sum, part) => sum + (part.is === 'shown' ? part.n : 0), 0) }];
      }),
    );
  };
  return new Map([
    ['time', byTime],
    ...ways.map((way) => [way, new Map(rowsOf(way).map((row) => [row, added(way, row)]))] as const),
  ]);
}
