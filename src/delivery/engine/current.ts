import { records } from '../../records.ts';
import { asTold, type Tombstone } from '../../store/kind.ts';
import { WaveEvent } from '../../survey/waves/wave-event.ts';
import type { Sendable } from '../dialects/dialect.ts';

const byName = new Map(records.map((kind) => [kind.name, kind]));

/** Thrown for a record that a newer version of the app wrote: it waits until this one is updated. */
export class NewerShape extends Error {
  override name = 'NewerShape';
}

/** The id of the record that this one belongs to, where its kind says so. A deleted one belongs to none. */
export function ownerOfSendable(record: Sendable): string | undefined {
  const of = byName.get(record.kind)?.of;
  const owner = of === undefined ? undefined : record[of];
  return typeof owner === 'string' ? owner : undefined;
}

/**
 * A stored record, of whatever shape it was written in, as it is sent today. Throws `NewerShape`, or a zod error where
 * it does not fit its shape.
 */
export function current(stored: unknown): Sendable {
  const record = stored as Sendable;
  if ('deleted' in record) return asTold(record as Tombstone & Sendable);
  const kind = byName.get(record.kind);
  if (!kind || record.v > kind.version) throw new NewerShape(record.kind);
  // Today's shape was checked when it was kept, and its seal says that nobody changed it since.
  const now = record.v === kind.version ? record : (kind.read(record) as Sendable);
  if (now.kind !== WaveEvent.name) return asTold(now);
  const { response: _, ...told } = now;
  return asTold(told as Sendable);
}
