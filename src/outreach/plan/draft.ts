/** A plan while it is being written, and what becomes of it. */
import * as z from 'zod/mini';
import { daysOn, momentOf, wallClock, wallDate } from '../../i18n/wall-time.ts';
import { type DraftFields, defineDraft } from '../../store/draft-kind.ts';
import { identityCodeError } from '../../store/free-text.ts';
import { another, chosenName, chosenNames } from '../names.ts';
import type { Outing } from '../outing.ts';
import { contactDetailError } from './contact-detail.ts';
import { isSameName, type Pair, type Partner, Plan, partnerOf } from './plan.ts';

/** What the form holds: everything as it was typed. */
export interface PlanDraft {
  title: string;
  day: string;
  from: string;
  to: string;
  place: string;
  writtenPlace: string;
  stops: { place: string; at: string }[];
  /** The others; our own is `own`. */
  organisations: string[];
  writtenOrganisation: string;
  own: string;
  inCharge: string;
  offSite: string;
  /** These two stay on this device. */
  phone: string;
  note: string;
  checkIns: string;
  recorder: string;
  pairs: Pair[];
  aim: string;
  target: string;
  permission: string;
  /** One a line. */
  equipment: string;
  stopIf: string;
  ifMissing: string;
  debrief: string;
}

/** A form for a day on which nothing is planned yet. */
export const emptyDraft = (day: string, own: string): PlanDraft => ({
  title: '',
  day,
  from: '',
  to: '',
  place: '',
  writtenPlace: '',
  stops: [],
  organisations: [],
  writtenOrganisation: '',
  own,
  inCharge: '',
  offSite: '',
  phone: '',
  note: '',
  checkIns: '',
  recorder: own,
  pairs: [],
  aim: '',
  target: '',
  permission: '',
  equipment: '',
  stopIf: '',
  ifMissing: '',
  debrief: '',
});

const texts = Object.fromEntries(Object.keys(emptyDraft('', '')).map((field) => [field, z.string()]));
export const PlanDrafts = defineDraft<PlanDraft>(
  'plan',
  {
    ...(texts as unknown as DraftFields<PlanDraft>),
    stops: z.array(z.strictObject({ place: z.string(), at: z.string() })),
    organisations: z.array(z.string()),
    pairs: z.array(z.strictObject({ talks: z.string(), records: z.string(), watches: z.string() })),
  },
  emptyDraft('', ''),
);

const clockOf = (at: string | undefined): string => (at ? wallClock(at) : '');

/** The form for a plan that there is. */
export function draftOf(plan: Plan, own: string, beside: Pick<PlanDraft, 'phone' | 'note'>): PlanDraft {
  const {
    start,
    end,
    meeting,
    stops,
    organisations,
    equipment,
    debrief,
    uid: _,
    sequence: __,
    organiser: ___,
    ...texts
  } = plan;
  return {
    ...texts,
    day: wallDate(start),
    from: clockOf(start),
    to: clockOf(end),
    place: meeting,
    writtenPlace: '',
    stops: stops.map(({ place, at }) => ({ place, at: clockOf(at) })),
    organisations: organisations.map(({ name }) => name).filter((name) => !isSameName(name, own)),
    writtenOrganisation: '',
    own,
    ...beside,
    equipment: equipment.join('\n'),
    debrief: clockOf(debrief),
  };
}

/** Our own name as it is typed: it is the recorder's too, until another recorder is chosen. */
export const withOwn = ({ recorder, own: before }: PlanDraft, own: string): Partial<PlanDraft> => ({
  own,
  ...(recorder === '' || isSameName(recorder, before) ? { recorder: own } : {}),
});

/** The others as they are chosen and typed; a recorder that was chosen while its name was being typed goes along with it. */
export const withOrganisations = (
  { recorder, writtenOrganisation }: PlanDraft,
  organisations: string[],
  written: string,
): Partial<PlanDraft> => ({
  organisations,
  writtenOrganisation: written,
  ...(recorder && written.trim() && recorder === writtenOrganisation.trim() ? { recorder: written.trim() } : {}),
});

/** What is wrong, by the field where it is mended. */
export type DraftError = 'missing' | 'ends-first' | 'identity-code' | 'contact-detail' | 'invalid';
export type Errors = Partial<Record<'day' | keyof Plan, DraftError>>;

/** The longest outing over midnight, in hours: what looks longer was most likely mistyped. */
const longestNight = 12;

/** The plan that was written, on top of the one that it changes; or what is wrong with it. */
export function planOf(draft: PlanDraft, before: Plan | undefined, uid: string): { plan: Plan } | { errors: Errors } {
  const times = timesOf(draft);
  const missing: Errors = { ...('errors' in times ? times.errors : {}) };
  const meeting = chosenName(draft.place, draft.writtenPlace).trim();
  if (!meeting) missing.meeting = 'missing';
  if ('errors' in times || Object.keys(missing).length > 0) return { errors: missing };
  const { title, inCharge, offSite, checkIns, recorder, aim, target, permission, stopIf, ifMissing } = draft;
  const own = draft.own.trim();
  const read = Plan.safeParse({
    ...{ title, inCharge, offSite, checkIns, recorder, aim, target, permission, stopIf, ifMissing },
    uid: before?.uid ?? uid,
    sequence: before?.sequence ?? 0,
    start: times.start,
    end: times.end,
    meeting,
    organiser: before?.organiser || own,
    organisations: castOf(draft, before, own),
    stops: draft.stops
      .filter(({ place }) => place.trim())
      .map(({ place, at }) => ({ place, ...(at ? { at: withinOuting(draft, at) } : {}) })),
    pairs: draft.pairs.filter((pair) => Object.values(pair).some((text) => text.trim())),
    equipment: draft.equipment
      .split('\n')
      .map((item) => item.trim())
      .filter(Boolean),
    ...(draft.debrief ? { debrief: withinOuting(draft, draft.debrief) } : {}),
  });
  if (read.success) return { plan: read.data };
  return { errors: Object.fromEntries(read.error.issues.map(({ path, message }) => [path[0], wrongOf(message)])) };
}

const wrongOf = (message: string): DraftError =>
  message === identityCodeError || message === contactDetailError ? message : 'invalid';

/** The organisations that were chosen, our own first; those who have answered keep their answer. */
function castOf({ organisations, writtenOrganisation }: PlanDraft, before: Plan | undefined, own: string): Partner[] {
  const held = before?.organisations ?? [];
  const names = chosenNames(organisations, writtenOrganisation).filter((name) => !isSameName(name, own));
  const others = names.map((name): Partner => partnerOf(held, name) ?? { name, answer: 'waiting' });
  return own ? [partnerOf(held, own) ?? { name: own, answer: 'in' }, ...others] : others;
}

/** Start and end. An end that is not after the start on the clock is meant for the next day, unless that makes a long night. */
export function timesOf({
  day,
  from,
  to,
}: Pick<PlanDraft, 'day' | 'from' | 'to'>): { start: string; end: string; isOverNight: boolean } | { errors: Errors } {
  const errors: Errors = {};
  const start = momentOf(`${day}T${from}:00`);
  if (!day || !momentOf(`${day}T12:00:00`)) errors.day = 'missing';
  if (!from) errors.start = 'missing';
  if (!to) errors.end = 'missing';
  if (Object.keys(errors).length > 0 || !start) return { errors };
  const isOverNight = to <= from;
  const end = momentOf(`${isOverNight ? daysOn(day, 1) : day}T${to}:00`);
  const hours = (Date.parse(end ?? '') - Date.parse(start)) / 3_600_000;
  if (!end || !(hours > 0) || (isOverNight && hours > longestNight)) return { errors: { end: 'ends-first' } };
  return { start, end, isOverNight };
}

/** The moment of a time of day that lies in the outing, or right after it. */
function withinOuting({ day, from }: PlanDraft, at: string): string | undefined {
  return momentOf(`${at < from ? daysOn(day, 1) : day}T${at}:00`);
}

/** A plan for what was done once: to be copied. */
export const planFromOuting = ({ id, at, endedAt, places, organisations, plan }: Outing, own: string): Plan =>
  plan ??
  Plan.parse({
    uid: id,
    sequence: 0,
    start: at,
    end: endedAt && endedAt > at ? endedAt : new Date(Date.parse(at) + 2 * 3_600_000).toISOString(),
    meeting: places[0],
    stops: places.slice(1, 20).map((place) => ({ place })),
    organiser: own,
    organisations: [
      ...(own ? [{ name: own, answer: 'in' }] : []),
      ...organisations.slice(0, 19).map((name) => ({ name, answer: 'waiting' })),
    ],
  });

/** Whether a place of the form is one that is being written. */
export const isWritten = (choice: string): boolean => choice === another;
