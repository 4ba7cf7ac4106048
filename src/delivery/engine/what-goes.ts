/** What leaves this device next by the organisation's `retention`, and what stays and why: to be looked at. Nothing is changed. */
import { daysKept, type KeptSort, keptSorts } from '../../setup/organisation.ts';
import { organisation } from '../../setup/organisation-store.ts';
import { type Stays, standingsOf } from '../../store/evict-delivered.ts';
import type { IsCounted } from './evict-old.ts';
import { type Group, type Needed, oldGroups } from './old-groups.ts';

/** Why something stays: what is needed here or not delivered; `not-counted`: the numbers that it is in are not made yet. */
export type WhyStays = Needed | Stays | 'not-counted';

/** One sort of records. */
export interface SortGoes {
  sort: KeptSort;
  /** How many days after their delivery they go; undefined: until a person deletes them. */
  days: number | undefined;
  /** How many there are. */
  all: number;
  /** From when on (ms since 1970) how many go, the first at the top: empty where no days are said. */
  goes: { at: number; count: number }[];
  stays: Map<WhyStays, number>;
}

const day = 86_400_000;

/** Every sort. `dayOf`: the day that a moment is of; what goes on one day is told together. */
export async function whatGoes<T>(isCounted: IsCounted, dayOf: (at: number) => T): Promise<SortGoes[]> {
  const found: SortGoes[] = [];
  for (const sort of keptSorts) found.push(await sortGoes(sort, isCounted, dayOf));
  return found;
}

async function sortGoes<T>(sort: KeptSort, isCounted: IsCounted, dayOf: (at: number) => T): Promise<SortGoes> {
  const days = daysKept(organisation(), sort);
  const groups: Group[] = [];
  for await (const group of oldGroups(sort)) groups.push(group);
  const standings = await standingsOf(groups.map(({ ids }) => ids));
  const told: SortGoes = { sort, days, all: 0, goes: [], stays: new Map() };
  const byDay = new Map<T, { at: number; count: number }>();
  for (const [index, group] of groups.entries()) {
    const standing = standings[index];
    if (!standing) continue;
    told.all += 1;
    if (days === undefined) continue;
    const why = 'stays' in standing ? standing.stays : await whyNeeded(sort, group, isCounted);
    if (why) told.stays.set(why, (told.stays.get(why) ?? 0) + 1);
    if (why || 'stays' in standing) continue;
    const at = standing.deliveredAt + days * day;
    const held = byDay.get(dayOf(at));
    byDay.set(dayOf(at), { at: Math.min(at, held?.at ?? at), count: (held?.count ?? 0) + 1 });
  }
  told.goes = [...byDay.values()].sort((one, other) => one.at - other.at);
  return told;
}

const whyNeeded = async (sort: KeptSort, group: Group, isCounted: IsCounted): Promise<WhyStays | undefined> =>
  group.needed ?? ((await isCounted(sort, group)) ? undefined : 'not-counted');
