/** Plans as an iCalendar file (RFC 5545), and an answer to one (RFC 5546). Only what `sharedOf` picked is ever given here. */
import { wallTime, workZone } from '../../i18n/wall-time.ts';
import {
  moreFields,
  type Partner,
  type PartnerAnswer,
  type PlannedState,
  type SharedPlan,
  titleOf,
} from '../plan/plan.ts';
import { asText, writeLine } from './lines.ts';

/** The property for what a calendar has no place of its own for. */
export const moreName = 'X-KENTTAKIRJA-PLAN';

export const partstat: Record<PartnerAnswer, string> = {
  waiting: 'NEEDS-ACTION',
  in: 'ACCEPTED',
  maybe: 'TENTATIVE',
  out: 'DECLINED',
};
export const status: Record<PlannedState, string> = {
  proposed: 'TENTATIVE',
  agreed: 'CONFIRMED',
  cancelled: 'CANCELLED',
};

/** What the words of the file are written with, and when it is made (ms since 1970). */
export interface Writing {
  now: number;
  /** The plan in words, for calendars that know nothing else of it. */
  tell: (plan: SharedPlan) => string;
  /** What the reminder before leaving says. */
  reminder: string;
}

/** A file with these plans. */
export const writePlans = (plans: readonly SharedPlan[], writing: Writing): string =>
  writeCalendar('PUBLISH', zone + plans.map((plan) => event(plan, plan.organisations, writing, true)).join(''));

/** A file with one organisation's answer to a plan, and nothing else of it than what tells which one it is. */
export const writeAnswer = (plan: SharedPlan, from: Partner, writing: Writing): string =>
  writeCalendar('REPLY', zone + event(plan, [from], writing, false));

/** A file around its components. */
export const writeCalendar = (method: string, components: string): string =>
  [
    'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Kenttakirja//Kenttakirja//FI\r\nCALSCALE:GREGORIAN\r\n',
    writeLine('METHOD', method),
    components,
    'END:VCALENDAR\r\n',
  ].join('');

/** Finland's summer time as the European Union's directive 2000/84/EC has it. */
const zone = [
  'BEGIN:VTIMEZONE',
  `TZID:${workZone}`,
  'BEGIN:STANDARD',
  'DTSTART:19961027T040000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'TZOFFSETFROM:+0300',
  'TZOFFSETTO:+0200',
  'TZNAME:EET',
  'END:STANDARD',
  'BEGIN:DAYLIGHT',
  'DTSTART:19960331T030000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0300',
  'TZNAME:EEST',
  'END:DAYLIGHT',
  'END:VTIMEZONE',
  '',
].join('\r\n');

function event(plan: SharedPlan, organisations: readonly Partner[], writing: Writing, isWhole: boolean): string {
  const stamp = inUtc(new Date(writing.now).toISOString());
  const lines = [
    writeLine('UID', asText(plan.uid)),
    writeLine('SEQUENCE', String(plan.sequence)),
    writeLine('DTSTAMP', stamp),
    timeLine('DTSTART', plan.start),
    timeLine('DTEND', plan.end),
    writeLine('SUMMARY', asText(titleOf(plan))),
    writeLine('STATUS', status[plan.state]),
    plan.organiser && writeLine('ORGANIZER', addressOf(plan.organiser), { CN: plan.organiser }),
    ...organisations.map(attendee),
    ...(isWhole ? details(plan, writing) : []),
  ];
  return ['BEGIN:VEVENT\r\n', ...lines.filter(Boolean), 'END:VEVENT\r\n'].join('');
}

const details = (plan: SharedPlan, { tell, reminder }: Writing): string[] => [
  writeLine('LOCATION', asText(plan.meeting)),
  writeLine('DESCRIPTION', asText(tell(plan))),
  writeLine('CATEGORIES', 'JALKAUTUMINEN'),
  writeLine('CLASS', 'PRIVATE'),
  plan.inCharge && writeLine('CONTACT', asText(plan.inCharge)),
  writeLine(moreName, asText(JSON.stringify(more(plan)))),
  'BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT1H\r\n',
  writeLine('DESCRIPTION', asText(reminder)),
  'END:VALARM\r\n',
];

/** Those fields of a plan that no other line of the file tells, where anything stands in them. */
const more = (plan: SharedPlan) =>
  Object.fromEntries(
    Object.keys(moreFields)
      .map((name) => [name, plan[name as keyof SharedPlan]] as const)
      .filter(([, value]) => value?.toString()),
  );

/** A role mailbox is not asked for: the name tells the organisation, the address only has to be one that reaches nobody. */
const addressOf = (name: string): string =>
  `mailto:${encodeURIComponent(name.toLocaleLowerCase('fi'))
    .replace(/%/g, '-')
    .replace(/[^\w.-]/g, '-')}@kenttakirja.invalid`;

const attendee = ({ name, answer, people }: Partner): string =>
  writeLine('ATTENDEE', addressOf(name), {
    CUTYPE: 'GROUP',
    ROLE: 'REQ-PARTICIPANT',
    PARTSTAT: partstat[answer],
    CN: name,
    ...(people === undefined ? {} : { 'X-PEOPLE': String(people) }),
  });

const inUtc = (at: string): string => `${at.slice(0, 19).replace(/[-:]/g, '')}Z`;

/** In Finland's time; in the hour that comes twice, which a wall time cannot tell and programs read differently, in UTC. */
function timeLine(name: string, at: string): string {
  const wall = wallTime(at);
  const isTwofold = [-1, 1].some((hours) => wallTime(Date.parse(at) + hours * 3_600_000) === wall);
  return isTwofold ? writeLine(name, inUtc(at)) : writeLine(name, wall.replace(/[-:]/g, ''), { TZID: workZone });
}
