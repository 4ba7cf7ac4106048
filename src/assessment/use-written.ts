import type { Action } from '../actions/action.ts';
import { actionsAbout } from '../actions/action-store.ts';
import { findKnown } from '../store/copies.ts';
import { knownDeviceId } from '../store/device.ts';
import type { DraftKind } from '../store/draft-kind.ts';
import { draftsOf } from '../store/drafts.ts';
import type { Envelope, Kind } from '../store/kind.ts';
import { useLive } from '../store/live.ts';

export interface WrittenKind<T, R extends Envelope> {
  kind: Kind<R>;
  /** Absent where only what was kept may become a document: it is checked when it is kept. */
  drafts?: DraftKind<T>;
  formOf: (record: R) => T;
}

/**
 * One thing that is written: as it stands in its form now, else as it was kept, here or as another device's copy, with what was
 * agreed in it. Undefined until it was
 * looked up; without `data` where there is none.
 */
export const useWritten = <T, R extends Envelope>(
  { kind, drafts, formOf }: WrittenKind<T, R>,
  id: string,
): { data: T | undefined; record: R | undefined; agreed: Action[]; isOwn: boolean } | undefined =>
  useLive(async () => {
    const [begun, record, agreed, device] = await Promise.all([
      drafts ? draftsOf(drafts) : [],
      findKnown(kind, id),
      actionsAbout(id),
      knownDeviceId(kind.madeUnder),
    ]);
    const data = begun.find((draft) => draft.id === id)?.data ?? (record && formOf(record));
    return { data, record, agreed, isOwn: !record || record.device === device };
  }, [id]);
