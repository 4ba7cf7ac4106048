/**
 * Items that were asked of some: a rule brought them, by what was answered before. How many were asked is how many answered so,
 * and whoever was not asked is no cover for those who were.
 */
import type { Instrument } from '../survey/instrument/instrument.ts';
import { bringingAnswer } from '../survey/instrument/rules.ts';
import type { CountedResponse } from './counted.ts';
import type { ItemStatistics } from './item-statistics.ts';
import { type Telling, wasAsked } from './telling.ts';

/** Parts a group: people of whom this says the same are told as one number. */
type Way = (one: CountedResponse) => unknown;

/**
 * Tells of the items of a group, in their order, who was asked; undefined where nothing of it may be told. That is where all
 * were asked or few, and where together with what is told of the answers before, and of other items that were asked of some, a
 * number of few would be left.
 */
export function askedGroups(
  instrument: Instrument,
  group: readonly CountedResponse[],
  { isWhole, least, items }: Pick<Telling, 'isWhole' | 'least' | 'items'>,
): (place: number, told: readonly ItemStatistics[]) => readonly CountedResponse[] | undefined {
  let ways: Way[] = [];
  const unseen = new Set(group.flatMap(({ given }) => given.unseen ?? []));
  const isFew = (many: number) => many < least;
  return (place, told) => {
    const { id, showWhen } = instrument.items[place]!;
    if (!showWhen && !unseen.has(id)) return group;
    if (!items[place]) return undefined;
    const asked = group.filter((one) => wasAsked(instrument, one, place));
    if (isFew(asked.length) || isFew(group.length - asked.length)) return undefined;
    // Of all units in a half-year it is told how many: there the answers before must be told too.
    const before = isWhole ? waysBefore(instrument, place, told) : [];
    if (!before) return undefined;
    const all: Way[] = [...ways, ...before, (one) => wasAsked(instrument, one, place)];
    const alike = new Map<string, number>();
    for (const one of group) {
      const key = JSON.stringify(all.map((way) => way(one)));
      alike.set(key, (alike.get(key) ?? 0) + 1);
    }
    if ([...alike.values()].some(isFew)) return undefined;
    ways = all;
    return asked;
  };
}

/** How the answer that a rule looks at is told; undefined where the one that brings the item is not told by itself. */
function waysBefore(instrument: Instrument, place: number, told: readonly ItemStatistics[]): Way[] | undefined {
  const { showWhen } = instrument.items[place]!;
  const rule = showWhen && bringingAnswer(showWhen);
  if (!rule) return undefined;
  const at = instrument.items.findIndex(({ id }) => id === rule.item);
  const parts = told.find(({ item }) => item === rule.item)?.parts;
  if (!parts?.some(({ codes }) => codes.length === 1 && codes[0] === rule.value)) return undefined;
  if (instrument.items[at]!.type === 'several')
    return [({ given }) => given.several?.[rule.item]?.includes(rule.value) ?? false];
  return [({ given }) => parts.findIndex(({ codes }) => codes.includes(given.answers[at]!))];
}
