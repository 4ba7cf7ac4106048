/** Bars of parts: what is told of several answers together does not look like any one of them. */
import { expect, test } from 'vitest';
import { fillOf } from '../../src/results/parts-bar.tsx';

test.each([2, 3, 4, 5])(
  'of %i steps each looks another than the others, and than any that are told together',
  (steps) => {
    const places = Array.from({ length: steps }, (_, index) => index / (steps - 1));
    const alone = places.map((place) => fillOf([place]));
    const together = places.flatMap((_, from) =>
      places.slice(from + 1).map((_, more) => fillOf(places.slice(from, from + 2 + more))),
    );
    const all = [...alone, ...together];
    expect(new Set(all).size).toBe(all.length);
  },
);
