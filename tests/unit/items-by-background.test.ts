/** Statements by background: whoever adds and subtracts all that is told learns of no people that nearly all of them answered at one end. */
import { describe, expect, test } from 'vitest';
import { roundingStep } from '../../src/disclosure/told-mean.ts';
import type { Period } from '../../src/periods/periods.ts';
import type { Answered } from '../../src/results/answered.ts';
import { type ByBackground, backgroundItems } from '../../src/results/by-background.ts';
import { isNearEnd, isToldItem } from '../../src/results/item-statistics.ts';
import { openRelease, packRelease } from '../../src/results/release-shape.ts';
import { closeMonths } from '../../src/results/results.ts';
import type { ResultGroup } from '../../src/results/wave-results.ts';
import { background } from '../../src/survey/instruments/background.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { random } from '../support/random.ts';
import { response } from '../support/responses.ts';

const least = 10;
const marked = backgroundItems([background], { background: ['gender', 'client-for'] });
const ends = { from: 1, to: 5, unit: 1 };

interface Person {
  unit: string;
  at: string;
  /** By question of the background. */
  said: Record<string, number>;
  answers: number[];
}

/**
 * A half-year of a day centre: two or three units, a question that has something to do with the unit, and another. `highest`: how high the
 * mean of a statement may be.
 */
function halfYear(seed: number, highest: number): Person[] {
  const next = random(seed);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)]!;
  const units = ['A', 'B', 'C'].slice(0, 2 + Math.floor(next() * 2));
  const leaning = new Map(units.map((unit, at) => [unit, at === 0 ? 0.4 + next() * 0.6 : next() * 0.7]));
  const liked = Array.from({ length: 10 }, () => 2.4 + next() * (highest - 2.4));
  return Array.from({ length: 60 + Math.floor(next() * 90) }, (): Person => {
    const unit = pick(units);
    const gender = next() < leaning.get(unit)! ? 1 : 2;
    const own = next() * 1.6 - 0.8 + (gender === 1 ? 0.3 : 0);
    return {
      unit,
      at: `2025-0${pick([1, 3, 5])}-10T12:00:00.000Z`,
      said: { gender, 'client-for': next() < 0.5 ? 1 : 2 },
      answers: liked.map((mean) => Math.min(5, Math.max(1, Math.round(mean + own + next() * 1.2 - 0.6)))),
    };
  });
}

const responsesOf = (people: readonly Person[]): Answered[] =>
  people.flatMap(({ unit, at, said, answers }) => {
    const scale = response({ unit, at, answers });
    const about = background.items.map(({ id }) => said[id] ?? null);
    return [scale, { ...scale, instrument: 'background', instrumentVersion: background.version, answers: about }];
  });

async function closed(people: readonly Person[], backgrounds = marked) {
  const releases = await closeMonths(esis, responsesOf(people), [], { least, today: '2026-01-01', backgrounds });
  const groups = releases.flatMap(({ waves }) => waves.flatMap((one) => one.groups));
  return { releases, groups, tables: groups.flatMap(({ byBackground = [] }) => byBackground) };
}

const isIn = (one: Person, { unit, period }: { unit?: string | undefined; period: Period }) =>
  (unit === undefined || one.unit === unit) && one.at.slice(0, 10) >= period.from && one.at.slice(0, 10) < period.to;

/** In which row of a table somebody is. */
const rowOf = ({ rows, item }: ByBackground, { said }: Person): number => {
  const own = rows.findIndex(({ codes }) => codes.includes(said[item]!));
  return own >= 0 ? own : rows.findIndex(({ codes }) => codes.length === 0);
};

/** Whether a statement would be withheld of some people: nearly all of not so many answered at one end. */
function isNear(people: readonly Person[], place: number): boolean {
  const mean = people.reduce((sum, { answers }) => sum + answers[place]!, 0) / people.length;
  return isNearEnd(people.length, Math.min(mean - 1, 5 - mean), ends, roundingStep(people.length, ends), least);
}

/** All that can be put together of sets of people: one taken away from another that holds it, and two with nothing in common. */
function reachable(sets: readonly bigint[]): bigint[] {
  const found = new Set(sets);
  for (const one of found) {
    if (found.size > 600) break;
    for (const other of found) {
      const common = one & other;
      if (common === 0n) found.add(one | other);
      else if (common === one && one !== other) found.add(other ^ one);
      else if (common === other && one !== other) found.add(one ^ other);
    }
  }
  return [...found];
}

const setOf = (people: readonly Person[], is: (one: Person) => boolean): bigint =>
  people.reduce((set, one, at) => (is(one) ? set | (1n << BigInt(at)) : set), 0n);

/** Of how many statements somebody learns that people answered nearly all at one end, where rows tell of a statement as `tells` says. */
function found(
  people: readonly Person[],
  groups: readonly ResultGroup[],
  tables: readonly ByBackground[],
  tells: (table: ByBackground, row: number, place: number) => boolean,
): number {
  return esis.items.filter(({ id }, place) => {
    const ofGroups = groups.filter(({ statistics }) =>
      statistics?.items.some((one) => one.item === id && isToldItem(one)),
    );
    const ofRows = tables.flatMap((table) =>
      table.rows.flatMap((_, row) =>
        tells(table, row, place) ? [setOf(people, (one) => one.at < '2025-07' && rowOf(table, one) === row)] : [],
      ),
    );
    if (ofRows.length === 0) return false;
    const known = reachable([...ofGroups.map((group) => setOf(people, (one) => isIn(one, group))), ...ofRows]);
    return known.some((set) => {
      const singled = people.filter((_, at) => (set >> BigInt(at)) & 1n);
      return singled.length > 0 && isNear(singled, place);
    });
  }).length;
}

describe('statements by background', () => {
  test('are told beside the scores, in a release that another device takes as it is', async () => {
    const { releases, tables } = await closed(halfYear(5, 4.2), marked.slice(0, 1));
    const [table] = tables;
    expect(table?.items?.map(({ item }) => item)).toEqual(esis.items.map(({ id }) => id));
    expect(table!.items!.every(({ means }) => means.length === table!.rows.length)).toBe(true);
    expect(JSON.stringify(table)).not.toMatch(/"(n|count)"/);
    const taken: typeof releases = [];
    for (const release of releases) {
      taken.push((await openRelease(esis, await packRelease(esis, release), taken))!);
      expect(taken.at(-1)).toEqual(release);
    }
    const june = releases.find(({ waves }) => waves.some(({ groups }) => groups.some((one) => one.byBackground)))!;
    const forged = structuredClone(june);
    for (const group of forged.waves[0]!.groups) group.byBackground?.[0]?.items?.[0]?.means.pop();
    const before = releases.slice(0, releases.indexOf(june));
    expect(await openRelease(esis, await packRelease(esis, forged), before)).toBeUndefined();
  });

  test('are none where rows are whole units, nor of a statement that is withheld of all', async () => {
    const people = halfYear(5, 4.2);
    const byUnit = people.map((one, at) => ({ ...one, unit: 'AB'[at % 2]!, said: { gender: 1 + (at % 2) } }));
    const { tables } = await closed(byUnit, marked.slice(0, 1));
    expect(tables.map(({ rows, items }) => [rows.length, items])).toEqual([[2, undefined]]);
    const near = people.map((one) => ({ ...one, answers: [5, ...one.answers.slice(1)] }));
    expect((await closed(near, marked.slice(0, 1))).tables.map(({ items }) => items)).toEqual([undefined]);
  });

  test('of random half-years tell no end of people who are singled out; told by the rule of groups alone they would', async () => {
    const tried = { tables: 0, told: 0, found: 0, ofEachRow: 0, ofAllRows: 0 };
    for (let seed = 1; seed <= 16; seed++) {
      const people = halfYear(seed, seed % 2 ? 4.2 : 4.7);
      const { groups, tables } = await closed(people);
      tried.tables += tables.length;
      tried.told += tables.filter(({ items }) => items).length;
      const ofRow = (table: ByBackground, row: number) => people.filter((one) => rowOf(table, one) === row);
      const isWithheld = (table: ByBackground, row: number, place: number) => isNear(ofRow(table, row), place);
      tried.found += found(people, groups, tables, ({ items = [] }, _, place) =>
        items.some(({ item }) => item === esis.items[place]!.id),
      );
      tried.ofEachRow += found(people, groups, tables, (table, row, place) => !isWithheld(table, row, place));
      tried.ofAllRows += found(people, groups, tables, (table, _, place) =>
        table.rows.every((_, row) => !isWithheld(table, row, place)),
      );
    }
    expect(tried.found).toBe(0);
    expect(tried.told, 'it is told of many').toBeGreaterThan(tried.tables / 4);
    expect(tried.ofEachRow, 'each row by itself: all less the others').toBeGreaterThan(0);
    expect(tried.ofAllRows, 'all rows or none: a row less a unit that stands whole in it').toBeGreaterThan(0);
  });
});
