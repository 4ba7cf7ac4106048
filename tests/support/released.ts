/** Results as they are told once all months in which anybody answered have ended. */
import type { Answered } from '../../src/results/answered.ts';
import { type Choices, closeMonths, type Results, resultsOf } from '../../src/results/results.ts';
import type { Instrument } from '../../src/survey/instrument/instrument.ts';

/** A day on which every year that tests speak of has ended. */
const afterwards = '2031-01-01';

export async function releasedResults(
  instrument: Instrument,
  responses: readonly Answered[],
  choices: Choices,
  { today = afterwards, breathe }: { today?: string; breathe?: () => Promise<void> | undefined } = {},
): Promise<Results> {
  const releases = await closeMonths(instrument, responses, [], { least: choices.least, today }, breathe);
  return resultsOf(instrument, releases, responses, choices);
}
