/** Counted things in words. */
import type { TFunction } from 'i18next';
import type { PublishedNumber } from '../../disclosure/suppression.ts';
import { dateIn, datesIn } from '../../i18n/dates.ts';
import { amount } from '../../i18n/numbers.ts';
import { daysOn } from '../../i18n/wall-time.ts';
import { partsOf, stepOf } from '../../periods/parts.ts';
import type { Period } from '../../periods/periods.ts';
import { nameOfUnit } from '../../setup/units.ts';
import { capital } from '../in-words.ts';
import { type CountedRow, rowValues } from '../rows.ts';
import type { OutreachOrganisation } from '../settings.ts';
import { valueList } from '../value-list.ts';
import { type Breakdown, codeOfKey } from './counted.ts';
import { bands } from './parts.ts';
import { countedRows, keyOf, type Subject } from './subjects.ts';

const lists = {
  topic: 'topics',
  need: 'topics',
  way: 'guidanceWays',
  target: 'guidanceTargets',
  handed: 'handedOut',
} as const;
const isRow = (subject: string): subject is CountedRow => countedRows.some((row) => row === subject);
const isListed = (subject: string): subject is keyof typeof lists => subject in lists;

/** What says a key, a part and a number. */
export interface Sayer {
  key(key: string): string;
  part(way: Breakdown, part: string): string;
  told(told: PublishedNumber): string;
}

/** Everything in the words of a language and an organisation. */
export function sayer(t: TFunction, language: string, organisation: OutreachOrganisation, period: Period): Sayer {
  const code = (subject: string, value: string): string => {
    if (subject === 'depth' || subject === 'other') return t(`outreach.depth.${value}` as 'outreach.depth.brief');
    if (subject === 'outcome') return t(`outreach.outcome.${value}` as 'outreach.outcome.unknown');
    if (subject === 'target' && value === 'unknown') return t('outreach.numbers.noTarget');
    if (isListed(subject)) return valueList(lists[subject], organisation.valueLists, t, language).say(value);
    return isRow(subject) ? rowValues(subject, organisation.valueLists, t, language).say(value) : value;
  };
  return {
    key: (key) =>
      key.includes(':')
        ? capital(code(keyOf(key) as Subject, codeOfKey(key)), language)
        : t(`outreach.numbers.sum.${key}` as 'outreach.numbers.sum.met'),
    part: (way, part) => partInWords(way, part, { t, language, organisation, period }),
    told: (told) => (told.is === 'shown' ? amount(told.n, language) : t(`outreach.numbers.${told.is}`)),
  };
}

interface Around {
  t: TFunction;
  language: string;
  organisation: OutreachOrganisation;
  period: Period;
}

function partInWords(way: Breakdown, part: string, { language, organisation, period }: Around): string {
  if (way === 'unit') return nameOfUnit(organisation, part);
  if (way === 'where') return part;
  if (way === 'hour') {
    const next = bands[bands.findIndex((begin) => String(begin) === part) + 1] ?? 24;
    return `${part}–${next}`;
  }
  const begins = partsOf(period);
  const last = daysOn(begins[begins.indexOf(part) + 1] ?? period.to, -1);
  const step = stepOf(period);
  if (step === 'month') return capital(dateIn(part, language, { month: 'long' }), language);
  if (step === 'day') return dateIn(part, language, { weekday: 'short', day: 'numeric', month: 'numeric' });
  const parts = { day: 'numeric', month: 'numeric' } as const;
  return part === last ? dateIn(part, language, parts) : datesIn(part, last, language, parts);
}
