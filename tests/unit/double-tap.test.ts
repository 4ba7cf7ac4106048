/** A finger that taps twice: what a button began is not begun again, and each change of a record goes on from the one before. */
import { describe, expect, test } from 'vitest';
import { Outing } from '../../src/outreach/outing.ts';
import { find } from '../../src/store/find.ts';
import { create, revise } from '../../src/store/save.ts';
import { revising } from '../../src/store/use-revise.ts';
import { unlessRunning } from '../../src/ui/unless-running.ts';
import { freshDevice } from '../support/device.ts';

freshDevice();

describe('a button', () => {
  test('does nothing while what its tap began is pending, and works again when that has ended', async () => {
    const run = unlessRunning();
    let begun = 0;
    let end = () => {};
    const work = () => {
      begun++;
      return new Promise<void>((resolve) => {
        end = resolve;
      });
    };
    expect([run(work), run(work), run(work)]).toEqual([true, false, false]);
    end();
    await new Promise(setImmediate);
    expect([run(work), begun]).toEqual([true, 2]);
  });

  test('counts every tap of what is done at once: a step, a counter, the next page', () => {
    const run = unlessRunning();
    let count = 0;
    for (let tap = 0; tap < 50; tap++) run(() => ++count);
    expect(count).toBe(50);
  });
});

describe('a record that is changed by taps', () => {
  const begin = () => create(Outing, { state: 'running', places: ['Tori'], organisations: [] });

  test('has all of them, though none is drawn yet', async () => {
    const outing = await begin();
    const { change } = revising(Outing, outing);
    const goTo = (place: string) => change(({ places }) => ({ places: [...places, place] }));
    await Promise.all(['Asema', 'Silta', 'Ranta'].map(goTo));
    expect((await find(Outing, outing.id))?.places).toEqual(['Tori', 'Asema', 'Silta', 'Ranta']);
  });

  test('is not kept again where a second tap changes nothing', async () => {
    const outing = await begin();
    const { change } = revising(Outing, outing);
    const end = () => change(({ state }) => (state === 'running' ? { state: 'debriefed' } : undefined));
    await Promise.all([end(), end()]);
    expect(await find(Outing, outing.id)).toMatchObject({ state: 'debriefed', rev: 2 });
  });

  test('is not written over where another tab has changed it, until that is drawn', async () => {
    const outing = await begin();
    const turns = revising(Outing, outing);
    const there = await revise(Outing, outing, { places: ['Tori', 'Puisto'] });
    const goOn = () => turns.change(({ places }) => ({ places: [...places, 'Asema'] }));
    await expect(goOn()).rejects.toMatchObject({ why: 'changed-elsewhere' });
    turns.show(there);
    await goOn();
    expect((await find(Outing, outing.id))?.places).toEqual(['Tori', 'Puisto', 'Asema']);
  });
});
