/** Runs the visits in rounds, A B C A B C, each round beginning with another one: a busy minute then hits all alike. */
import { machineNow } from './machine.mjs';

const turned = (list, by) => list.map((_, index) => list[(index + by) % list.length]);

export async function rounds(phase, visits, runs, journal) {
  for (let run = 0; run < runs; run++) {
    console.error(`${new Date().toISOString().slice(11, 19)} ${phase}, round ${run + 1} of ${runs}`);
    for (const visit of turned(visits, run)) await once(phase, visit, run, journal);
  }
}

/** One visit; one that fails is tried once more, and both failures are kept. */
async function once(phase, { tags, measure }, run, journal) {
  for (let attempt = 1; attempt <= 2; attempt++) {
    const machine = machineNow();
    try {
      journal.add({ phase, ...tags, run, machine, ...(await measure()) });
      return;
    } catch (error) {
      const why = String(error).slice(0, 500);
      console.error(`  failed: ${Object.values(tags).join(' ')}: ${why}`);
      journal.add({ phase: 'failed', of: phase, ...tags, run, machine, why });
    }
  }
}
