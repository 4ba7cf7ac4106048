/**
 * Change from wave to wave: of those who answered both times, paired by their own code. Nobody is paired by a guess.
 *
 * A change says something of those who were lost on the way too: the first wave's mean, less what the paired ones had, is
 * theirs. So a change is shown only where those it could give away are as many as the smallest group. Counted cell by cell
 * of the tables (unit and period): a cell tells of one number for all its people, and a change of another for the paired
 * ones in it; whoever adds and subtracts is left with at least the smaller of the two. A test tries it by brute force.
 */

import type { Suppression } from '../disclosure/suppression.ts';
import { type ToldMean, toldMean } from '../disclosure/told-mean.ts';
import type { Period } from '../periods/periods.ts';
import type { Scoring } from '../survey/instrument/instrument.ts';
import type { CountedResponse, ResponsesOfWave } from './counted.ts';
import { groupOf, type WaveResults } from './wave-results.ts';

export interface PairedChange {
  /** The year in which both were answered: its first day. */
  year: string;
  from: number;
  to: number;
  /** Absent: all units. */
  unit?: string;
  /** How many answered both times. */
  paired: number;
  /** How many of the first wave are not among the paired, and how many of the later one. */
  lost: number;
  fresh: number;
  standing: Suppression;
  /** As of a group: the smallest that its release was closed with. Not in the release itself. */
  least?: number;
  /** For each of the instrument's rules; there only where the change is shown. */
  means?: ToldMean[];
  /** How those who answered both times, and those who were lost, had begun: by rule. */
  began?: { stayed: ToldMean[]; lost: ToldMean[] };
}

/** A person of the earlier wave: with the same person's later response, if there is one. */
interface Step {
  before: CountedResponse;
  after: CountedResponse | undefined;
  /** How it went in the other later waves: people alike in this differ in nothing but this change. */
  others: string;
}

/**
 * Every change between two waves, of all units and of each, among those who answered both times in one year: so no response
 * is in the changes of two years. `tables` stand beside `waves` and say what is shown of the year.
 */
export function pairedChanges(
  year: Period,
  waves: readonly ResponsesOfWave[],
  tables: readonly WaveResults[],
  rules: readonly Scoring[],
  least: number,
  /** How far two neighbouring scores of each rule are apart. */
  units: readonly number[] = [],
): PairedChange[] {
  const byCode = waves.map(({ counted }) => new Map(counted.flatMap((one) => (one.code ? [[one.code, one]] : []))));
  const inOrder = waves.map(({ wave }, index) => ({ wave, index })).filter(({ wave }) => wave !== null);
  return inOrder.flatMap(({ index: from }, place) =>
    inOrder.slice(place + 1).flatMap(({ index: to }) => {
      const later = inOrder.slice(place + 1).map(({ index }) => index);
      const steps = waves[from]!.counted.map((before): Step => {
        const at = (wave: number) => (before.code === undefined ? undefined : byCode[wave]!.get(before.code));
        const others = later.filter((wave) => wave !== to).map((wave) => kindOf(before, at(wave)));
        return { before, after: at(to), others: others.join('') };
      });
      const tablesOf: ChangeParts['tables'] = [tables[from]!, tables[to]!];
      const changes = between(steps, waves[to]!, { year, tables: tablesOf, rules, least, units });
      const ways = byCode.filter((_, index) => waves[index]!.wave !== null);
      const room = (one: number, other: number) => roomBetween(waves[one]!.counted, byCode[other]!, ways);
      const [before, after] = [room(from, to), room(to, from)];
      const isRoom = ({ standing, unit, lost, fresh }: PairedChange) =>
        standing === 'shown' &&
        lost >= least &&
        // Together they are all who answered the first time.
        groupOf(tablesOf[0], year, unit)?.standing === 'shown' &&
        roomIn(before, unit) >= least &&
        (fresh === 0 ? groupOf(tablesOf[1], year, unit)?.standing === 'shown' : roomIn(after, unit) >= least);
      const hasMoved = steps.some((step) => step.after && step.after.unit !== step.before.unit);
      const whole = changes.find((one) => one.unit === undefined && isRoom(one));
      const told = hasMoved
        ? []
        : unitsToTell(
            changes.filter((one) => one.unit !== undefined && isRoom(one)),
            whole && [before, after],
            least,
          );
      return changes.map((change) => {
        if (change !== whole && !told.includes(change)) return change;
        const here = steps.filter((step) => change.unit === undefined || step.before.unit === change.unit);
        return { ...change, began: begun(here, rules, units) };
      });
    }),
  );
}

/** By unit, how many people are left at the least. */
type Room = ReadonlyMap<string, number>;

const roomIn = (room: Room, unit: string | undefined): number =>
  unit === undefined ? [...room.values()].reduce((total, one) => total + one, 0) : (room.get(unit) ?? 0);

/**
 * Of which units it is told how both had begun. Where that is told of all units too, those that are not told are what is left of it: there
 * are enough in them, or no unit is left; else those with the least room are not told either.
 */
function unitsToTell(
  changes: readonly PairedChange[],
  rooms: readonly Room[] | undefined,
  least: number,
): PairedChange[] {
  if (!rooms) return [...changes];
  const told = [...changes].sort((a, b) => roomIn(rooms[0]!, b.unit) - roomIn(rooms[0]!, a.unit));
  const isEnough = (room: Room) => {
    const rest = [...room].filter(([unit]) => !told.some((one) => one.unit === unit));
    return rest.length === 0 || roomIn(new Map(rest), undefined) >= least;
  };
  while (told.length > 0 && !rooms.every(isEnough)) told.pop();
  return told;
}

/**
 * How many people are left at the least, in each unit, in whatever can be worked out with the sum of those of one wave who answered in another
 * too: in each month, of those who are alike in all other waves, the fewer of the two.
 */
function roomBetween(
  people: readonly CountedResponse[],
  other: ReadonlyMap<string, CountedResponse>,
  waves: readonly ReadonlyMap<string, CountedResponse>[],
): Room {
  const cells = new Map<string, { unit: string; paired: number; not: number }>();
  for (const one of people) {
    const at = (wave: ReadonlyMap<string, CountedResponse>) =>
      one.code === undefined ? undefined : wave.get(one.code);
    const kinds = waves.filter((wave) => wave !== other).map((wave) => kindOf(one, at(wave)));
    const key = JSON.stringify([one.unit, one.period, kinds]);
    const cell = cells.get(key) ?? { unit: one.unit, paired: 0, not: 0 };
    cells.set(key, cell);
    cell[at(other) ? 'paired' : 'not'] += 1;
  }
  const room = new Map<string, number>();
  for (const { unit, paired, not } of cells.values()) room.set(unit, (room.get(unit) ?? 0) + Math.min(paired, not));
  return room;
}

/** How those who stayed and those who were lost had begun. */
function begun(steps: readonly Step[], rules: readonly Scoring[], units: readonly number[]) {
  const meansOf = (of: readonly Step[]) =>
    rules.map(({ from, to }, rule) =>
      toldMean(
        of.map(({ before }) => before.scores[rule]!),
        { from, to, unit: units[rule] ?? 0 },
      ),
    );
  return {
    stayed: meansOf(steps.filter(({ after }) => after)),
    lost: meansOf(steps.filter(({ after }) => !after)),
  };
}

/** Lost, the same unit, or moved to another one. */
const kindOf = (before: CountedResponse, after: CountedResponse | undefined) =>
  after === undefined ? '-' : after.unit === before.unit ? 's' : 'm';

function between(
  steps: Step[],
  later: ResponsesOfWave,
  told: Pick<ChangeParts, 'year' | 'tables' | 'rules' | 'least' | 'units'>,
): PairedChange[] {
  const units = [...new Set(steps.flatMap(({ before, after }) => (after?.unit === before.unit ? [before.unit] : [])))];
  const inUnits = units.map((unit) => {
    const here = steps.filter(({ before }) => before.unit === unit);
    const isPaired = ({ after }: Step) => after?.unit === unit;
    const people = later.counted.filter((one) => one.unit === unit).length;
    return changeOf({ steps: here, isPaired, isLost: (step) => !isPaired(step), people, unit, ...told });
  });
  const all = (hidden: ReadonlySet<string>) => {
    const shown = new Set(
      inUnits.flatMap(({ unit, standing }) => (standing === 'shown' && !hidden.has(unit!) ? [unit!] : [])),
    );
    return changeOf({
      steps,
      isPaired: ({ after }) => after !== undefined,
      isLost: ({ after }) => after === undefined,
      // Those whose unit's own change is shown can be taken away from the change of all.
      isLeft: ({ before, after }) => after !== undefined && !(after.unit === before.unit && shown.has(after.unit)),
      people: later.counted.length,
      ...told,
    });
  };
  // The change of all comes first: for its sake units are hidden, the smallest first, where that helps.
  const bySize = inUnits.filter(({ standing }) => standing === 'shown').sort((a, b) => a.paired - b.paired);
  for (let count = 0; count <= bySize.length; count++) {
    const hidden = new Set(bySize.slice(0, count).map(({ unit }) => unit!));
    const whole = all(hidden);
    if (whole.standing === 'guard') continue;
    return [whole, ...inUnits.map((change) => (hidden.has(change.unit!) ? withheld(change) : change))];
  }
  return [all(new Set()), ...inUnits];
}

function withheld({ means: _, ...change }: PairedChange): PairedChange {
  return { ...change, standing: 'guard' };
}

interface ChangeParts {
  /** In which both were answered. */
  year: Period;
  steps: Step[];
  isPaired: (step: Step) => boolean;
  isLost: (step: Step) => boolean;
  isLeft?: (step: Step) => boolean;
  /** How many answered in the later wave. */
  people: number;
  unit?: string;
  tables: [WaveResults, WaveResults];
  /** By which the scores were made, in their order. */
  rules: readonly Scoring[];
  units: readonly number[];
  least: number;
}

function changeOf(given: ChangeParts): PairedChange {
  const { year, steps, isPaired, isLost, isLeft = isPaired, people, unit, tables, rules, units, least } = given;
  const pairs = steps.filter(isPaired);
  const paired = pairs.length;
  const lost = steps.length - paired;
  const fresh = people - paired;
  const left = steps.filter(isLeft).length;
  const isWhole =
    lost === 0 &&
    fresh === 0 &&
    left >= least &&
    tables.every((table) => groupOf(table, year, unit)?.standing === 'shown');
  const safe = left === 0 || isWhole || leftAtLeast(steps, isLeft, isLost) >= least;
  const standing = paired === 0 ? 'none' : paired < least ? 'few' : safe ? 'shown' : 'guard';
  return {
    year: year.from,
    from: tables[0].wave!,
    to: tables[1].wave!,
    ...(unit === undefined ? {} : { unit }),
    paired,
    lost,
    fresh,
    standing,
    ...(standing === 'shown'
      ? {
          means: rules.map(({ from, to }, rule) => {
            const changes = pairs.map(({ before, after }) => after!.scores[rule]! - before.scores[rule]!);
            return toldMean(changes, { from: from - to, to: to - from, unit: units[rule] ?? 0 }, to - from);
          }),
        }
      : {}),
  };
}

/** How many people are left at the least in whatever can be worked out with this change. */
function leftAtLeast(steps: Step[], isLeft: (step: Step) => boolean, isLost: (step: Step) => boolean): number {
  const cells = new Map<string, [paired: number, lost: number]>();
  for (const step of steps) {
    const { unit, period } = step.before;
    const key = JSON.stringify([unit, period, step.others]);
    const cell = cells.get(key) ?? [0, 0];
    cells.set(key, cell);
    if (isLeft(step)) cell[0] += 1;
    else if (isLost(step)) cell[1] += 1;
  }
  return [...cells.values()].reduce((total, [paired, lost]) => total + Math.min(paired, lost), 0);
}
