/** What leaves the device together, by sort, and what of it something here still needs: whoever lets go asks, and whoever shows what goes. */
import { Action } from '../../actions/action.ts';
import { Assessment } from '../../assessment/assessment.ts';
import { PrinciplesReview } from '../../assessment/principles-review.ts';
import { Phenomenon } from '../../outreach/follow-up/phenomenon.ts';
import { Promised } from '../../outreach/follow-up/promise.ts';
import { Outing } from '../../outreach/outing.ts';
import type { KeptSort } from '../../setup/organisation.ts';
import { everyOf } from '../../store/copies.ts';
import { db } from '../../store/db.ts';
import { between, idsBetween, since } from '../../store/find.ts';
import { Coding } from '../../survey/coding.ts';
import { SurveyResponse } from '../../survey/response.ts';
import { readEntries, todayInFinland } from '../../survey/waves/codes-store.ts';
import { standingsOn } from '../../survey/waves/standing.ts';

/**
 * Why something is still needed here: an outing or an action is not over, a promise was made there, a plan still asks a code, or it is
 * the newest of its sort, from which one goes on.
 */
export type Needed = 'under-way' | 'promise' | 'still-asked' | 'open-action' | 'newest';

/** Records that go together or stay together. */
export interface Group {
  /** The one that the others belong to. */
  id: string;
  /** All of them, of this device. */
  ids: string[];
  /** Copies of other devices' records that mean nothing without these. */
  copies?: string[];
  /** The code that they are of. */
  code?: string;
  needed?: Needed;
}

/** The groups of a sort; where `until` (ISO 8601) is given, of outings, phenomena and responses those logged before. */
export async function* oldGroups(sort: KeptSort, until = '\uffff'): AsyncGenerator<Group> {
  if (sort === 'outings') yield* outings(until);
  else if (sort === 'responses') yield* responses(until);
  else if (sort === 'codes') yield* codes();
  else if (sort === 'reviews') yield* reviews();
  else for (const { id, outingId } of await between(Phenomenon, '', until)) if (!outingId) yield { id, ids: [id] };
}

async function* outings(until: string): AsyncGenerator<Group> {
  for (const { id, state } of await between(Outing, '', until)) {
    const belonging = await db.records.where('[of+kind]').between([id, ''], [id, '\uffff']).toArray();
    const isOver = ['debriefed', 'cancelled'].includes(state);
    // A promise goes by its own days; until then its outing tells where it was made.
    const hasPromise = belonging.some(({ kind }) => kind === Promised.name);
    const needed = !isOver ? 'under-way' : hasPromise ? 'promise' : undefined;
    yield { id, ids: [id, ...belonging.map((one) => one.id)], ...(needed ? { needed } : {}) };
  }
}

/** A response goes with what was marked in it. */
async function* responses(until: string): AsyncGenerator<Group> {
  const marked = new Map<string, string[]>();
  for (const { id, response } of await since(Coding, '')) marked.set(response, [...(marked.get(response) ?? []), id]);
  for (const id of await idsBetween(SurveyResponse.name, '', until)) yield { id, ids: [id, ...(marked.get(id) ?? [])] };
}

/** All that is known of a code goes at once: a part of it would tell of another standing than it has. */
async function* codes(): AsyncGenerator<Group> {
  const entries = await readEntries();
  const all = [...entries.respondents, ...entries.events];
  const own = await ownAmong(all.map(({ id }) => id));
  for (const { code, status, respondent } of standingsOn(todayInFinland(), entries)) {
    const of = all.filter((one) => one.code === code).map(({ id }) => id);
    const ids = of.filter((id) => own.has(id));
    if (ids.length === 0) continue;
    const copies = of.filter((id) => !own.has(id));
    const isOver = status === 'ended' || status === 'finished';
    yield { id: respondent.id, ids, copies, code, ...(isOver ? {} : { needed: 'still-asked' }) };
  }
}

/** A round goes with the actions that were agreed in it; of each activity or practice the newest stays. */
async function* reviews(): AsyncGenerator<Group> {
  const [parts, actions, looked] = await Promise.all([
    everyOf(Assessment),
    everyOf(Action),
    since(PrinciplesReview, ''),
  ]);
  const own = await ownAmong([...parts, ...actions].map(({ id }) => id));
  const continued = new Set(parts.map(({ previous }) => previous));
  for (const round of new Set(parts.map((part) => part.round))) {
    const agreed = actions.filter(({ about }) => about === round);
    const of = [...parts.filter((part) => part.round === round), ...agreed].map(({ id }) => id);
    const ids = of.filter((id) => own.has(id));
    const needed = !continued.has(round) ? 'newest' : agreed.some(isOpen) ? 'open-action' : undefined;
    const copies = of.filter((id) => !own.has(id));
    if (ids.length > 0) yield { id: ids[0]!, ids, copies, ...(needed ? { needed } : {}) };
  }
  const newest = new Map(looked.map(({ practice, id }) => [practice, id]));
  for (const { id, practice } of looked) {
    const agreed = actions.filter(({ about }) => about === id);
    const needed = newest.get(practice) === id ? 'newest' : agreed.some(isOpen) ? 'open-action' : undefined;
    const actionIds = agreed.map((one) => one.id);
    yield {
      ...{ id, ids: [id, ...actionIds.filter((one) => own.has(one))] },
      ...{ copies: actionIds.filter((one) => !own.has(one)), ...(needed ? { needed } : {}) },
    };
  }
}

const isOpen = ({ state }: Action): boolean => state === 'open';

/** Those of them that this device made itself. */
const ownAmong = async (ids: string[]): Promise<Set<string>> =>
  new Set(await db.records.where('id').anyOf(ids).primaryKeys());
