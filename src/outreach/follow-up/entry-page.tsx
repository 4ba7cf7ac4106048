/** A page for one entry beside the encounters: a guidance, an unmet need, a promise, a phenomenon. New, or one that is kept. */
import { useLocation, useRoute } from 'preact-iso';
import { findDraft } from '../../store/drafts.ts';
import { find } from '../../store/find.ts';
import { Encounter } from '../encounter.ts';
import { Outing } from '../outing.ts';
import '../outreach.css';
import { useFirst } from '../use-first.ts';
import { begunOutings } from '../use-running.ts';
import type { EntryDraft, EntryKind, FoundProps, Owned } from './entry.ts';
import { EntryForm } from './entry-form.tsx';

export function EntryPage<R extends Owned, D extends EntryDraft>({ entry }: { entry: EntryKind<R, D> }) {
  const id = useRoute().params.id ?? '';
  return <Found key={id} id={id} entry={entry} />;
}

function Found<R extends Owned, D extends EntryDraft>({ id, entry }: FoundProps<R, D>) {
  const { query } = useLocation();
  const found = useFirst(async () => {
    const [record, draft, outings] = await Promise.all([
      find(entry.kind, id),
      findDraft(entry.drafts, id),
      begunOutings(20),
    ]);
    const outingId = record?.outingId ?? draft?.data.outingId ?? query.outing;
    const outing = outingId ? await find(Outing, outingId) : undefined;
    const encounter = query.encounter ? await find(Encounter, query.encounter) : undefined;
    return { record, outing, outings, encounter };
  });
  return found ? <EntryForm id={id} entry={entry} {...found} /> : null;
}
