/** Which records of other devices a unit needs: those of its own codes, and no other unit's. Pure. */
import { isTombstone, type Kind, type Tombstone } from '../../store/kind.ts';
import { Respondent } from './respondent.ts';
import { WaveEvent } from './wave-event.ts';

export type Entry = Respondent | WaveEvent;

/** Both kinds, in the order in which they are read: codes before what happened to them. */
export const entryKinds = [Respondent, WaveEvent] as readonly Kind<Entry>[];

/** A record of these kinds or the tombstone of one; undefined for anything else, and for a shape of tomorrow. */
export function entryIn(record: unknown): Entry | Tombstone | undefined {
  const { kind: name, deleted } = (record ?? {}) as Partial<Tombstone>;
  const kind = entryKinds.find((one) => one.name === name);
  if (!kind) return undefined;
  if (deleted === true) return isTombstone(record) ? record : undefined;
  try {
    return kind.read(record);
  } catch {
    return undefined;
  }
}

/** Why something is none of these records: of another kind, of a shape of tomorrow, or not readable. */
export function otherIn(record: unknown): 'another' | 'shape' | 'unreadable' | undefined {
  if (entryIn(record)) return undefined;
  const { kind: name, v } = (record ?? {}) as Partial<Entry>;
  if (typeof name !== 'string') return 'unreadable';
  const kind = entryKinds.find((one) => one.name === name);
  if (!kind) return 'another';
  return Number.isInteger(v) && v! > kind.version ? 'shape' : 'unreadable';
}

/**
 * What of `records` a unit takes: everything about a code that is or ever was of the unit. `known`: its codes so far, to
 * which new ones are added. `again`: a code came from another unit, whose earlier records were passed over.
 */
export function wantedBy(
  unit: string,
  known: Set<string>,
  records: readonly unknown[],
): { wanted: (Entry | Tombstone)[]; again: boolean } {
  const entries = records.flatMap((record) => entryIn(record) ?? []);
  let again = false;
  for (const entry of entries) {
    if ('deleted' in entry || entry.kind !== Respondent.name || entry.unit !== unit || known.has(entry.code)) continue;
    known.add(entry.code);
    again ||= (entry as Respondent).moved === true;
  }
  const isWanted = (entry: Entry | Tombstone) => ('deleted' in entry ? entry.unit === unit : known.has(entry.code));
  return { wanted: entries.filter(isWanted), again };
}
