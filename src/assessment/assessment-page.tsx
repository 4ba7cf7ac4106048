import './assessment.css';
import { useEffect, useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import * as z from 'zod/mini';
import { wallDate } from '../i18n/wall-time.ts';
import { db } from '../store/db.ts';
import { keepDraft } from '../store/drafts.ts';
import { find } from '../store/find.ts';
import { create, NotKept, revise } from '../store/save.ts';
import { Assessment } from './assessment.ts';
import { AssessmentForm } from './assessment-form.tsx';
import type { AssessmentDraft } from './draft.ts';
import { assessmentFields, draftChanges, formOf, mergeDrafts } from './form.ts';
import { Gone } from './gone.tsx';

/** A new or an earlier assessment. */
export function AssessmentPage() {
  const id = useRoute().params.id ?? '';
  return <Opened key={id} id={id} />;
}

type Found = { state: 'new' | 'gone' } | { state: 'kept'; record: Assessment };

async function lookUp(id: string): Promise<Found> {
  const row = await db.records.get(id);
  if (!row) return { state: z.uuid().safeParse(id).success ? 'new' : 'gone' };
  const record = await find(Assessment, id);
  return record ? { state: 'kept', record } : { state: 'gone' };
}

/**
 * Keeps the form as a new record or as the next revision of `record`. Where another tab kept it first, nothing is
 * overwritten: both are brought together in the draft, and the answer is the record to begin from again.
 */
export async function keepAssessment(
  id: string,
  record: Assessment | undefined,
  form: AssessmentDraft,
): Promise<Assessment | undefined> {
  try {
    if (record) await revise(Assessment, record, draftChanges(form));
    else await create(Assessment, assessmentFields(form, id, wallDate(Date.now())), { id });
  } catch (problem) {
    const newer = problem instanceof NotKept ? await find(Assessment, id) : undefined;
    if (!newer || newer.rev === record?.rev) throw problem;
    const joined = mergeDrafts(formOf(record), form, formOf(newer));
    if (await keepDraft({ kind: Assessment.name, id, base: newer.rev }, joined)) return newer;
    throw problem;
  }
  return undefined;
}

/** Looked up once, not live: what another tab keeps must not change what is being written here. */
function Opened({ id }: { id: string }) {
  const [found, setFound] = useState<Found>();
  const [isJoined, setJoined] = useState(false);
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    lookUp(id).then(setFound, setError);
  }, []);
  if (error) throw error;
  if (!found) return null;
  if (found.state === 'gone') return <Gone />;
  const record = found.state === 'kept' ? found.record : undefined;
  return (
    <AssessmentForm
      key={record?.rev}
      id={id}
      record={record}
      isJoined={isJoined}
      keep={async (form) => {
        const newer = await keepAssessment(id, record, form);
        if (!newer) return true;
        setJoined(true);
        setFound({ state: 'kept', record: newer });
        return false;
      }}
    />
  );
}
