/**
 * Responses one by one, for research: without a score, an id, a time of day, a code or a written answer. What could point at
 * a person (unit, period, way of answering, language) is emptied step by step until at least the smallest group of people
 * have all of it alike; who cannot be hidden so is left out.
 */

import { wallDate } from '../i18n/wall-time.ts';
import { periodCode } from '../periods/names.ts';
import { type PeriodLength, periodOf } from '../periods/periods.ts';
import type { Answered } from './answered.ts';
import { inAnswerOrder, timesCounted } from './answered.ts';

/** In this order they are emptied. */
const pointers = ['language', 'mode', 'period', 'unit'] as const;
type Pointer = (typeof pointers)[number];

export interface ResearchRow extends Record<Pointer, string | undefined> {
  /** A number that pairs the rows of one person in this file only. */
  person: number;
  wave: number | null;
  /** Something was emptied because the group was too small. */
  withheld: boolean;
  answers: Answered['answers'];
  several: Answered['several'];
}

interface Person {
  rows: { given: Answered; wave: number | null; is: Record<Pointer, string> }[];
  /** How many pointers are emptied. */
  level: number;
}

/** The rows, in an order that tells nothing, and how many responses were left out. `random` is from 0 to 1, 1 left out. */
export function researchRows(
  responses: readonly Answered[],
  { least, period }: { least: number; period: PeriodLength },
  random: () => number,
): { rows: ResearchRow[]; leftOut: number } {
  const first = hidden(people(responses, period), least);
  // Who stands out by when they answered is no longer paired: each of their responses is as one person's.
  const parted = first.seen.flatMap((person) =>
    person.rows.length === 1 ? [person] : person.rows.map((row): Person => ({ rows: [row], level: 0 })),
  );
  const second = hidden([...first.safe, ...parted], least);
  const leftOut = second.seen.reduce((total, { rows }) => total + rows.length, 0);
  const shuffled = second.safe.map((person) => ({ person, at: random() })).sort((a, b) => a.at - b.at);
  return { rows: shuffled.flatMap(({ person }, index) => rowsOf(person, index + 1)), leftOut };
}

function people(responses: readonly Answered[], length: PeriodLength): Person[] {
  const byCode = new Map<string, Person>();
  const everyone: Person[] = [];
  const timeOf = timesCounted();
  for (const given of inAnswerOrder(responses)) {
    const { unit, at, mode, language, code } = given;
    const is = { unit, period: periodCode(periodOf(length, wallDate(at))), mode, language };
    const row = { given, wave: timeOf(given), is };
    const known = code === undefined ? undefined : byCode.get(code);
    if (known) known.rows.push(row);
    else {
      const person: Person = { rows: [row], level: 0 };
      everyone.push(person);
      if (code !== undefined) byCode.set(code, person);
    }
  }
  return everyone;
}

/** Empties pointers until everyone is one of enough, and parts those who are from those who stand out all the same. */
function hidden(everyone: Person[], least: number): { safe: Person[]; seen: Person[] } {
  for (;;) {
    const counts = new Map<string, number>();
    for (const person of everyone) counts.set(keyOf(person), (counts.get(keyOf(person)) ?? 0) + 1);
    const standsOut = (person: Person) => counts.get(keyOf(person))! < least;
    const movable = everyone.filter((person) => standsOut(person) && person.level < pointers.length);
    if (movable.length === 0) {
      return { safe: everyone.filter((person) => !standsOut(person)), seen: everyone.filter(standsOut) };
    }
    for (const person of movable) person.level += 1;
  }
}

/** All that could point at a person. */
const keyOf = ({ rows, level }: Person) =>
  JSON.stringify([level, rows.map(({ wave, is }) => [wave, ...pointers.slice(level).map((name) => is[name])])]);

const rowsOf = ({ rows, level }: Person, person: number): ResearchRow[] =>
  rows.map(({ given: { answers, several }, wave, is }) => {
    const left = (name: Pointer) => (pointers.indexOf(name) < level ? undefined : is[name]);
    return {
      person,
      wave,
      withheld: level > 0,
      unit: left('unit'),
      period: left('period'),
      mode: left('mode'),
      language: left('language'),
      answers,
      several,
    };
  });
