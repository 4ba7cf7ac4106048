/**
 * What may be told of each group beside its number: worked out for the whole table of units and periods at once, because what is
 * told of two groups is told of their difference too. People are counted, never answers.
 */
import { suppressGroups } from '../disclosure/groups.ts';
import { suppressSplits } from '../disclosure/splits.ts';
import type { Suppression } from '../disclosure/suppression.ts';
import type { Instrument, Scoring } from '../survey/instrument/instrument.ts';
import { type CountedResponse, scoringsOf } from './counted.ts';

/** What may be told of one group that is shown. */
export interface Telling {
  /** The smallest number of people behind a figure. */
  least: number;
  /** All units and the whole time: how answers are spread over a scale is told of it alone. */
  isWhole: boolean;
  /** Whether it may be told how many are within the first mark of the rule at this place. */
  marks: readonly boolean[];
  /** Whether enough people answered the item at this place. */
  items: readonly boolean[];
}

/** Whether a score is within the first mark of a rule. */
export const isWithin = ({ marks, from }: Scoring, value: number): boolean =>
  value >= (marks?.[0]?.from ?? from) && value < (marks?.[0]?.below ?? Number.POSITIVE_INFINITY);

/** Whether the item at a place was answered in a way that is counted. */
export function hasAnswered({ items }: Instrument, { given }: CountedResponse, place: number): boolean {
  const item = items[place]!;
  return item.type === 'several' ? (given.several?.[item.id]?.length ?? 0) > 0 : given.answers[place] != null;
}

/** What may be told of the groups of a table, by row and column as `withTotals` lays them. `cells[row][column]` are people. */
export function tellings(
  instrument: Instrument,
  cells: readonly (readonly (readonly CountedResponse[])[])[],
  standing: readonly (readonly Suppression[])[],
  least: number,
): (row: number, column: number) => Telling {
  const count = (is: (one: CountedResponse) => boolean) =>
    cells.map((row) => row.map((group) => group.filter(is).length));
  const marks = scoringsOf(instrument).map((rule, index) => {
    if (!rule.marks?.length) return undefined;
    const isIn = ({ scores }: CountedResponse) => isWithin(rule, scores[index]!);
    return suppressSplits(
      count(isIn),
      count((one) => !isIn(one)),
      standing,
      least,
    );
  });
  const all = count(() => true).flat();
  const items = instrument.items.map((_, place) => {
    const answered = count((one) => hasAnswered(instrument, one, place));
    return answered.flat().every((n, index) => n === all[index]) ? standing : suppressGroups(answered, least);
  });
  return (row, column) => ({
    least,
    isWhole: row === standing.length - 1 && column === standing[row]!.length - 1,
    marks: marks.map((told) => told?.[row]?.[column] ?? false),
    items: items.map((of) => standing[row]?.[column] === 'shown' && of[row]?.[column] === 'shown'),
  });
}
