/**
 * A release as it comes from a place: whoever may write there could have made it up. What cannot be is refused: it is judged by
 * itself and those before it, never by what responses lie there now, which may have been changed or deleted since.
 */
import * as z from 'zod/mini';
import { packText, unpackText } from '../files/packed-text.ts';
import { endingWith } from '../periods/grid.ts';
import type { Made } from '../releases/close-there.ts';
import type { Released } from '../releases/released.ts';
import type { Instrument, Scoring } from '../survey/instrument/instrument.ts';
import { scoringName } from '../survey/instrument/score.ts';
import { tookBands } from '../survey/response-upgrades.ts';
import type { PairedChange } from './change.ts';
import { scoringsOf } from './counted.ts';
import type { ScoreStatistics } from './group-statistics.ts';
import { modes } from './quality.ts';
import type { Release, ReleasedGroup } from './release.ts';

/** Under which name the releases of an instrument lie at a place. */
export const aboutOf = ({ id, version }: Pick<Instrument, 'id' | 'version'>): string => JSON.stringify([id, version]);

const count = z.int().check(z.nonnegative(), z.maximum(1e9));
const text = z.string().check(z.maxLength(300));
const name = text.check(z.minLength(1));
const number = z.number();
const wave = z.nullable(z.int());
const standing = z.enum(['shown', 'few', 'guard', 'none']);
const estimate = { value: number, interval: z.optional(z.readonly(z.tuple([number, number]))) };
const mean = z.strictObject({ ...estimate, step: number, is: z.optional(z.enum(['at-least', 'at-most'])) });
const period = z.strictObject({ length: z.enum(['month', 'quarter', 'half', 'year']), from: text, to: text });
const why = z.enum(['incomplete', 'twice', 'unfit']);
const codes = z.array(z.int());

const score = z.strictObject({
  ...{ rule: text, from: number, to: number, mean },
  mark: z.optional(
    z.looseObject({
      ...{ name: text, source: z.string().check(z.maxLength(2000)) },
      from: z.optional(number),
      below: z.optional(number),
      count: z.optional(count),
      share: z.optional(z.strictObject(estimate)),
    }),
  ),
  parts: z.optional(z.array(z.strictObject({ from: number, to: number, count }))),
  alpha: z.optional(z.strictObject(estimate)),
});
const item = z.strictObject({
  item: text,
  mean: z.optional(mean),
  parts: z.optional(z.array(z.strictObject({ codes, count }))),
  others: z.optional(count),
  skipped: z.optional(z.union([z.strictObject({ count }), z.strictObject({ atLeast: number })])),
  unasked: z.optional(count),
  mostly: z.optional(z.strictObject({ codes, share: number })),
});
const mode = z.enum(modes);
const quality = z.strictObject({
  ways: z.optional(z.array(z.strictObject({ modes: z.array(mode), count }))),
  took: z.optional(z.array(z.strictObject({ bands: z.array(z.enum(tookBands)), count }))),
  checked: z.optional(count),
  differed: z.optional(count),
  alike: z.optional(count),
  skipped: z.array(
    z.strictObject({
      ...{ item: text, count, of: count },
      byWay: z.optional(z.array(z.strictObject({ modes: z.array(mode), share: number }))),
    }),
  ),
});
const group = z.strictObject({
  ...{
    unit: z.optional(name),
    period,
    n: count,
    isOfSome: z.optional(z.literal(true)),
    left: z.partialRecord(why, count),
    standing,
  },
  allowed: z.strictObject({ marks: z.array(z.boolean()), items: z.array(z.boolean()) }),
  statistics: z.optional(z.strictObject({ scores: z.array(score), items: z.array(item) })),
  quality: z.optional(quality),
  byBackground: z.optional(
    z.array(
      z.strictObject({
        ...{ instrument: text, item: text },
        rows: z.array(z.strictObject({ codes, means: z.array(mean) })),
        items: z.optional(z.array(z.strictObject({ item: text, means: z.array(mean) }))),
      }),
    ),
  ),
  ofShown: z.optional(z.strictObject({ units: z.array(name), n: count, means: z.array(mean) })),
});
/** What a release of results holds. With another one `Released` gets another version: an earlier app must know that it cannot read it. */
export const releaseShape = z.strictObject({
  ...{ month: text, closedOn: z.optional(text), least: count },
  together: z.optional(z.array(z.strictObject({ name, units: z.array(name) }))),
  members: z.array(z.strictObject({ id: z.uuid(), rev: count, unit: name, wave, why: z.optional(why) })),
  waves: z.array(z.strictObject({ wave, groups: z.array(group) })),
  cells: z.array(
    z.strictObject({
      ...{ wave, unit: name },
      cell: z.strictObject({
        n: count,
        inside: z.array(count),
        answered: z.array(count),
        asked: z.optional(z.array(count)),
      }),
    }),
  ),
  changes: z.array(
    z.strictObject({
      ...{ year: text, from: z.int(), to: z.int(), unit: z.optional(name), paired: count, lost: count, fresh: count },
      ...{ standing, means: z.optional(z.array(mean)) },
      began: z.optional(z.strictObject({ stayed: z.array(mean), lost: z.array(mean) })),
    }),
  ),
});

export async function packRelease(instrument: Instrument, release: Release): Promise<Made> {
  const { month, closedOn, least } = release;
  return {
    ...{ about: aboutOf(instrument), month, least, content: await packText(JSON.stringify(release)) },
    ...(closedOn === undefined ? {} : { closedOn }),
  };
}

/** The release that a record holds, after those `before` it; undefined where none could be so. */
export async function openRelease(
  instrument: Instrument,
  { content, least }: Pick<Released, 'content' | 'least'>,
  before: readonly Release[],
): Promise<Release | undefined> {
  const read = releaseShape.safeParse(parsed(await unpackText(content)));
  if (!read.success) return undefined;
  const release = read.data as Release;
  return release.least === least && couldBe(instrument, release, before) ? release : undefined;
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function couldBe(instrument: Instrument, release: Release, before: readonly Release[]): boolean {
  const { month, members, waves, cells, changes } = release;
  const known = new Set(before.flatMap((one) => one.members.map(({ id }) => id)));
  const areNew =
    members.every(({ id }) => !known.has(id)) && new Set(members.map(({ id }) => id)).size === members.length;
  const ofYear = [...before, release].filter((one) => one.month.slice(0, 4) === month.slice(0, 4));
  const counted = (of: number | null, { unit, period }: ReleasedGroup) =>
    ofYear
      .filter((one) => one.month >= period.from && one.month < period.to)
      .flatMap((one) => one.members)
      .filter((one) => one.wave === of && one.why === undefined && (unit === undefined || one.unit === unit)).length;
  const ends = endingWith(month).map((one) => JSON.stringify(one));
  const isGroup = (of: number | null, one: ReleasedGroup) =>
    ends.includes(JSON.stringify({ length: one.period.length, from: one.period.from, to: one.period.to })) &&
    one.n === counted(of, one) &&
    fits(instrument, one.allowed) &&
    (one.standing === 'shown') === (one.statistics !== undefined) &&
    (one.standing !== 'shown' || (one.n >= release.least && isOf(instrument, one))) &&
    hasMore(instrument, one, release.least);
  return (
    areNew &&
    waves.every(({ wave, groups }) => groups.every((one) => isGroup(wave, one) && isOfShown(one, groups))) &&
    cells.every(({ wave, unit, cell }) => {
      const n = members.filter((one) => one.wave === wave && one.unit === unit && one.why === undefined).length;
      const isPart = (few: number) => few <= cell.n;
      return (
        cell.n <= n &&
        fits(instrument, { marks: cell.inside, items: cell.answered }) &&
        (cell.asked === undefined || cell.asked.length === cell.answered.length) &&
        [...cell.inside, ...cell.answered, ...(cell.asked ?? [])].every(isPart)
      );
    }) &&
    (changes.length === 0 || month.endsWith('-12-01')) &&
    changes.every((change) => isChange(instrument, change, release.least))
  );
}

function isChange(instrument: Instrument, change: PairedChange, least: number): boolean {
  const { standing, paired, lost, means, began } = change;
  const isForEach = (of: readonly unknown[] | undefined) => of?.length === scoringsOf(instrument).length;
  if (standing !== 'shown') return !means && !began;
  return (
    paired >= least &&
    isForEach(means) &&
    (!began || (lost >= least && isForEach(began.stayed) && isForEach(began.lost)))
  );
}

/** Whether what only the half-years of all units tell is told of no other group. */
function hasMore(instrument: Instrument, group: ReleasedGroup, least: number): boolean {
  const { unit, period, standing, n, quality, byBackground } = group;
  const isForEach = (of: readonly unknown[]) => of.length === scoringsOf(instrument).length;
  if (!quality && !byBackground) return true;
  return (
    standing === 'shown' &&
    unit === undefined &&
    period.length === 'half' &&
    (!quality || isQualityOf(instrument, n, quality, least)) &&
    (byBackground ?? []).every(
      ({ rows, items = [] }) =>
        rows.length > 1 &&
        rows.every(({ means }) => isForEach(means)) &&
        items.every(
          ({ item, means }) => instrument.items.some(({ id }) => id === item) && means.length === rows.length,
        ),
    )
  );
}

/** Whether what is told in the place of a hidden whole is of units that are shown themselves, and of as many people. */
function isOfShown({ unit, period, standing, ofShown }: ReleasedGroup, groups: readonly ReleasedGroup[]): boolean {
  if (!ofShown) return true;
  const shown = groups.filter(
    (one) =>
      one.unit !== undefined &&
      one.standing === 'shown' &&
      one.period.length === period.length &&
      ofShown.units.includes(one.unit),
  );
  return (
    unit === undefined &&
    standing === 'guard' &&
    shown.length === ofShown.units.length &&
    shown.reduce((sum, { n }) => sum + n, 0) === ofShown.n
  );
}

/** Whether there is one for each rule and one for each item. */
const fits = (instrument: Instrument, { marks, items }: { marks: readonly unknown[]; items: readonly unknown[] }) =>
  marks.length === scoringsOf(instrument).length && items.length === instrument.items.length;

/** Whether what is told of a group is of this instrument, and no count is of more than there are. */
function isOf(instrument: Instrument, { n, statistics }: ReleasedGroup): boolean {
  const ids = new Set(instrument.items.map(({ id }) => id));
  const { scores, items } = statistics!;
  const counts = [
    ...scores.flatMap(({ mark, parts = [] }) => [mark?.count ?? 0, ...parts.map(({ count }) => count)]),
    ...items.flatMap(({ parts = [], others = 0, unasked = 0 }) => [
      others,
      unasked,
      ...parts.map(({ count }) => count),
    ]),
  ];
  return (
    scores.length === scoringsOf(instrument).length &&
    scoringsOf(instrument).every((rule, place) => isByRule(rule, scores[place]!)) &&
    items.every(({ item }) => ids.has(item)) &&
    counts.every((one) => one <= n)
  );
}

/** Whether a score is told by its rule: where its scale begins and ends, and what its mark is called. */
const isByRule = (rule: Scoring, { rule: name, from, to, mark }: ScoreStatistics): boolean =>
  name === scoringName(rule) &&
  from === rule.from &&
  to === rule.to &&
  (mark === undefined || mark.name === rule.marks?.[0]?.name);

/** Whether what is told of the data's quality is of this instrument and of no few. */
function isQualityOf(
  { items }: Instrument,
  n: number,
  { ways = [], took = [], checked = n, differed, alike = n, skipped }: NonNullable<ReleasedGroup['quality']>,
  least: number,
): boolean {
  const isCount = (count: number) => count >= least && count <= n;
  return (
    [...ways, ...took, { count: checked }, { count: alike }].every(({ count }) => isCount(count)) &&
    (differed === undefined || (isCount(differed) && checked - differed >= least)) &&
    skipped.every(({ item, count, of }) => items.some(({ id }) => id === item) && count >= least && of - count >= least)
  );
}
