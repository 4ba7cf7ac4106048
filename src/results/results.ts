/** The results of one instrument, as its releases tell them: for each wave its groups by unit and period, and the changes. */
import { type GridLength, gridLengths, periodKey } from '../periods/grid.ts';
import type { Period, PeriodLength } from '../periods/periods.ts';
import { withoutYielding } from '../store/yield-to-main.ts';
import type { Instrument } from '../survey/instrument/instrument.ts';
import { versionName } from '../survey/instrument/version.ts';
import type { Answered } from './answered.ts';
import type { PairedChange } from './change.ts';
import { type Closing, newReleases, type Release, type ReleasedGroup } from './release.ts';
import type { Together } from './together.ts';
import type { ResultGroup, WaveResults } from './wave-results.ts';

/** What an organisation decides about its results. */
export interface Choices {
  /** The smallest group that is shown. */
  least: number;
  /** The length of the periods that are looked at first. */
  period: PeriodLength;
}

export interface Results {
  instrument: Instrument;
  choices: Choices;
  /** The smallest group of all that is told: a release that was closed with a smaller one than today's stands. */
  least: number;
  units: string[];
  /** The periods that have ended and that somebody answered in: the longest first, of one length the earliest. */
  periods: Period[];
  waves: WaveResults[];
  changes: PairedChange[];
  /** Responses to this version of the instrument of which no release was made yet. */
  waiting: number;
  /** The last month that was closed, its first day, and on which day where that was before its end; '' before there is one. */
  closed: { month: string; on?: string | undefined };
  /** The units that are told as one in the last release's year. */
  together: readonly Together[];
  /** Responses to another version of the instrument: not counted. */
  otherVersions: number;
}

const mineOf = ({ id, version }: Instrument, responses: readonly Answered[]) => {
  const mine = responses.filter((one) => one.instrument === id);
  const ours = mine.filter((one) => one.instrumentVersion === version);
  return { ours, otherVersions: mine.length - ours.length };
};

/**
 * Closes what has ended by a day, after what was closed `earlier`: the releases that are new. `breathe` is called after each
 * piece of the work.
 */
export const closeMonths = (
  instrument: Instrument,
  responses: readonly Answered[],
  earlier: readonly Release[],
  closing: Closing,
  breathe: () => Promise<void> | undefined = withoutYielding,
): Promise<Release[]> =>
  newReleases(instrument, mineOf(instrument, responses).ours, earlier, closing, breathe, {
    isFirst: firstIn(instrument, responses),
    everywhere: responses,
  });

/** Of which responses an instrument is the first that was asked: their parts stand in the order of asking. */
export function firstIn({ id }: Instrument, responses: readonly Answered[]): (response: string) => boolean {
  const first = new Map<string, string>();
  for (const one of responses) if (!first.has(one.id)) first.set(one.id, one.instrument);
  return (response) => first.get(response) === id;
}

/** Earlier versions of the app kept in a release how many were left out of every group. */
const toldLeft = (
  { unit, period, left }: Pick<ResultGroup, 'unit' | 'period' | 'left'>,
  least: number,
): ResultGroup['left'] =>
  unit === undefined && period.length === 'half'
    ? Object.fromEntries(Object.entries(left).filter(([, count]) => count >= least))
    : {};

/** Of hidden groups whose score a rule brought not even the number: it is that of who answered so before. */
function asTold({ allowed: _, isOfSome, n, ...told }: ReleasedGroup, least: number): ResultGroup {
  const left = toldLeft(told, least);
  return isOfSome && told.standing !== 'shown' ? { ...told, least, left } : { ...told, least, n, left };
}

/** The results that releases tell. `responses`: those there are, of which the ones that wait are counted and nothing else. */
export function resultsOf(
  instrument: Instrument,
  releases: readonly Release[],
  responses: readonly Answered[],
  choices: Choices,
): Results {
  const { ours, otherVersions } = mineOf(instrument, responses);
  const released = new Set(releases.flatMap(({ members }) => members.map(({ id }) => id)));
  const waves = new Map<number | null, WaveResults>();
  for (const { wave, groups, least } of releases.flatMap((one) =>
    one.waves.map((of) => ({ ...of, least: one.least })),
  )) {
    const held = waves.get(wave) ?? { wave, groups: [] };
    waves.set(wave, held);
    held.groups.push(...groups.map((group) => asTold(group, least)));
  }
  const last = [...releases].sort((a, b) => a.month.localeCompare(b.month)).at(-1);
  const groups = [...waves.values()].flatMap((one) => one.groups);
  return {
    instrument,
    choices,
    least: Math.min(choices.least, ...releases.map(({ least }) => least)),
    units: inOneList(groups.flatMap(({ unit }) => unit ?? [])),
    periods: periodsOnce(groups.map(({ period }) => period)),
    waves: [...waves.values()].sort((a, b) => (a.wave ?? -1) - (b.wave ?? -1)),
    changes: releases.flatMap(({ changes, least }) => changes.map((one) => ({ ...one, least }))),
    waiting: ours.filter(({ id }) => !released.has(id)).length,
    closed: { month: last?.month ?? '', on: last?.closedOn },
    together: last?.together ?? [],
    otherVersions,
  };
}

/** Each unit once, by the alphabet. */
export const inOneList = (units: readonly string[]): string[] =>
  [...new Set(units)].sort((a, b) => a.localeCompare(b, 'fi'));

/** Each period once, the longest first, then by time. */
export function periodsOnce(periods: readonly Period[]): Period[] {
  const place = ({ length }: Period) => gridLengths.indexOf(length as GridLength);
  return [...new Map(periods.map((period) => [periodKey(period), period])).values()].sort(
    (a, b) => place(b) - place(a) || a.from.localeCompare(b.from),
  );
}

/** The last period of the length that the organisation looks at first, else the last there is. */
export function firstLooked({ periods, choices }: Pick<Results, 'periods' | 'choices'>): number {
  const found = periods.findLastIndex(({ length }) => length === choices.period);
  return found < 0 ? periods.length - 1 : found;
}

/** The version of a part, where another one of it stands beside, as files are named by it; undefined where it is the only one. */
export const versionBeside = (
  { instrument: { id, version } }: Pick<Results, 'instrument'>,
  parts: readonly Pick<Results, 'instrument'>[],
): string | undefined =>
  parts.some(({ instrument }) => instrument.id === id && instrument.version !== version) ? version : undefined;

/** The same as a person reads it. */
export const versionTold = (
  { instrument: { id, version } }: Pick<Results, 'instrument'>,
  parts: readonly Pick<Results, 'instrument'>[],
): string | undefined => {
  const all = parts.filter(({ instrument }) => instrument.id === id).map(({ instrument }) => instrument.version);
  return all.some((one) => one !== version) ? versionName(version, all) : undefined;
};
