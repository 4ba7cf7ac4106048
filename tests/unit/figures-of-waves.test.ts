/** What is told of the same people at two times, and of their change, leaves each of them scores that are clearly apart. */
import { describe, expect, test } from 'vitest';
import { toldMean } from '../../src/disclosure/told-mean.ts';
import { deviation, mean } from '../../src/statistics/estimates.ts';
import { random as randomFrom } from '../support/random.ts';

type Scores = readonly number[];
interface Times {
  before: Scores;
  after: Scores;
}
/** A score of ten statements with five steps goes up by so much. */
const unit = 2.5;
const ends = { from: 0, to: 100 };

/** All that is told where everybody answered both times: two means, and that of the changes, as `results/change.ts` tells it. */
const told = ({ before, after }: Times): string => {
  const changes = after.map((score, at) => score - before[at]!);
  return JSON.stringify([
    toldMean(before, ends),
    toldMean(after, ends),
    toldMean(changes, { from: -100, to: 100 }, 100),
  ]);
};
/** The same, told exactly. */
const exact = ({ before, after }: Times): string => {
  const of = (values: Scores) => [mean(values).toFixed(6), deviation(values).toFixed(6)];
  return JSON.stringify([of(before), of(after), of(after.map((score, at) => score - before[at]!))]);
};

/**
 * How far apart the scores at each place can be, from the lowest to the highest of each time: found by a walk through scores that
 * would all have been told alike. A move gives what one or two people take to one or two others, in one of the times or in both.
 */
function spans(times: Times, tell: typeof told, random: () => number, steps: number): number[] {
  const truth = tell(times);
  const places = ({ before, after }: Times) => [before, after].flatMap((of) => [...of].sort((a, b) => a - b));
  let now = times;
  const [least, greatest] = [places(now), places(now)];
  const pick = (n: number) => Math.floor(random() * n);
  for (let step = 0; step < steps; step++) {
    const by = new Map<number, number>();
    const give = (delta: number) => {
      const [from, to] = [pick(times.before.length), pick(times.before.length)];
      by.set(from, (by.get(from) ?? 0) - delta);
      by.set(to, (by.get(to) ?? 0) + delta);
    };
    for (let count = 1 + pick(3); count > 0; count--) give(unit * (1 + pick(4)));
    // The sum of all may move too, as far as its rounding leaves room.
    if (pick(3) === 0) {
      const one = pick(times.before.length);
      by.set(one, (by.get(one) ?? 0) + unit * (pick(2) === 0 ? 1 : -1));
    }
    const shifted = (scores: Scores) => scores.map((score, at) => score + (by.get(at) ?? 0));
    const which = pick(3);
    const next = {
      before: which === 1 ? now.before : shifted(now.before),
      after: which === 2 ? now.after : shifted(now.after),
    };
    if (![...next.before, ...next.after].every((score) => score >= 0 && score <= 100) || tell(next) !== truth) continue;
    now = next;
    for (const [at, score] of places(now).entries()) {
      least[at] = Math.min(least[at]!, score);
      greatest[at] = Math.max(greatest[at]!, score);
    }
  }
  return least.map((score, at) => greatest[at]! - score);
}

/** How people answer twice: evenly, in the middle, in two parts, all up by as much, hardly changed. */
function drawn(random: () => number, n: number): Times {
  const onGrid = (score: number) => Math.min(100, Math.max(0, Math.round(score / unit) * unit));
  const kind = Math.floor(random() * 5);
  const before = Array.from({ length: n }, () =>
    onGrid(
      kind === 0
        ? random() * 100
        : kind === 1
          ? 40 + random() * 25
          : kind === 2
            ? (random() < 0.5 ? 30 : 70) + random() * 10
            : 30 + random() * 45,
    ),
  );
  const after = before.map((score) =>
    onGrid(kind === 3 ? score + 10 : score + (random() - 0.4) * (kind === 4 ? 5 : 30)),
  );
  return { before, after };
}

describe('two times of the same people, and their change', () => {
  const groups = (count: number) => {
    const random = randomFrom(20261129);
    return Array.from({ length: count }, (_, at) => drawn(random, 5 + (at % 8)));
  };

  test('at each place, from the lowest score to the highest, two stay that are a tenth of the scale apart', () => {
    const walk = randomFrom(7);
    for (const times of groups(80)) {
      const found = Math.min(...spans(times, told, walk, 4_000));
      expect(found, JSON.stringify(times)).toBeGreaterThanOrEqual(10);
    }
  });

  test('told exactly they would not', () => {
    const walk = randomFrom(7);
    const narrow = groups(40).filter((times) => Math.min(...spans(times, exact, walk, 4_000)) < 10);
    expect(narrow.length).toBeGreaterThan(30);
  });
});
