/**
 * Questions that nearly all of a small group answered at one end are withheld of it (`item-statistics.ts`). Here those of other groups are, of which
 * adding and subtracting would tell the end all the same: a quarter less its other months, all units less the others.
 */

import { endGiven, type FromEnds } from '../disclosure/end-given.ts';
import { type EndOfMonth, groupKey, networkOf } from '../disclosure/over-time.ts';
import { type Ends, roundingStep } from '../disclosure/told-mean.ts';
import { periodOf } from '../periods/periods.ts';
import { codesOf, hasEnds, type Instrument } from '../survey/instrument/instrument.ts';
import type { CountedResponse } from './counted.ts';
import { itemsTogether, withholdItems } from './group-statistics.ts';
import { isNearEnd, isToldItem } from './item-statistics.ts';
import type { ReleasedGroup } from './release.ts';

/** Who is counted in a unit's month; without a response where it is no longer there as it was. */
export interface InCell {
  unit: string;
  month: string;
  counted: CountedResponse | undefined;
}

interface OfMonth {
  instrument: Instrument;
  people: readonly InCell[];
  /** The groups that end now, of which items are taken away, and those of the year that were released before, by `groupKey`. */
  groups: readonly ReleasedGroup[];
  before: ReadonlyMap<string, ReleasedGroup>;
  end: Pick<EndOfMonth, 'month' | 'least' | 'earlier'>;
}

export function withholdEnds(of: OfMonth): void {
  const { instrument, groups, before } = of;
  const known = new Map([...before, ...groups.map((group) => [groupKey(group.unit, group.period), group] as const)]);
  const items = inNetworks(itemsWithEnds(of), of.end);
  for (const ids of itemsTogether(instrument)) {
    const mine = items.filter(({ id }) => ids.has(id));
    for (let given = groupGiving(of, mine, known); given; given = groupGiving(of, mine, known))
      given.statistics = { ...given.statistics!, items: withholdItems(given.statistics!.items, ids) };
  }
}

/** An item of which means are told, and how its answers lie in each unit's months. */
interface ItemWithEnds {
  id: string;
  ends: Ends;
  cells: Map<string, Map<string, FromEnds>>;
}

/** The same with the groups of those who answered it, and its answers by `groupKey` of a unit's month. */
interface ItemInNetwork extends Pick<ItemWithEnds, 'id' | 'ends'> {
  network: ReturnType<typeof networkOf>;
  answersOf: ReadonlyMap<string, FromEnds>;
}

/** What as many answered in each unit's months, as most items of an instrument were, shares its groups. */
function inNetworks(items: readonly ItemWithEnds[], end: OfMonth['end']): ItemInNetwork[] {
  const networks = new Map<string, ItemInNetwork['network']>();
  return items.map(({ id, ends, cells }) => {
    const counts = new Map(
      [...cells].map(([unit, months]) => [unit, new Map([...months].map(([at, { n }]) => [at, n]))]),
    );
    const alike = JSON.stringify([...counts].map(([unit, months]) => [unit, ...months]));
    const network = networks.get(alike) ?? networkOf({ ...end, counts });
    networks.set(alike, network);
    const answersOf = new Map(
      [...cells].flatMap(([unit, months]) =>
        [...months].map(([at, cell]) => [groupKey(unit, periodOf('month', at)), cell] as const),
      ),
    );
    return { id, ends, network, answersOf };
  });
}

/** A group that ends now by which the end of one of the items would be known; undefined where there is none. */
function groupGiving(
  { end }: OfMonth,
  items: readonly ItemInNetwork[],
  known: ReadonlyMap<string, ReleasedGroup>,
): ReleasedGroup | undefined {
  for (const { id, ends, network, answersOf } of items) {
    const { groups, size } = network;
    const told = new Set(
      groups
        .map(({ key }) => key)
        .filter((key) => {
          const item = known.get(key)?.statistics?.items.find((one) => one.item === id);
          return item !== undefined && isToldItem(item);
        }),
    );
    const hidden = groups.filter(({ key }) => !told.has(key));
    const isNear = (n: number, distance: number) => isNearEnd(n, distance / n, ends, roundingStep(n, ends), end.least);
    const side = endGiven(size, hidden, (key) => answersOf.get(key)!, isNear);
    if (!side) continue;
    const across = groups.filter(
      ({ key, isOpen, ends: [a, b] }) => isOpen && told.has(key) && side.has(a) !== side.has(b),
    );
    // A sum says less than what it is made of, and a longer one is told less often: these go first.
    const [first] = across.sort((a, b) => Number(b.isSum) - Number(a.isSum) || b.n - a.n);
    if (first) return known.get(first.key);
  }
  return undefined;
}

/** Looks at each response once. */
function itemsWithEnds({ instrument, people }: OfMonth): ItemWithEnds[] {
  const items = instrument.items.flatMap(({ id }, place) => {
    const ends = endsOf(instrument, place);
    return ends ? [{ id, place, ends, cells: new Map<string, Map<string, FromEnds>>() }] : [];
  });
  for (const { unit, month, counted } of people) {
    const answers = counted?.given.answers;
    for (const { place, ends, cells } of items) {
      const answer = answers?.[place];
      if (answers && answer == null) continue;
      const months = cells.get(unit) ?? new Map<string, FromEnds>();
      cells.set(unit, months);
      const cell = months.get(month) ?? { n: 0, toTop: 0, toBottom: 0 };
      months.set(month, cell);
      cell.n += 1;
      if (answer == null) continue;
      cell.toTop += ends.to - answer;
      cell.toBottom += answer - ends.from;
    }
  }
  return items;
}

/** The ends of what an item can be answered with, where means of it are told. */
export function endsOf(instrument: Instrument, place: number): Ends | undefined {
  const item = instrument.items[place]!;
  if (item.type === 'number') {
    return hasEnds(item) ? { from: item.min, to: item.max, unit: 1 } : undefined;
  }
  if (item.type !== 'scale') return undefined;
  const codes = codesOf(instrument, item);
  return codes.length > 1 ? { from: Math.min(...codes), to: Math.max(...codes), unit: 1 } : undefined;
}
