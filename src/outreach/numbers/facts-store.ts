/**
 * The records that numbers are made of, opened once and held in memory while the app is open: this device's own, and what was
 * read from elsewhere in this sitting. What is in both counts once, in its highest revision; what was deleted stays deleted.
 */

import { spansOf } from '../../periods/parts.ts';
import { momentsOf, type Period } from '../../periods/periods.ts';
import { eachBetween, onRecordsChanged } from '../../store/find.ts';
import type { Envelope, Kind } from '../../store/kind.ts';
import { Debrief } from '../debrief/debrief.ts';
import { Encounter } from '../encounter.ts';
import { Guidance } from '../follow-up/guidance.ts';
import { Unmet } from '../follow-up/unmet.ts';
import { Outing } from '../outing.ts';
import { Tally } from '../tally/tally.ts';
import type { Gathered } from './gathered.ts';

interface Held {
  rev: number;
  at: string;
  /** Absent where it was deleted, or cannot be read. */
  record?: Envelope;
}

/** The kinds that numbers are made of. */
export const kindsCounted: readonly Kind<Envelope>[] = [Outing, Encounter, Tally, Guidance, Unmet, Debrief];

const own = new Map<string, Held>();
const elsewhere = new Map<string, Map<string, Held>>();

/** The ids of the spans that were read, as long as nothing was written since: they need not be read again. */
const spansRead = new Map<string, readonly string[]>();
let changes = 0;
onRecordsChanged(() => {
  changes += 1;
  spansRead.clear();
});

/** What is told of an outing or an encounter may be told later: so many days after a period are read for it as well. */
const afterwards = 31;
const isToldLater = (kind: string) => kind === Guidance.name || kind === Debrief.name;

/** All that was logged in a period. `progress` hears how many records are read; `breathe` is called after each. */
export async function gather(
  period: Period,
  breathe: () => Promise<void> | undefined,
  progress: (read: number) => void,
): Promise<Gathered> {
  const found = new Map<string, Envelope[]>();
  let read = 0;
  for (const kind of kindsCounted) {
    const late = isToldLater(kind.name) ? afterwards : 0;
    const records: Envelope[] = [];
    const others = elsewhere.get(kind.name) ?? new Map<string, Held>();
    const seen = new Set<string>();
    for (const span of spansOf(period, late)) {
      const { from, to } = momentsOf(span);
      for (const id of await readSpan(kind, from, to, breathe, () => {
        read += 1;
        if (read % 500 === 0) progress(read);
      })) {
        const newest = newer(own.get(id), others.get(id));
        seen.add(id);
        if (newest?.record) records.push(newest.record);
        await breathe();
      }
      for (const [id, { at, record }] of others)
        if (record && !seen.has(id) && at >= from && at < to) records.push(record);
    }
    found.set(kind.name, records);
  }
  const all = <R extends Envelope>(kind: Kind<R>) => (found.get(kind.name) ?? []) as R[];
  return {
    outings: all(Outing),
    debriefs: all(Debrief),
    encounters: all(Encounter),
    tallies: all(Tally),
    guidances: all(Guidance),
    unmets: all(Unmet),
  };
}

/** The ids of a kind that lie in a span on this device; opens what is not in memory. */
async function readSpan(
  kind: Kind<Envelope>,
  from: string,
  to: string,
  breathe: () => Promise<void> | undefined,
  onRead: () => void,
): Promise<readonly string[]> {
  const name = `${kind.name} ${from} ${to}`;
  const held = spansRead.get(name);
  if (held) return held;
  const ids: string[] = [];
  const before = changes;
  await eachBetween(kind, from, to, {
    skip: (id, rev) => own.get(id)?.rev === rev,
    async take({ id, rev, at }, record) {
      if (record !== 'skipped') own.set(id, { rev, at, ...(record && { record }) });
      ids.push(id);
      onRead();
      await breathe();
    },
  });
  if (changes === before) spansRead.set(name, ids);
  return ids;
}

const newer = (a: Held | undefined, b: Held | undefined) => (a && b && b.rev > a.rev ? b : (a ?? b));

/** Puts in a record that was read from elsewhere; false where it is none that numbers are made of. */
export function takeElsewhere(record: unknown): boolean {
  const { kind: name, id, rev, at, deleted } = (record ?? {}) as Partial<Envelope> & { deleted?: unknown };
  const kind = kindsCounted.find((one) => one.name === name);
  if (!kind || !id || !rev || !at) return false;
  const held = elsewhere.get(kind.name) ?? new Map<string, Held>();
  elsewhere.set(kind.name, held);
  if ((held.get(id)?.rev ?? 0) >= rev) return true;
  try {
    held.set(id, { rev, at, ...(deleted ? {} : { record: kind.read(record) }) });
    return true;
  } catch {
    return false; // A shape of tomorrow, or no record at all.
  }
}

/** How many records from elsewhere are in memory, this device's own left out. */
export const countElsewhere = (device: string): number =>
  [...elsewhere.values()].reduce(
    (sum, held) => sum + [...held.values()].filter(({ record }) => record && record.device !== device).length,
    0,
  );

export const forgetElsewhere = (): void => elsewhere.clear();
