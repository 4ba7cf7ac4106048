import { beforeEach, expect, test, vi } from 'vitest';
import { breakOff } from '../kill/break-off.ts';
import { type Measured, momentOf } from '../kill/moment.ts';
import { random } from '../support/random.ts';

const killed = vi.spyOn(process, 'kill');
beforeEach(() => void killed.mockReset().mockReturnValue(true));

const never = new Promise<never>(() => undefined);
const counting = (steps = 0) => ({ steps: () => steps, reaches: () => never });
const given = {
  kind: 'leave',
  page: {} as never,
  pid: 1,
  counter: counting(),
  settled: async () => undefined,
  chance: () => 0.9,
};

test('a kill comes while its own kind of change is made, and at each step of it once before at any again', () => {
  const chance = random(19);
  const times: Measured = { longest: 800, steps: 6, left: [] };
  const drawn = Array.from({ length: 60 }, () => momentOf(chance, times));
  const bySteps = drawn.filter(({ nth }) => nth !== undefined).map(({ nth, isHeld = false }) => `${nth} ${isHeld}`);
  expect(new Set(bySteps.slice(0, 12)).size).toBe(12);
  expect(new Set(bySteps).size).toBe(12);
  for (const { nth, ms } of drawn) if (nth === undefined) expect(ms).toBeLessThan(800);
});

test('the first of a kind is timed by itself: it ends before the browser is killed', async () => {
  const measured = new Map([['add', { longest: 9000, steps: 33, left: [] }]]);
  const happened: string[] = [];
  const begin = async () => void happened.push('done');
  killed.mockImplementation(() => {
    happened.push('killed');
    return true;
  });
  expect(await breakOff({ ...given, begin, measured })).toEqual({ kind: 'leave', isSaid: true });
  expect(happened).toEqual(['done', 'killed']);
  expect(measured.get('leave')).toMatchObject({ steps: 0 });
});

test('a change that cannot be begun is told, and no kill is counted where nothing happens', async () => {
  const measured = new Map([['leave', { longest: 10, steps: 3, left: [] }]]);
  const begin = () => Promise.reject(new Error('no such button'));
  for (const chance of [() => 0.1, () => 0.9])
    await expect(
      breakOff({ ...given, page: { evaluate: async () => undefined } as never, chance, begin, measured }),
    ).rejects.toThrow('no such button');
  expect(killed).not.toHaveBeenCalled();
});
