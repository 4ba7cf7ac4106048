/** The wave that a response is about to answer. Travels with it to the respondent's page, so nothing heavy is needed here. */
export interface AskedWave {
  /** The plan, and which time of it, from 0 on. */
  plan: string;
  number: number;
  /** The day on which it was due, `2026-11-22`. */
  due: string;
  turn: number;
}

/** What was kept of a wave that is asked; undefined where it is none. */
export function askedIn(value: unknown): AskedWave | undefined {
  const { plan, number, due, turn } = (typeof value === 'object' && value !== null ? value : {}) as Partial<AskedWave>;
  return askedBy([plan, number, due, turn].join('.'));
}

/** `new.2.2026-11-22.7`: what is asked, in a link. */
export const askedInLink = ({ plan, number, due, turn }: AskedWave): string => [plan, number, due, turn].join('.');

/** What a link asks; undefined where it asks for no wave. */
export function askedBy(link: string | null): AskedWave | undefined {
  const [plan = '', number, due = '', turn] = (link ?? '').split('.');
  const isWhole = /^[a-z0-9-]+\.\d+\.\d{4}-\d\d-\d\d\.\d+$/.test(link ?? '');
  return isWhole ? { plan, number: Number(number), due, turn: Number(turn) } : undefined;
}
