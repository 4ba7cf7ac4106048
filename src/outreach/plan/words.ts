/** A plan in words: line by line on screen, and as text for calendars that know nothing else of it. */
import { span, wallHour } from '../../i18n/span.ts';
import { lasting } from '../../i18n/wall-time.ts';
import type { Words } from '../../i18n/words.ts';
import { capital } from '../in-words.ts';
import type { Pair, Partner, Plan, SharedField, SharedPlan, Stop } from './plan.ts';

type Telling = Pick<Words, 't' | 'language'>;

/** One line of a plan: which field, what it is called, what stands there. */
export interface PlanLine {
  field: Exclude<SharedField, 'uid' | 'sequence' | 'end'>;
  label: string;
  text: string;
}

/** `la 28.11. 17.00–20.00 (3 h)`. */
export const whenWords = ({ start, end }: Pick<Plan, 'start' | 'end'>, language: string): string =>
  `${span(start, end, language)} (${lasting(start, end)})`;

/** Every line of a plan in which something stands, in the order in which it is talked through. */
export function planLines(plan: SharedPlan, words: Telling): PlanLine[] {
  const { t, language } = words;
  const texts: Record<PlanLine['field'], string> = {
    title: plan.title,
    state: t(`outreach.plan.state.${plan.state}`),
    start: whenWords(plan, language),
    meeting: plan.meeting,
    stops: plan.stops.map((stop) => stopWords(stop, language)).join(', '),
    organiser: plan.organiser,
    organisations: plan.organisations.map((one) => partnerWords(one, words)).join(', '),
    inCharge: plan.inCharge,
    offSite: plan.offSite,
    checkIns: plan.checkIns,
    recorder: plan.recorder,
    pairs: plan.pairs.map((pair) => pairWords(pair, words)).join('; '),
    aim: plan.aim,
    target: plan.target,
    permission: plan.permission,
    equipment: plan.equipment.join(', '),
    stopIf: plan.stopIf,
    ifMissing: plan.ifMissing,
    debrief: plan.debrief ? wallHour(plan.debrief, language) : '',
  };
  return (Object.keys(texts) as PlanLine['field'][])
    .filter((field) => texts[field])
    .map((field) => ({ field, label: t(`outreach.plan.field.${field}`), text: texts[field] }));
}

export const stopWords = ({ place, at }: Stop, language: string): string =>
  at ? `${wallHour(at, language)} ${place}` : place;

const partnerWords = ({ name, answer, people }: Partner, { t }: Telling): string =>
  `${name}: ${t(`outreach.plan.answer.${answer}`)}${people ? ` (${people})` : ''}`;

const pairWords = (pair: Pair, { t, language }: Telling): string =>
  (['talks', 'records', 'watches'] as const)
    .filter((role) => pair[role])
    .map((role) => `${capital(t(`outreach.plan.role.${role}`), language)} ${pair[role]}`)
    .join(', ');

/** The whole plan as text. */
export const planText = (plan: SharedPlan, words: Telling): string =>
  planLines(plan, words)
    .map(({ label, text }) => `${label}: ${text}`)
    .join('\n');
