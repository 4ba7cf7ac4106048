import { keepDraft } from '../../store/drafts.ts';
import { idFor } from '../../store/kind.ts';
import type { InclusionPracticeDraft } from '../inclusion-practice/inclusion-practice-draft.ts';
import { ProjectCard } from './project-card.ts';
import { fromPractice } from './project-card-draft.ts';

/** The form of a new card that begins with what a practice says. Its id. */
export async function beginFromPractice(practice: InclusionPracticeDraft): Promise<string> {
  const id = idFor(ProjectCard.name);
  await keepDraft({ kind: ProjectCard.name, id, base: 0 }, fromPractice(practice));
  return id;
}
