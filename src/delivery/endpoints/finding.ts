/** What one step of a trial showed. */
import type { EndpointConfig } from '../../setup/endpoint.ts';
import { withoutEchoes } from '../engine/echoes.ts';
import type { HttpResponse } from '../engine/send.ts';

export type TrialStep = 'reach' | 'store' | 'repeat' | 'reject' | 'remove';

/** A word for the screens (`trial.found.<step>.<word>`), what its sentence names, and the endpoint's own words. */
export interface Finding {
  step: TrialStep;
  tone: 'good' | 'look' | 'bad';
  word: string;
  params?: Record<string, string | number>;
  raw?: Raw;
}

/** An answer as it is shown: as text, cut short. */
export interface Raw {
  status?: number;
  type?: string;
  text: string;
}

/** So much of an answer is shown, in characters. */
const shown = 2000;

export const rawOf = (
  answer: HttpResponse | { status: number; type: string; text: string },
  config: EndpointConfig,
): Raw => {
  if ('is' in answer && answer.is !== 'answer') return { text: '' };
  const { status, type, text } = answer;
  return { status, type, text: withoutEchoes(text, config).slice(0, shown) };
};
