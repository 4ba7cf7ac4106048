/** Where the reading of an endpoint ended. */
import { keepLocal, readLocal } from './local-only.ts';

/**
 * `since` is the endpoint's own mark, and means something in the history that holds the commit `history` only. `at`: when all
 * of an endpoint whose marks do not last was read, in ms since 1970.
 */
export interface Position {
  since: number | string;
  history?: string;
  at?: number;
}

/** An earlier version kept the number alone. */
type Positions = Record<string, Position | number>;

/** Where to go on reading `what`; the beginning the first time. `name` is that of the list that it stands in. */
export async function positionOf(name: string, what: string): Promise<Position> {
  const kept = (await readLocal<Positions>(name))?.[what] ?? 0;
  return typeof kept === 'number' ? { since: kept } : kept;
}

export async function keepPosition(name: string, what: string, position: Position): Promise<void> {
  await keepLocal(name, { ...(await readLocal<Positions>(name)), [what]: position } satisfies Positions);
}
