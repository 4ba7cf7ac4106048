/**
 * Releases: what is told of the people who answered, once a month has ended. Each month is closed once. What was told then
 * stands, whatever comes, goes or is set afterwards: a response that comes late is counted in the month that ends next, and
 * what is told later is suppressed together with what was told before (`disclosure/over-time.ts`).
 */
import { groupKey, type MonthCounts, nobody, suppressMonth, suppressSides } from '../disclosure/over-time.ts';
import { wallDate } from '../i18n/wall-time.ts';
import { monthOn } from '../periods/days.ts';
import { endingWith, lastEnded, monthsOfYear } from '../periods/grid.ts';
import { type Period, periodOf } from '../periods/periods.ts';
import type { Instrument } from '../survey/instrument/instrument.ts';
import { type Answered, inAnswerOrder } from './answered.ts';
import { type BackgroundItem, byBackground } from './by-background.ts';
import { type PairedChange, pairedChanges } from './change.ts';
import {
  type CountedResponse,
  inWaves,
  isScoreOfSome,
  type Placed,
  type ResponsesOfWave,
  scoreStep,
  scoringsOf,
  type WhyLeft,
} from './counted.ts';
import { withholdEnds } from './ends-untold.ts';
import { scoreMean, statisticsOf } from './group-statistics.ts';
import { isToldItem } from './item-statistics.ts';
import { qualityOf } from './quality.ts';
import { cellOf, type MonthCell, type Tellable, tellings } from './telling.ts';
import { sizesTold, type Together, toldAs } from './together.ts';
import type { ResultGroup } from './wave-results.ts';

/** A response that a release was made of. */
export interface Member {
  id: string;
  rev: number;
  unit: string;
  wave: number | null;
  /** Why it was left out; absent where it counts. */
  why?: WhyLeft;
}

/** A group as it was released, with what was allowed to be told of it beside its number. */
export interface ReleasedGroup extends ResultGroup {
  n: number;
  /** A rule brought what the score counts: how many there are is told only where the group is shown. */
  isOfSome?: true;
  allowed: Tellable;
}

/** One month of one version of an instrument, closed. */
export interface Release {
  /** Its first day. */
  month: string;
  /** The day on which it was closed before its end, with the survey. */
  closedOn?: string;
  /** The smallest group that was shown. */
  least: number;
  members: Member[];
  /** The units that are told as one in its year; absent where none are. */
  together?: readonly Together[];
  /** What is told of each group whose period ended with the month. */
  waves: { wave: number | null; groups: ReleasedGroup[] }[];
  /** What may be told later is worked out from these too: by wave and unit. */
  cells: { wave: number | null; unit: string; cell: MonthCell }[];
  /** With December: how people's answers changed in the year. */
  changes: PairedChange[];
}

export interface Closing {
  /** The smallest group that is shown. */
  least: number;
  /** A day (in Finland): what has ended by it is closed. */
  today: string;
  /** How many people each unit has, where the organisation says so. */
  sizes?: ReadonlyMap<string, number> | undefined;
  /** What is hidden too for a small unit's sake. */
  toProtect?: 'unit' | 'whole' | undefined;
  /** Small units that are told as one, from the first release of a year on. */
  together?: readonly Together[] | undefined;
  /** Questions of the background that scores are told by. */
  backgrounds?: readonly BackgroundItem[] | undefined;
  /** The survey is closed for good on that day, and with it the month that runs. */
  isOver?: boolean;
}

/**
 * The releases of the months that have ended and are not closed, in order, after those made `earlier`. `breathe` is called
 * after each piece of the work; `around` says what is known of the responses' other parts.
 */
export async function newReleases(
  instrument: Instrument,
  responses: readonly Answered[],
  earlier: readonly Release[],
  closing: Closing,
  breathe: () => Promise<void> | undefined,
  around: Pick<OneMonth, 'isFirst' | 'everywhere'>,
): Promise<Release[]> {
  const { today, sizes, isOver = false } = closing;
  const togetherIn = (month: string) =>
    earlier.some((one) => sameYear(one.month, month))
      ? earlier.find((one) => sameYear(one.month, month))!.together
      : closing.together;
  const last =
    earlier
      .map(({ month }) => month)
      .sort()
      .at(-1) ?? '';
  const isTogether = [closing, ...earlier].some(({ together = [] }) => together.length > 0);
  const asCounted = ({ given, month }: Placed): Placed => ({
    month,
    given: { ...given, unit: toldAs(given.unit, togetherIn(month) ?? []) },
  });
  const inMonths = inPlace(responses, earlier, last);
  const placed = isTogether ? inMonths.map(asCounted) : inMonths;
  const waves = await inWaves(instrument, placed, breathe);
  const fresh = membersOf(waves, earlier);
  const isOfSome = isScoreOfSome(instrument, waves);
  const all = [...earlier];
  const lastClosed = isOver ? monthOn(today, 0) : lastEnded(today);
  for (const year of yearsOf([...fresh.keys(), ...earlier.map(({ month }) => month)])) {
    for (const month of monthsOfYear(year)) {
      if (month <= last || month > lastClosed) continue;
      const ofYear = all.filter((one) => one.month.slice(0, 4) === month.slice(0, 4));
      const members = fresh.get(month) ?? [];
      if (members.length === 0 && ofYear.length === 0) continue;
      const together = togetherIn(month) ?? [];
      const of = { ...closing, ...around, instrument, month, members, ofYear, waves, isOfSome, together };
      const inAll = { ...of, sizes: sizesTold(sizes, together) };
      const release = await close(inAll, breathe);
      all.push(month > lastEnded(today) ? { ...release, closedOn: today } : release);
    }
  }
  return all.slice(earlier.length);
}

/** Each response in the month that it is counted in, in the order in which they are. */
function inPlace(responses: readonly Answered[], earlier: readonly Release[], last: string): Placed[] {
  const released = new Map(earlier.flatMap(({ month, members }) => members.map(({ id }) => [id, month] as const)));
  const late = last && monthOn(last, 1);
  const monthIn = ({ id, at }: Answered) => {
    const own = monthOn(wallDate(at), 0);
    return released.get(id) ?? (own > last ? own : late);
  };
  return inAnswerOrder(responses)
    .map((given) => ({ given, month: monthIn(given) }))
    .sort((a, b) => a.month.localeCompare(b.month));
}

/** Those that no release was made of yet, by month. */
function membersOf(waves: readonly ResponsesOfWave[], earlier: readonly Release[]): Map<string, Member[]> {
  const known = new Set(earlier.flatMap(({ members }) => members.map(({ id }) => id)));
  const fresh = new Map<string, Member[]>();
  const take = (month: string, { id, rev, unit }: Answered, wave: number | null, why?: WhyLeft) => {
    if (known.has(id)) return;
    const held = fresh.get(month) ?? [];
    fresh.set(month, held);
    held.push({ id, rev, unit, wave, ...(why ? { why } : {}) });
  };
  for (const { wave, counted, leftOut } of waves) {
    for (const { given, period } of counted) take(period, given, wave);
    for (const { given, period, why } of leftOut) take(period, given, wave, why);
  }
  return fresh;
}

const sameYear = (one: string, other: string) => one.slice(0, 4) === other.slice(0, 4);

const yearsOf = (months: readonly string[]): string[] =>
  [...new Set(months.map((month) => `${month.slice(0, 4)}-01-01`))].sort();

interface OneMonth extends Pick<Closing, 'toProtect' | 'backgrounds'> {
  instrument: Instrument;
  month: string;
  members: Member[];
  /** The releases of the same year that were made before. */
  ofYear: readonly Release[];
  waves: readonly ResponsesOfWave[];
  least: number;
  sizes: Closing['sizes'];
  /** Whether a rule brings what the score counts. */
  isOfSome: boolean;
  /** Of which responses this is the first instrument that was asked. */
  isFirst: (id: string) => boolean;
  /** All responses, of every instrument. */
  everywhere: readonly Answered[];
  together: readonly Together[];
}

/** A response of a release, in its month; undefined where it is no longer there as it was. */
interface InMonth {
  member: Member;
  month: string;
  counted: CountedResponse | undefined;
  /** What was left out of the score and is there as it was. */
  leftOut: Answered | undefined;
}

async function close(of: OneMonth, breathe: () => Promise<void> | undefined): Promise<Release> {
  const { instrument, month, members, ofYear, waves, least } = of;
  const there = new Map(
    waves.flatMap(({ wave, counted }) => counted.map((one) => [one.given.id, { wave, one }] as const)),
  );
  const left = new Map(
    waves.flatMap(({ wave, leftOut }) => leftOut.map((one) => [one.given.id, { wave, one }] as const)),
  );
  const { together } = of;
  const release: Release = {
    ...{ month, least, members, waves: [], cells: [], changes: [] },
    ...(together.length > 0 ? { together } : {}),
  };
  const everyone = [...ofYear, release].flatMap(({ month: inMonth, members: its }) =>
    its.map((member): InMonth => {
      const held = there.get(member.id);
      const isSame = (one: typeof held | ReturnType<typeof left.get>) =>
        one?.wave === member.wave && one.one.given.rev === member.rev && one.one.unit === member.unit;
      const out = left.get(member.id);
      return {
        ...{ member, month: inMonth, counted: isSame(held) ? held!.one : undefined },
        leftOut: isSame(out) && out!.one.why === member.why ? out!.one.given : undefined,
      };
    }),
  );
  const inOrder = [...new Set(everyone.map(({ member }) => member.wave))].sort((a, b) => (a ?? -1) - (b ?? -1));
  for (const wave of inOrder) {
    const ofWave = everyone.filter(({ member }) => member.wave === wave);
    const now = ofWave.filter((one) => one.month === month);
    for (const unit of new Set(now.map(({ member }) => member.unit))) {
      const people = now.flatMap(({ member, counted }) => (member.unit === unit && counted ? [counted] : []));
      release.cells.push({ wave, unit, cell: cellOf(instrument, people) });
    }
    const cells = cellsOf([...ofYear, release], wave);
    release.waves.push({ wave, groups: await groupsOf({ ...of, wave, ofWave, cells }, breathe) });
  }
  if (month.endsWith('-12-01')) release.changes = changesOf(of, release, everyone, inOrder);
  return release;
}

/** How many have no score, by unit and month; nobody is not told either. */
function unscored(ofWave: readonly InMonth[]): MonthCounts {
  const counts = new Map<string, Map<string, number>>();
  for (const { member, month } of ofWave) {
    const months = counts.get(member.unit) ?? new Map<string, number>();
    counts.set(member.unit, months);
    const before = months.get(month) ?? nobody;
    if (member.why === 'incomplete') months.set(month, before === nobody ? 1 : before + 1);
    else months.set(month, before);
  }
  return counts;
}

interface OneWave extends OneMonth {
  wave: number | null;
  ofWave: readonly InMonth[];
  /** Of the year so far, by unit and month. */
  cells: ReadonlyMap<string, ReadonlyMap<string, MonthCell>>;
}

async function groupsOf(of: OneWave, breathe: () => Promise<void> | undefined): Promise<ReleasedGroup[]> {
  const { instrument, month, ofYear, least, sizes, isOfSome, isFirst, wave, ofWave, cells, toProtect } = of;
  const units = [...new Set(ofWave.map(({ member }) => member.unit))].sort((a, b) => a.localeCompare(b, 'fi'));
  const isIn = (one: InMonth, unit: string | undefined, { from, to }: Period) =>
    (unit === undefined || one.member.unit === unit) && one.month >= from && one.month < to;
  const places = [...units, undefined].flatMap((unit) =>
    endingWith(month).map((period) => ({
      unit,
      period,
      key: groupKey(unit, period),
      people: ofWave.filter((one) => isIn(one, unit, period)),
    })),
  );
  const isCounted = ({ member }: InMonth) => member.why === undefined;
  const isEnough = (many: number) => many >= least;
  const gone = places.filter(
    ({ people }) =>
      people.some((one) => isCounted(one) && !one.counted) ||
      // Whoever sees elsewhere how many answered would know how many few were not asked, or that all were.
      (isOfSome && !isEnough(people.filter(({ member }) => member.why === 'incomplete').length)),
  );
  const end = {
    month,
    least,
    leastBefore: Math.min(least, ...ofYear.map((one) => one.least)),
    withheld: new Set(gone.map(({ key }) => key)),
    toProtect,
  };
  const before = groupsBefore(ofYear, wave);
  // Where a rule brings the score it is not told either that nobody of those who answered has one.
  const scored = ({ n }: MonthCell) => (isOfSome && n === 0 ? nobody : n);
  const counts = new Map(
    [...cells].map(([unit, months]) => [unit, new Map([...months].map(([at, cell]) => [at, scored(cell)] as const))]),
  );
  const earlier = new Map([...before].map(([key, { standing: is }]) => [key, is] as const));
  const standing = isOfSome
    ? suppressSides({ ...end, counts, earlier }, unscored(ofWave))
    : suppressMonth({ ...end, counts, earlier });
  const allowedBefore = new Map([...before].map(([key, { allowed }]) => [key, allowed] as const));
  const tell = tellings(instrument, cells, standing, allowedBefore, end);
  await breathe();
  const groups: ReleasedGroup[] = [];
  for (const { unit, period, key, people } of places) {
    if (people.length === 0) continue;
    const counting = people.filter(isCounted);
    const is = standing.get(key) ?? 'none';
    const size = unit === undefined ? sizeOfAll(people, sizes) : sizes?.get(unit);
    const telling = { ...tell(key, unit === undefined && period.length === 'half'), size };
    const { marks, items } = telling;
    const told = counting.flatMap(({ counted }) => counted ?? []);
    const statistics = is === 'shown' ? await statisticsOf(instrument, told, telling, breathe) : undefined;
    const isAllThere = people.every(({ counted, leftOut }) => counted ?? leftOut);
    const { backgrounds = [], everywhere: responses } = of;
    const inHalf = statistics &&
      telling.isWhole &&
      isAllThere && {
        ...someOf(
          'byBackground',
          isOfSome
            ? []
            : byBackground({
                ...{ instrument, counted: told, backgrounds, responses, least, half: period },
                leftOut: people.flatMap(({ member: { why }, leftOut }) =>
                  leftOut && why !== 'twice' ? [leftOut] : [],
                ),
                groups: [
                  ...before.values(),
                  ...places.map((one) => ({ ...one, standing: standing.get(one.key) ?? 'none' })),
                ],
              }),
        ),
        quality: qualityOf({
          ...{ instrument, counted: told, items: statistics.items, least, isFirst },
          incomplete: people.flatMap(({ member: { why }, leftOut }) => (why === 'incomplete' ? leftOut! : [])),
        }),
      };
    groups.push({
      ...(unit === undefined ? {} : { unit }),
      period,
      n: counting.length,
      ...(isOfSome ? { isOfSome: true as const } : {}),
      left: leftOf(people, unit === undefined && period.length === 'half' ? least : undefined),
      standing: is,
      allowed: { marks, items },
      ...(statistics ? { statistics } : {}),
      ...inHalf,
    });
    const rest = breathe();
    if (rest) await rest;
  }
  const inCells = ofWave.flatMap(({ member: { unit, why }, month: at, counted }) =>
    why ? [] : [{ unit, month: at, counted }],
  );
  withholdEnds({ instrument, people: inCells, groups, before, end: { month, least, earlier } });
  for (const group of groups) keepItemsToldOfAll(group);
  if (toProtect === 'whole') for (const group of groups) tellOfShown(of, group, groups);
  return groups;
}

/** The rows of a background add up to all: of a statement that is withheld of all nothing is told of them. */
function keepItemsToldOfAll({ byBackground = [], statistics }: ReleasedGroup): void {
  const isTold = (id: string) => statistics?.items.some((one) => one.item === id && isToldItem(one)) ?? false;
  for (const one of byBackground) {
    const items = one.items?.filter(({ item }) => isTold(item));
    if (items?.length) one.items = items;
    else delete one.items;
  }
}

/** Of all units in a period in which that is hidden: those that are shown, together. It is their sum, and tells nothing beside them. */
function tellOfShown({ instrument, ofWave }: OneWave, group: ReleasedGroup, groups: readonly ReleasedGroup[]): void {
  if (group.unit !== undefined || group.standing !== 'guard') return;
  const { from, to, length } = group.period;
  const units = groups.flatMap(({ unit, period, standing }) =>
    unit !== undefined && period.length === length && standing === 'shown' ? [unit] : [],
  );
  if (units.length < 2) return;
  const people = ofWave.flatMap(({ member, month, counted }) =>
    units.includes(member.unit) && month >= from && month < to && member.why === undefined ? [counted!] : [],
  );
  const means = scoringsOf(instrument).map((rule, index) =>
    scoreMean(
      instrument,
      rule,
      people.map(({ scores }) => scores[index]!),
    ),
  );
  group.ofShown = { units, n: people.length, means };
}

const someOf = <K extends string, T>(name: K, found: readonly T[]): { [key in K]?: T[] } =>
  (found.length > 0 ? { [name]: found } : {}) as { [key in K]?: T[] };

/** How many people all units have, also those where nobody answered; undefined where it is not known of one that answered. */
const sizeOfAll = (people: readonly InMonth[], sizes: Closing['sizes']): number | undefined =>
  people.every(({ member }) => sizes?.has(member.unit))
    ? [...sizes!.values()].reduce((sum, size) => sum + size, 0)
    : undefined;

/** The groups of a wave that were released before, by `groupKey`. */
const groupsBefore = (ofYear: readonly Release[], wave: number | null): Map<string, ReleasedGroup> =>
  new Map(
    ofYear.flatMap(({ waves }) =>
      waves
        .filter((one) => one.wave === wave)
        .flatMap(({ groups }) => groups.map((group) => [groupKey(group.unit, group.period), group] as const)),
    ),
  );

function cellsOf(releases: readonly Release[], wave: number | null): Map<string, Map<string, MonthCell>> {
  const found = new Map<string, Map<string, MonthCell>>();
  for (const { month, cells } of releases)
    for (const { unit, cell } of cells.filter((one) => one.wave === wave))
      found.set(unit, (found.get(unit) ?? new Map<string, MonthCell>()).set(month, cell));
  return found;
}

/** None where any response of the year is no longer there: what was lost would be told by the rest. */
function changesOf(
  of: OneMonth,
  release: Release,
  everyone: readonly InMonth[],
  inOrder: readonly (number | null)[],
): PairedChange[] {
  const { instrument, month, least } = of;
  if (everyone.some(({ member, counted }) => member.why === undefined && !counted)) return [];
  if (of.isOfSome) return [];
  const waves = inOrder.map((wave): ResponsesOfWave => {
    const ofWave = everyone.filter(({ member }) => member.wave === wave);
    return { wave, counted: ofWave.flatMap(({ counted }) => counted ?? []), leftOut: [] };
  });
  const rules = scoringsOf(instrument);
  const units = rules.map((rule) => scoreStep(instrument, rule));
  return pairedChanges(periodOf('year', month), waves, release.waves, rules, least, units);
}

/**
 * How many were left out for each reason, from the smallest group on; none and few are told alike. Of all units in a half-year
 * only, which have nobody in common: elsewhere, where there is no `least`, one number less another would be that of few.
 */
function leftOf(people: readonly InMonth[], least = Number.POSITIVE_INFINITY): ResultGroup['left'] {
  const counts = new Map<WhyLeft, number>();
  for (const { why } of people.map(({ member }) => member)) if (why) counts.set(why, (counts.get(why) ?? 0) + 1);
  return Object.fromEntries([...counts].filter(([, count]) => count >= least));
}
