/** What many devices saw, looked at by theme, area and time: told only where enough of it was seen. */
import { smallest } from '../../disclosure/suppression.ts';
import { daysOn, wallDate } from '../../i18n/wall-time.ts';
import type { Phenomenon } from '../../outreach/follow-up/phenomenon.ts';
import type { ToldPeriod } from '../../outreach/numbers/longer.ts';
import { whereOf } from '../../outreach/numbers/parts.ts';
import { couldNotBeHad } from '../need-source.ts';
import type { ReportedNeed } from './social-report.ts';

/** What is looked at: all themes, areas and days where none is named. */
export interface Looked {
  topics: readonly string[];
  area: string;
  from: string;
  until: string;
}

export type Areas = ReadonlyMap<string, string>;

/** What may be told of some phenomena: they themselves, by theme, or that they are fewer than are ever told. */
export type ToldPhenomena = { is: 'told'; phenomena: readonly Phenomenon[] } | { is: 'few' } | { is: 'none' };

const isIn = (one: Phenomenon, { topics, area, from, until }: Looked, areas: Areas): boolean => {
  const day = wallDate(one.at);
  return (
    (topics.length === 0 || topics.includes(one.topic)) &&
    (!area || whereOf(one.place, areas) === area) &&
    (!from || day >= from) &&
    (!until || day <= until)
  );
};

/** The order tells nothing of who logged one, nor when: by theme, then by its words. */
const byTheme = (a: Phenomenon, b: Phenomenon) => a.topic.localeCompare(b.topic) || a.text.localeCompare(b.text, 'fi');

/** The phenomena that are looked at; nothing of fewer than the smallest number, not even how many. */
export function gatherPhenomena(all: readonly Phenomenon[], looked: Looked, areas: Areas): ToldPhenomena {
  const phenomena = all.filter((one) => isIn(one, looked, areas));
  if (all.length === 0) return { is: 'none' };
  return phenomena.length < smallest ? { is: 'few' } : { is: 'told', phenomena: phenomena.sort(byTheme) };
}

/** The areas to choose from: of which enough was seen to be told. */
export function areasOf(all: readonly Phenomenon[], areas: Areas): string[] {
  const counts = new Map<string, number>();
  for (const { place } of all) counts.set(whereOf(place, areas), (counts.get(whereOf(place, areas)) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count >= smallest)
    .map(([area]) => area)
    .sort((a, b) => a.localeCompare(b, 'fi'));
}

/**
 * How often something could not be had, as it was released: of each theme that is looked at the number of the latest period in
 * the days that are looked at, of the area where one is chosen. Nothing is released for it.
 */
export function releasedNeeds(told: readonly ToldPeriod[], { topics, area, from, until }: Looked): ReportedNeed[] {
  const within = told.filter(
    ({ period }) => (!from || period.from >= from) && (!until || daysOn(period.to, -1) <= until),
  );
  const ofArea = within.flatMap(({ period, published }): ToldPeriod[] => {
    if (!area) return [{ period, published }];
    const numbers = published.by.get('where')?.get(area);
    return numbers ? [{ period, published: { ...published, all: numbers } }] : [];
  });
  return couldNotBeHad(ofArea).flatMap((source) =>
    source.is === 'unmet' && (topics.length === 0 || topics.includes(source.topic))
      ? [
          {
            topic: source.topic as ReportedNeed['topic'],
            ...(area && { area }),
            ...{ from: source.period.from, to: source.period.to, count: source.count },
          },
        ]
      : [],
  );
}
