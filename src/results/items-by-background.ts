/**
 * Statements by what people said of their background, beside the scores (`by-background.ts`): told where neither a row nor any people whom
 * rows, units and months single out together answered one of them nearly all at one end.
 */
import { roundingStep, type ToldMean, toldMean } from '../disclosure/told-mean.ts';
import type { Instrument } from '../survey/instrument/instrument.ts';
import type { CountedResponse } from './counted.ts';
import { endsOf } from './ends-untold.ts';
import { itemsTogether } from './group-statistics.ts';

/** A statement, and its mean of each row. */
export interface ItemByBackground {
  item: string;
  means: ToldMean[];
}

interface Rows {
  instrument: Instrument;
  counted: readonly CountedResponse[];
  least: number;
  /** In which row somebody is, from 0. */
  rowOf(one: CountedResponse): number;
  /** Who is in one of these is told of together otherwise: by unit and month, and by rows of other questions. */
  cellOf(one: CountedResponse): string;
  count: number;
}

/** The statements that are told of rows; those of a score all or none. */
export function itemsByRow(of: Rows): ItemByBackground[] {
  const { instrument, counted, rowOf, count } = of;
  const cells = cellsOf(of);
  if (!haveAllMet(cells, count)) return [];
  return itemsTogether(instrument).flatMap((ids): ItemByBackground[] => {
    const items = instrument.items.flatMap(({ id }, place) => (ids.has(id) ? [{ id, place }] : []));
    if (items.some(({ place }) => !isTold(place, of, cells))) return [];
    return items.map(({ id, place }) => ({
      item: id,
      means: Array.from({ length: count }, (_, row) =>
        toldMean(
          counted.flatMap((one) => (rowOf(one) === row ? one.given.answers[place]! : [])),
          endsOf(instrument, place)!,
        ),
      ),
    }));
  });
}

/** Who of each row is in each cell. */
type Cell = CountedResponse[][];

function cellsOf({ counted, rowOf, cellOf, count }: Rows): Cell[] {
  const cells = new Map<string, Cell>();
  for (const one of counted) {
    const key = cellOf(one);
    const cell = cells.get(key) ?? Array.from({ length: count }, () => []);
    cells.set(key, cell);
    cell[rowOf(one)]!.push(one);
  }
  return [...cells.values()];
}

/** Whether each two rows meet in a cell: then whoever is singled out is parted from the others in the same way everywhere. */
const haveAllMet = (cells: readonly Cell[], count: number): boolean =>
  Array.from({ length: count }, (_, row) => row).every((row) =>
    Array.from({ length: row }, (_, other) => other).every((other) =>
      cells.some((cell) => cell[row]!.length > 0 && cell[other]!.length > 0),
    ),
  );

/**
 * Whether a statement of which all are asked can be told. People who are singled out are, in each cell in which rows on both sides are,
 * those of one side; of a cell with one side alone they are all or nobody, as it suits whoever looks.
 */
function isTold(place: number, { instrument, counted, least, count }: Rows, cells: readonly Cell[]): boolean {
  const ends = endsOf(instrument, place);
  if (!ends || counted.some(({ given }) => given.answers[place] == null)) return false;
  const near = (ends.to - ends.from) / 10 + roundingStep(least, ends) / 2;
  const distances = (people: readonly CountedResponse[]): [number, number] => {
    const answers = people.map(({ given }) => given.answers[place]!);
    const sum = (distance: (answer: number) => number) => answers.reduce((all, one) => all + distance(one) - near, 0);
    return [sum((answer) => ends.to - answer), sum((answer) => answer - ends.from)];
  };
  const inCells = cells.map((cell) => cell.map(distances));
  for (let side = 1; side < 2 ** count - 1; side++) {
    for (const end of [0, 1] as const) {
      const far = inCells.reduce((total, rows, at) => {
        const sum = (isOn: number) =>
          rows.reduce((all, row, index) => all + (((side >> index) & 1) === isOn ? row[end]! : 0), 0);
        const has = (isOn: number) =>
          cells[at]!.some((people, index) => ((side >> index) & 1) === isOn && people.length > 0);
        return total + (has(1) && has(0) ? sum(1) : Math.min(0, sum(1) + sum(0)));
      }, 0);
      if (far <= 0) return false;
    }
  }
  return true;
}
