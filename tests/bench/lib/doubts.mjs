/** What makes the figures doubtful: said under the tables, so that nobody quotes them without it. */
import { spread } from './numbers.mjs';

/** The fixed work took this much longer than at its quickest in the same session: somebody else was using the processor. */
const slower = 1.2;

/** Our own browser alone brings the load average to about one. */
const isBusy = ({ work, load }, quickest, cores) => work > quickest * slower || load > cores;

export function busyWarnings(rows) {
  const { cores } = rows.find(({ phase }) => phase === 'setting').machine;
  const states = rows.map(({ machine }) => machine).filter((machine) => machine?.work);
  if (!states.length) return [];
  const works = states.map(({ work }) => work);
  const quickest = Math.min(...works);
  const busy = states.filter((state) => isBusy(state, quickest, cores)).length;
  const load = spread(states.map((state) => state.load));
  const said = [`Before each run: a fixed piece of work took ${spread(works)} ms, load average ${load}.`];
  if (busy > states.length / 4) {
    said.push(
      `**The machine was busy** before ${busy} of ${states.length} runs: quote no milliseconds, and measure again.`,
    );
  }
  return said;
}

/** An answer that the page dropped when it drew itself anew was not really possible. */
export function keptWarnings(rows) {
  const dropped = rows.filter(({ kept }) => kept === false);
  const names = [...new Set(dropped.map(({ target }) => target))];
  return names.map((name) => {
    const times = dropped.filter(({ target }) => target === name).length;
    return `**${name} dropped the first answer again** in ${times} runs: its “first answer possible” is too early.`;
  });
}

export function failures(rows) {
  const failed = rows.filter(({ phase }) => phase === 'failed');
  if (!failed.length) return [];
  const lines = failed.map(({ of, target, engine, stored, run, why }) => {
    return `- ${[of, target ?? engine, stored, `round ${run + 1}`].filter((part) => part !== undefined).join(', ')}: ${why}`;
  });
  return [`Runs that failed: ${failed.length}\n${lines.join('\n')}`];
}
