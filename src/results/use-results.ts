import { useEffect, useState } from 'preact/hooks';
import { yieldToMain } from '../store/yield-to-main.ts';
import { readInstruments } from '../survey/instrument/instruments-store.ts';
import type { Answered } from './answered.ts';
import { type ReportChoices, reportChoices } from './choices-store.ts';
import { collected, useElsewhere } from './collected-store.ts';
import { type Collection, responsesIn } from './collection.ts';
import { type Results, resultsOf } from './results.ts';

/** Results of every instrument that somebody answered; undefined while they are counted. */
export interface AllResults {
  choices: ReportChoices;
  all: Results[];
  /** How many responses there are, whatever they are to. */
  responses: number;
  /** Responses to forms that this device does not know. */
  unknown: number;
}

/** Counts what there is, in slices, again when something comes from elsewhere or is forgotten. */
export function useResults(): AllResults | undefined {
  return useCounted(async (collection, choices) => {
    const responses = responsesIn(collection);
    const answered = (await readInstruments()).filter(({ id }) => responses.some((one) => one.instrument === id));
    const all: Results[] = [];
    for (const instrument of answered) all.push(await resultsOf(instrument, responses, choices, yieldToMain()));
    const isKnown = ({ instrument }: Answered) => answered.some(({ id }) => id === instrument);
    return { choices, all, responses: responses.length, unknown: responses.filter((one) => !isKnown(one)).length };
  });
}

/** What `count` makes of all records there are; what it throws reaches the error boundary. */
export function useCounted<T>(
  count: (collection: Collection, choices: ReportChoices) => Promise<T> | T,
  inputs: unknown[] = [],
): T | undefined {
  const { version } = useElsewhere();
  const [state, setState] = useState<{ value?: T; error?: unknown }>({});
  useEffect(() => {
    let isStale = false;
    const run = async () => count(await collected(), reportChoices());
    run().then(
      (value) => isStale || setState({ value }),
      (error: unknown) => isStale || setState({ error }),
    );
    return () => {
      isStale = true;
    };
  }, [version, ...inputs]);
  if ('error' in state) throw state.error;
  return state.value;
}
