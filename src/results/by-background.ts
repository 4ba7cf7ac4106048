/**
 * Scores by what people said of their background: of all units in a half-year, for questions that the organisation marks so. How many
 * there are in a row is not told, since whoever answered the background and left the score unfinished would be the difference.
 */
import type { ToldMean } from '../disclosure/told-mean.ts';
import { wallDate } from '../i18n/wall-time.ts';
import type { Period } from '../periods/periods.ts';
import { codesOf, type Instrument } from '../survey/instrument/instrument.ts';
import type { Answered } from './answered.ts';
import { type CountedResponse, scoringsOf } from './counted.ts';
import { scoreMean } from './group-statistics.ts';
import { type ItemByBackground, itemsByRow } from './items-by-background.ts';
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
  /** The statements of which a mean is told of each row; earlier versions of the app told none. */
  items?: ItemByBackground[];
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

/**
 * The questions that can be told by: choices of one in the instruments that are known. None that a rule brings: rows of all who answered
 * would say that all had given the answer before.
 */
export const backgroundItems = (
  instruments: readonly Instrument[],
  marked: Readonly<Record<string, readonly string[]>>,
): BackgroundItem[] =>
  instruments.flatMap((instrument) =>
    instrument.items.flatMap(({ id, type, showWhen }) =>
      type === 'single' && !showWhen && marked[instrument.id]?.includes(id) ? [{ instrument, item: id }] : [],
    ),
  );

/** A group as it stands; without a unit that of all. */
type Standing = Pick<ResultGroup, 'period' | 'standing'> & { unit?: string | undefined };

interface OfGroup {
  instrument: Instrument;
  counted: readonly CountedResponse[];
  /** Of the same half-year: the responses that do not count, but for a person's second ones. */
  leftOut: readonly Answered[];
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
  const ids = counted.map(({ given }) => given.id);
  const rules = scoringsOf(instrument);
  const told: ByBackground[] = [];
  const classes: ClassOf[] = [];
  for (const background of rules.length > 0 ? backgrounds : []) {
    if (background.instrument.id === instrument.id) continue;
    const said = saidTo(background, responses);
    const item = background.instrument.items.find(({ id }) => id === background.item)!;
    const codes = codesOf(background.instrument, item);
    const countsOf = (ids: readonly string[]) => codes.map((code) => ids.filter((id) => said.get(id) === code).length);
    const beside = notCounted(background, of);
    const shown = rowsOf(countsOf(ids), ids.length, countsOf(beside), beside.length, least).map((at) => codes[at]!);
    const others = counted.filter(({ given }) => !shown.includes(said.get(given.id)!)).length;
    if (shown.length + Number(others > 0) < 2) continue;
    const classOf: ClassOf = ({ given }) => {
      const code = said.get(given.id);
      return code !== undefined && shown.includes(code) ? String(code) : '';
    };
    const cellOf: ClassOf = (one) => JSON.stringify([one.unit, one.period, classes.map((other) => other(one))]);
    const left = leftBy(classOf, cellOf, of);
    if (left === 'few') continue;
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
    // Rows that are whole units tell of statements what the units do.
    const items =
      left === 'units'
        ? []
        : itemsByRow({
            ...{ instrument, counted, least, cellOf, count: rows.length },
            rowOf: (one) =>
              rows.findIndex(({ codes: [code] }) => classOf(one) === (code === undefined ? '' : String(code))),
          });
    classes.push(classOf);
    told.push({
      ...{ instrument: background.instrument.id, item: background.item, rows },
      ...(items.length > 0 ? { items } : {}),
    });
  }
  return told;
}

/**
 * Who is in the background's own results of the half-year and not counted here, by response: left the score unfinished, or was not asked it,
 * such as those who were asked another version.
 */
function notCounted(
  { instrument: of }: BackgroundItem,
  { instrument, counted, leftOut, responses, half }: OfGroup,
): string[] {
  const known = new Set(counted.flatMap(({ code }) => code ?? []));
  const unfinished = leftOut.filter(({ code }) => code === undefined || !known.has(code));
  const isOf = (version: Instrument) => (one: Answered) =>
    one.instrument === version.id && one.instrumentVersion === version.version;
  const asked = new Set(responses.filter(isOf(instrument)).map(({ id }) => id));
  const apart = responses.filter(isOf(of)).filter(({ id, at }) => {
    const day = wallDate(at);
    return !asked.has(id) && day >= half.from && day < half.to;
  });
  return [...unfinished, ...apart].map(({ id }) => id);
}

/**
 * Which answers have a row, by their places. Where few are not counted, this follows from the background's own results, which tell how many
 * gave each answer: else whether there is a row would say what those few had answered.
 */
function rowsOf(
  counts: readonly number[],
  people: number,
  /** Those who are not counted. */
  beside: readonly number[],
  peopleBeside: number,
  least: number,
): number[] {
  const more = Math.min(peopleBeside, least);
  const isEnough = (here: number, there: number) => here >= least && here + there >= least + more;
  const order = [...counts.keys()].sort((a, b) => counts[a]! + beside[a]! - counts[b]! - beside[b]!);
  const told = order.filter((place) => isEnough(counts[place]!, beside[place]!));
  const less = (of: readonly number[]) => told.reduce((sum, place) => sum + of[place]!, 0);
  const others = () => [people - less(counts), peopleBeside - less(beside)] as const;
  for (let [here, there] = others(); here + there > 0 && !isEnough(here, there); [here, there] = others()) {
    if (told.length === 0) break;
    told.shift();
  }
  return told.sort((a, b) => a - b);
}

/** More rows than these are not tried all ways. */
const mostRows = 12;

/**
 * What adding and subtracting the rows leaves, beside whatever is told of units and periods today or later, and beside the rows of
 * other questions: of few, of enough, or of nobody where rows are whole units that are told. Those sums have, of all in one cell (a unit,
 * month and row of another question), each as often as the other; a sum in which some rows are, and others not as often, has of these at
 * least the fewer of the two sides.
 */
function leftBy(
  classOf: ClassOf,
  cellOf: ClassOf,
  { counted, groups, half, least }: OfGroup,
): 'few' | 'enough' | 'units' {
  const classes = [...new Set(counted.map(classOf))];
  if (classes.length > mostRows) return 'few';
  const parted = (keyOf: (one: CountedResponse) => string) => {
    const cells = new Map<string, number[]>();
    for (const one of counted) {
      const key = keyOf(one);
      const cell = cells.get(key) ?? classes.map(() => 0);
      cells.set(key, cell);
      cell[classes.indexOf(classOf(one))]! += 1;
    }
    return [...cells.values()];
  };
  const cells = parted(cellOf);
  const units = parted(({ unit }) => unit);
  const isTold = ({ unit }: CountedResponse) =>
    groups.some(
      (one) =>
        one.unit === unit &&
        one.period.length === half.length &&
        one.period.from === half.from &&
        one.standing === 'shown',
    );
  const areAllTold = counted.every(isTold);
  let all: 'enough' | 'units' = 'enough';
  // The first row is always on the one side.
  for (let side = 1; side < 2 ** classes.length - 1; side += 2) {
    const left = (of: readonly number[][]) =>
      of.reduce((total, cell) => {
        const on = cell.reduce((sum, n, at) => sum + ((side >> at) & 1 ? n : 0), 0);
        return total + Math.min(on, cell.reduce((sum, n) => sum + n, 0) - on);
      }, 0);
    if (left(cells) >= least) continue;
    if (!areAllTold || left(units) > 0) return 'few';
    all = 'units';
  }
  return all;
}

/** In which row somebody is. */
type ClassOf = (one: CountedResponse) => string;
