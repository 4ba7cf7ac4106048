/** Something that was counted: how much of what, when, where and by whom it was logged. */
import { wallTime } from '../../i18n/wall-time.ts';

/** Something that was counted. */
export interface Fact {
  /** The day on the walls of Finland: `2026-11-21`. */
  date: string;
  /** The hour of the day there. */
  hour: number;
  place: string;
  unit: string;
  device: string;
  outing: string;
  /** How much of what. */
  adds: readonly (readonly [key: string, n: number])[];
}

/** How much of what, while it is put together. */
export type Adds = [key: string, n: number][];

interface Origin {
  at: string;
  place: string;
  unit: string;
  device: string;
  outingId: string;
}

/** A fact at the place and the time of a record. */
export const fact = ({ at, place, unit, device, outingId }: Origin, adds: Adds): Fact => ({
  ...wallHourOf(at),
  place,
  unit,
  device,
  outing: outingId,
  adds,
});

const hours = new Map<string, { date: string; hour: number }>();

/** The day and hour in Finland. Looked up once an hour of UTC: the zone is whole hours away. */
export function wallHourOf(at: string): { date: string; hour: number } {
  const utc = at.slice(0, 13);
  const held = hours.get(utc);
  if (held) return held;
  const wall = wallTime(at);
  const made = { date: wall.slice(0, 10), hour: Number(wall.slice(11, 13)) };
  hours.set(utc, made);
  return made;
}
