/**
 * What an outing counts for in the numbers of the team's own work, kept when it leaves the device by the organisation's days: its day,
 * places, partners, hours and workers. Sealed like everything here, a month together, so that last year's numbers stand.
 */
import { wallDate } from '../../i18n/wall-time.ts';
import type { Period } from '../../periods/periods.ts';
import { belonging, find } from '../../store/find.ts';
import { keepLocal, localNames, readLocal } from '../../store/local-only.ts';
import { Debrief } from '../debrief/debrief.ts';
import { Outing } from '../outing.ts';
import { type OutingCounted, outingsIn } from './gathered.ts';

const beginning = 'outings-counted:';
const nameOf = (at: string) => `${beginning}${wallDate(at).slice(0, 7)}`;

/** Keeps what these outings count for, each once. Rejects with `NotKept`; nothing may go then. */
export async function keepCounted(ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const outing = await find(Outing, id);
    const [counted] = outing ? outingsIn({ outings: [outing], debriefs: await belonging(Debrief, id) }) : [];
    if (!counted) continue;
    const name = nameOf(counted.at);
    const held = (await readLocal<OutingCounted[]>(name)) ?? [];
    if (held.some((one) => one.ids.includes(id))) continue;
    // The day is enough to count by.
    await keepLocal(name, [...held, { ...counted, at: `${wallDate(counted.at)}T12:00:00.000Z` }]);
  }
}

/** These outings, and those of a period that were kept when they left, each once. */
export async function withKept(
  outings: readonly OutingCounted[],
  { from, to }: Pick<Period, 'from' | 'to'>,
): Promise<OutingCounted[]> {
  const here = new Set(outings.flatMap(({ ids }) => ids));
  const months = (await localNames(beginning)).filter((name) => {
    const month = name.slice(beginning.length);
    return month >= from.slice(0, 7) && month <= to.slice(0, 7);
  });
  const kept = (await Promise.all(months.map((name) => readLocal<OutingCounted[]>(name)))).flatMap((all) => all ?? []);
  const isIn = ({ at }: OutingCounted) => wallDate(at) >= from && wallDate(at) < to;
  return [...outings, ...kept.filter((one) => isIn(one) && !one.ids.some((id) => here.has(id)))];
}
