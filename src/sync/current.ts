import { records } from '../records.ts';
import type { Tombstone } from '../store/kind.ts';
import type { Sendable } from './dialects/dialect.ts';

const byName = new Map(records.map((kind) => [kind.name, kind]));

/**
 * A stored record, of whatever shape it was written in, as it is sent today. Throws where its kind is unknown to this
 * version of the app or it does not fit its shape.
 */
export function current(stored: unknown): Sendable {
  const record = stored as Sendable;
  if ('deleted' in record) return record as Tombstone & Sendable;
  const kind = byName.get(record.kind);
  if (!kind) throw new RangeError(`There is no kind ${record.kind}`);
  // Today's shape was checked when it was kept, and its seal says that nobody changed it since.
  return record.v === kind.version ? record : (kind.read(record) as Sendable);
}
