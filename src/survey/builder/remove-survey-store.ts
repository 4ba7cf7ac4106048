/** Taking a survey that was added or made here away: it stays as a draft, for its file may be nowhere. */
import { draftsOf, findDraft, keepDraft } from '../../store/drafts.ts';
import { type Known, readKnown, removeBundle } from '../bundle/bundles-store.ts';
import { removeAdded } from '../instrument/instruments-store.ts';
import { instrumentOf } from '../instruments/all.ts';
import { ResponseDrafts } from '../respondent/answer-drafts.ts';
import { draftIdOf, nextOf } from './builder-store.ts';
import { type Survey, SurveyDrafts } from './survey.ts';

/** What becomes of it when what was added under an id goes. */
export interface Removal {
  /** It stays as a draft that can be taken into use again. */
  staysAsDraft: boolean;
  /** Unfinished responses that cannot go on without it. */
  unfinished: number;
}

/** Of the app's own instruments only languages go: what was made of an instrument stays with the app. */
const draftFor = (known: Known, id: string): Survey | undefined => (instrumentOf(id) ? undefined : nextOf(known, id));

export async function removalOf(id: string): Promise<Removal> {
  const known = await readKnown();
  if (instrumentOf(id)) return { staysAsDraft: false, unfinished: 0 };
  const asked = known.bundles.filter((one) => one.id === id || one.parts.includes(id)).map((one) => one.id);
  const drafts = await draftsOf(ResponseDrafts);
  return {
    staysAsDraft: draftFor(known, id) !== undefined,
    unfinished: drafts.filter(({ data }) => asked.includes(data.bundle)).length,
  };
}

/** Takes away what was added under an id; a draft of it that is there already stays as it is. Rejects with `NotKept`. */
export async function removeSurvey(id: string): Promise<void> {
  const known = await readKnown();
  const survey = draftFor(known, id);
  const draft = draftIdOf(id);
  if (survey && !(await findDraft(SurveyDrafts, draft)))
    await keepDraft({ kind: SurveyDrafts.name, id: draft, base: 0 }, survey);
  await (known.instruments.some((one) => one.id === id) ? removeAdded(id) : removeBundle(id));
}
