import { describe, expect, it } from 'vitest';
import { autosave } from '../../src/store/autosave.ts';
import { random } from '../support/random.ts';

interface Written {
  rev: number;
  fields: number;
}

/** A store whose writes end when they are told to, and that counts how many run at once. */
function store() {
  const open: { end(isWell: boolean): void }[] = [];
  const kept: Written[] = [];
  let failures = 0;
  const saving = autosave<Written, number>({
    kept: undefined,
    write: (before, fields) =>
      new Promise((resolve, reject) =>
        open.push({
          end: (isWell) => (isWell ? resolve({ rev: (before?.rev ?? 0) + 1, fields }) : reject(new Error('full'))),
        }),
      ),
    onKept: (record) => void kept.push(record),
    onFailed: () => void failures++,
  });
  /** Ends the write that runs, and lets what follows from it happen. */
  const end = async (isWell: boolean) => {
    open.shift()?.end(isWell);
    await new Promise(setImmediate);
  };
  return { saving, open, kept, end, failures: () => failures };
}

describe('a record that is kept as it is tapped', () => {
  it('is written once at a time, and the newest of what came meanwhile follows', async () => {
    const { saving, open, kept, end } = store();
    for (const fields of [1, 2, 3]) saving.keep(fields);
    expect(open).toHaveLength(1);
    await end(true);
    await end(true);
    expect(kept).toEqual([
      { rev: 1, fields: 1 },
      { rev: 2, fields: 3 },
    ]);
  });

  it('is not begun twice where a tap meets the last try of what failed', async () => {
    const { saving, open, kept, end } = store();
    saving.keep(1);
    await end(false);
    const settled = saving.settled();
    await new Promise(setImmediate);
    saving.again();
    saving.keep(2);
    expect(open, 'one write').toHaveLength(1);
    await end(true);
    await end(true);
    expect(await settled).toEqual({ rev: 2, fields: 2 });
    expect(kept.map(({ rev }) => rev)).toEqual([1, 2]);
  });

  it('undone while its last change cannot be written: what is kept is told, and nothing is written after it', async () => {
    const { saving, open, end } = store();
    saving.keep(1);
    await end(true);
    saving.keep(2);
    await end(false);
    expect(await saving.abandon()).toEqual({ rev: 1, fields: 1 });
    saving.again();
    expect(open).toHaveLength(0);
  });

  it('in any order of taps, tries and failures: never two writes at once, no revision twice, the last fields kept', async () => {
    for (let seed = 1; seed <= 300; seed++) {
      const next = random(seed);
      const { saving, open, kept, end } = store();
      let last = 0;
      for (let step = 0; step < 30; step++) {
        const what = next();
        if (what < 0.4) saving.keep(++last);
        else if (what < 0.55) saving.again();
        else if (what < 0.7) void saving.settled();
        else await end(next() < 0.6);
        expect(open.length, `seed ${seed}`).toBeLessThanOrEqual(1);
      }
      saving.keep(++last);
      while (kept.at(-1)?.fields !== last) {
        await end(true);
        saving.again();
        await new Promise(setImmediate);
      }
      expect(kept.map(({ rev }) => rev)).toEqual(kept.map((_, at) => at + 1));
      expect(await saving.settled()).toEqual(kept.at(-1));
    }
  });
});
