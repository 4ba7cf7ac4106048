import { draftsOf, keepDraft } from '../../store/drafts.ts';
import { idFor } from '../../store/kind.ts';
import type { Round } from '../round.ts';
import { InclusionPractice } from './inclusion-practice.ts';
import { fromRound, InclusionPracticeDrafts } from './inclusion-practice-draft.ts';

/** The form of a practice that begins from a round's answers: one that was begun from it, else a new one. Its id. */
export async function beginFromRound(round: Round): Promise<string> {
  const begun = await draftsOf(InclusionPracticeDrafts);
  const open = begun.find(({ base, data }) => base === 0 && data.round === round.round);
  if (open) return open.id;
  const id = idFor(InclusionPractice.name);
  await keepDraft({ kind: InclusionPractice.name, id, base: 0 }, fromRound(round));
  return id;
}
