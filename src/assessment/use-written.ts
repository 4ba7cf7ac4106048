import type { Action } from '../actions/action.ts';
import { actionsAbout } from '../actions/action-store.ts';
import type { DraftKind } from '../store/draft-kind.ts';
import { draftsOf } from '../store/drafts.ts';
import { find } from '../store/find.ts';
import type { Envelope, Kind } from '../store/kind.ts';
import { useLive } from '../store/live.ts';

export interface WrittenKind<T, R extends Envelope> {
  kind: Kind<R>;
  drafts: DraftKind<T>;
  formOf: (record: R) => T;
}

/**
 * One thing that is written: as it stands in its form now, else as it was kept, with what was agreed in it. Undefined until it was
 * looked up; without `data` where there is none.
 */
export const useWritten = <T, R extends Envelope>(
  { kind, drafts, formOf }: WrittenKind<T, R>,
  id: string,
): { data: T | undefined; agreed: Action[] } | undefined =>
  useLive(async () => {
    const [begun, record, agreed] = await Promise.all([draftsOf(drafts), find(kind, id), actionsAbout(id)]);
    return { data: begun.find((draft) => draft.id === id)?.data ?? (record && formOf(record)), agreed };
  }, [id]);
