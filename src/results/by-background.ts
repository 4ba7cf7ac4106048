/**
 * Scores by what people said of their background: of all units in a half-year, for questions that the organisation marks so. How many
 * there are in a row is not told, since whoever answered the background and left the score unfinished would be the difference.
 */
import { lightSum } from '../disclosure/derivable.ts';
import { choicesOf } from '../disclosure/merged-cells.ts';
import type { ToldMean } from '../disclosure/told-mean.ts';
import type { Period } from '../periods/periods.ts';
import { codesOf, type Instrument } from '../survey/instrument/instrument.ts';
import type { Answered } from './answered.ts';
import { type CountedResponse, scoringsOf } from './counted.ts';
import { scoreMean } from './group-statistics.ts';
import type { ResultGroup } from './wave-results.ts';

/** A question of the background: a choice of one, in whatever part of a survey it is asked. */
export interface BackgroundItem {
  instrument: Instrument;
  item: string;
}

export interface ByBackground {
  instrument: string;
  item: string;
  /** Of at least as many people as the smallest group each; without codes: all others, and who did not say. */
  rows: { codes: number[]; means: ToldMean[] }[];
}

/** What was answered to a question of the background, by response. */
type Said = ReadonlyMap<string, number>;

const saidTo = ({ instrument, item }: BackgroundItem, responses: readonly Answered[]): Said => {
  const place = instrument.items.findIndex(({ id }) => id === item);
  return new Map(
    responses.flatMap(({ id, instrument: of, instrumentVersion: version, answers }) => {
      const answer = answers[place];
      return of === instrument.id && version === instrument.version && answer != null ? [[id, answer] as const] : [];
    }),
  );
};

/** The questions that can be told by: choices of one in the instruments that are known. */
export const backgroundItems = (
  instruments: readonly Instrument[],
  marked: Readonly<Record<string, readonly string[]>>,
): BackgroundItem[] =>
  instruments.flatMap((instrument) =>
    instrument.items.flatMap(({ id, type }) =>
      type === 'single' && marked[instrument.id]?.includes(id) ? [{ instrument, item: id }] : [],
    ),
  );

/** A group as it stands; without a unit that of all. */
type Standing = Pick<ResultGroup, 'period' | 'standing'> & { unit?: string | undefined };

interface OfGroup {
  instrument: Instrument;
  counted: readonly CountedResponse[];
  backgrounds: readonly BackgroundItem[];
  /** All responses, of every instrument. */
  responses: readonly Answered[];
  /** The groups of the wave in the year, as they stand. */
  groups: readonly Standing[];
  /** The half-year that is told of. */
  half: Period;
  least: number;
}

export function byBackground(of: OfGroup): ByBackground[] {
  const { instrument, counted, backgrounds, responses, least } = of;
  const rules = scoringsOf(instrument);
  const told: ByBackground[] = [];
  const classes: ClassOf[] = [];
  for (const background of rules.length > 0 ? backgrounds : []) {
    if (background.instrument.id === instrument.id) continue;
    const said = saidTo(background, responses);
    const item = background.instrument.items.find(({ id }) => id === background.item)!;
    const codes = codesOf(background.instrument, item);
    const counts = codes.map((code) => counted.filter(({ given }) => said.get(given.id) === code).length);
    const rest = counted.length - counts.reduce((sum, n) => sum + n, 0);
    const { told: places, others } = choicesOf(counts, rest, least);
    if (places.length + Number(others > 0) < 2) continue;
    const shown = places.map((place) => codes[place]!);
    const classOf: ClassOf = ({ given }) => {
      const code = said.get(given.id);
      return code !== undefined && shown.includes(code) ? String(code) : '';
    };
    if (leavesFew(classOf, classes, of)) continue;
    classes.push(classOf);
    const rows = [...shown.map((code) => [code]), ...(others > 0 ? [[]] : [])].map((row) => {
      const inRow = counted.filter((one) => classOf(one) === (row[0] === undefined ? '' : String(row[0])));
      return {
        codes: row,
        means: rules.map((rule, index) =>
          scoreMean(
            instrument,
            rule,
            inRow.map(({ scores }) => scores[index]!),
          ),
        ),
      };
    });
    told.push({ instrument: background.instrument.id, item: background.item, rows });
  }
  return told;
}

/**
 * Whether adding and subtracting the rows tells of few: beside the groups of the half-year that are told, and each unit's half-year,
 * which a year may tell later; and beside the rows of other questions.
 */
function leavesFew(classOf: ClassOf, others: readonly ClassOf[], { counted, groups, half, least }: OfGroup): boolean {
  const isIn =
    ({ unit, period: { from, to } }: Standing): Sum =>
    (one) =>
      (unit === undefined || one.unit === unit) && one.period >= from && one.period < to;
  const within = groups.filter(({ period: { from, to } }) => from >= half.from && to <= half.to);
  const told = within.filter(({ standing }) => standing === 'shown').map(isIn);
  const mayCome = within.filter(({ standing, period }) => standing === 'guard' && period.length === half.length);
  const rowsOf = (of: ClassOf): Sum[] =>
    [...new Set(counted.map(of))].map((value) => (one: CountedResponse) => of(one) === value);
  const rows = rowsOf(classOf);
  return (
    isLight(counted, [...told, ...rows], least) ||
    mayCome.some((one) => {
      const later = [...told, isIn(one)];
      return isLight(counted, [...later, ...rows], least) && !isLight(counted, later, least);
    }) ||
    isLight(counted, [...rows, ...others.flatMap(rowsOf)], least)
  );
}

/** Whether somebody counts in a sum. */
type Sum = (one: CountedResponse) => boolean;
/** In which row somebody is. */
type ClassOf = (one: CountedResponse) => string;

function isLight(counted: readonly CountedResponse[], sums: readonly Sum[], least: number): boolean {
  const cells = new Map<string, { in: number[]; n: number }>();
  for (const one of counted) {
    const places = sums.flatMap((sum, at) => (sum(one) ? [at] : []));
    const cell = cells.get(places.join()) ?? { in: places, n: 0 };
    cells.set(places.join(), cell);
    cell.n += 1;
  }
  const all = [...cells.values()];
  const places = sums.map((_, sum) => all.flatMap((cell, at) => (cell.in.includes(sum) ? [at] : [])));
  return (
    lightSum(
      places,
      all.map(({ n }) => n),
      least,
    ) !== undefined
  );
}
