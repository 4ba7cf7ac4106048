import * as z from 'zod/mini';
import { freeText } from '../../store/free-text.ts';
import { coarse, defineKind, type RecordOf } from '../../store/kind.ts';
import { nameLimit } from '../outing.ts';
import { splits } from '../rows.ts';
import { codeOf } from '../value-list.ts';
import { counters } from '../values.ts';

/**
 * What a mark can move: a counter, or a part of a split (`age:18-24`); beside these what the organisation added to what is
 * handed out. What is not assessed is never marked: it is the rest.
 */
export const marked = [
  ...counters,
  ...parts(splits.age).map((age) => `age:${age}` as const),
  ...parts(splits.gender).map((gender) => `gender:${gender}` as const),
] as const;
export type Marked = (typeof marked)[number];

function parts<T extends string>(values: readonly T[]): Exclude<T, 'not-assessed'>[] {
  return values.filter((value): value is Exclude<T, 'not-assessed'> => value !== 'not-assessed');
}

/**
 * One mark of the tally at one stop: by how much one tap moved which counters. A tap on a counter that lies within another
 * moves that one too where it must, so every mark by itself keeps the numbers from contradicting each other. Marks are only
 * ever added, so that two phones can bring theirs together; undoing is a mark of the opposite.
 */
export const Tally = coarse(
  defineKind(
    'tally',
    {
      outingId: z.uuid(),
      place: freeText(nameLimit, 1),
      add: z.partialRecord(codeOf(marked), z.int().check(z.gte(-999), z.lte(999))),
    },
    [],
    'outingId',
  ),
);
export type Tally = RecordOf<typeof Tally>;
