/**
 * A sitting: a device that is handed over once goes from person to person. Kept of it, sealed, is how many are expected and a
 * seat for each person who has begun, by the id of their draft, which is that of the response later. So what a killed browser
 * leaves is told apart: who had finished is counted, once, and whose answers are put away is not. Gone when the next begins.
 */
import { db } from '../../store/db.ts';
import { newUntimedId } from '../../store/id.ts';
import { keepLocal, localNames, readLocal } from '../../store/local-only.ts';
import { fieldsIn } from '../../ui/web-storage.ts';

const name = 'sitting';
const prefix = `${name}:`;

export interface Sitting {
  /** As the worker has said; absent where nobody said. */
  expected?: number;
  /** The day of it, `2026-11-28`. */
  on: string;
  answered: number;
  /** Somebody's answering was cut off: their answers are put away. */
  isCutOff: boolean;
}

/** Begins a sitting in the place of the one before. Rejects with `NotKept`. */
export async function beginSitting(on: string, expected?: number): Promise<void> {
  for (const seat of await localNames(prefix)) await keepLocal(seat, undefined);
  await keepLocal(name, { on, ...(expected ? { expected } : {}) });
}

/** The sitting that was begun last; undefined where there was none. Counts who finished though the browser died at thanks. */
export async function readSitting(): Promise<Sitting | undefined> {
  const { on, expected } = fieldsIn(await readLocal(name)) ?? {};
  if (typeof on !== 'string') return undefined;
  const seats = await readSeats();
  // Two tabs may have given the same person a seat.
  const answered = new Set(seats.flatMap(({ draft, stand }) => (stand === 'answered' ? [draft] : [])));
  const isCutOff = seats.some(({ draft, stand }) => stand === 'begun' && !answered.has(draft));
  return { on, ...(typeof expected === 'number' ? { expected } : {}), answered: answered.size, isCutOff };
}

interface Seat {
  seat: string;
  draft: string;
  /** `begun`: their answers are put away. `empty`: nothing of them is there. */
  stand: 'answered' | 'begun' | 'empty';
}

const readSeats = async (): Promise<Seat[]> => Promise.all((await localNames(prefix)).map(readSeat));

async function readSeat(seat: string): Promise<Seat> {
  const { draft, isAnswered } = fieldsIn(await readLocal(seat)) ?? {};
  if (typeof draft !== 'string') return { seat, draft: '', stand: 'empty' };
  if (isAnswered === true) return { seat, draft, stand: 'answered' };
  const [record, begun] = await Promise.all([db.records.get(draft), db.drafts.get(draft)]);
  return { seat, draft, stand: record ? 'answered' : begun ? 'begun' : 'empty' };
}

/** Somebody begins or goes on: gives them a seat. Seats of whom the browser was closed on are free: theirs are put away. */
export async function takeSeat(draft: string): Promise<void> {
  if (!(await readLocal(name))) return;
  for (const { seat, draft: theirs, stand } of await readSeats()) {
    // Whoever had finished stays counted when the response has left the device.
    await keepLocal(seat, stand === 'answered' ? { draft: theirs, isAnswered: true } : undefined);
  }
  await keepLocal(prefix + newUntimedId(), { draft });
}

/** Who began this draft has finished. */
export async function countSeat(draft: string): Promise<void> {
  for (const seat of await seatsOf(draft)) await keepLocal(seat, { draft, isAnswered: true });
}

/** Who began this draft stopped, or goes on later. */
export async function leaveSeat(draft: string): Promise<void> {
  for (const seat of await seatsOf(draft)) await keepLocal(seat, undefined);
}

const seatsOf = async (draft: string): Promise<string[]> =>
  (await readSeats()).flatMap((one) => (one.draft === draft ? [one.seat] : []));
