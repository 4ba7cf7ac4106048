/** Scores for groups: one named, versioned rule, read from the instrument. */
import type { Instrument, Scoring } from './instrument.ts';

/** The rule as results and exports name it: `esis-0-100 v1`. */
export const scoringName = ({ name, version }: Scoring): string => `${name} v${version}`;

/**
 * The score of one response by one rule, or undefined where an item that counts is missing. Never for a worker's screen:
 * results are for groups.
 */
export function score(
  { items }: Pick<Instrument, 'items'>,
  rule: Scoring,
  answers: readonly (number | null)[],
): number | undefined {
  const counted = items.flatMap(({ id, type }, index) =>
    (rule.items ? rule.items.includes(id) : type === 'scale') ? [answers[index] ?? null] : [],
  );
  if (counted.length === 0) return undefined;
  let sum = 0;
  for (const code of counted) {
    if (code === null) return undefined;
    sum += code;
  }
  const value = rule.of === 'sum' ? sum : sum / counted.length;
  return (value - (rule.minus ?? 0)) * (rule.times ?? 1);
}
