/** What stands on the screen and in the files: told numbers, in the order in which they are drawn. Never a hidden number. */

import type { PublishedNumber } from '../../disclosure/suppression.ts';
import { rows } from '../rows.ts';
import { codeOfKey } from './counted.ts';
import { type Published, type ToldNumbers, toldOf } from './publish.ts';
import { countedRows, ofEncounters, oneOf, type Subject, severalOf, unknownOf } from './subjects.ts';

/** The subjects in the order in which they are shown. */
export const shownSubjects: readonly Subject[] = [
  ...(['depth', 'other', 'topic', 'way', 'outcome', 'target', 'need'] as const),
  ...severalOf,
  'handed',
  ...oneOf,
];

/** Whether the codes of a subject have an order of their own. */
const isOrdered = (subject: Subject): boolean =>
  subject === 'depth' || subject === 'other' || orderedRows.some((row) => row === subject);
const orderedRows = oneOf.filter((row) => 'isOrdered' in rows[row]);
/** Whether an organisation may not ask about it at all. */
const isOptional = (subject: Subject): boolean => countedRows.some((row) => row === subject);

/** One line of a chart. */
export interface ChartLine {
  key: string;
  told: PublishedNumber;
}

/** The chart of a subject, and the sum that it parts. */
export interface SubjectCard {
  subject: Subject;
  lines: ChartLine[];
}

/** The numbers that are looked at: all of a period, or one part of it. */
export const numbersOfPart = (published: Published, way: string, part: string | undefined): ToldNumbers =>
  part === undefined ? published.all : (published.by.get(way)?.get(part) ?? new Map());

/** The cards of all that may be told. What an organisation never asked about has none. */
export function cardsOf(published: Published, numbers: ToldNumbers): SubjectCard[] {
  return shownSubjects.flatMap((subject) => {
    const keys = [...published.all.keys()].filter((key) => key.startsWith(`${subject}:`));
    const known = keys.filter((key) => codeOfKey(key) !== unknownOf(subject));
    // Shown only because of what is told anyway: a card that is missing tells nothing more.
    const isAsked = known.some((key) => toldOf(published.all, key).is === 'shown');
    if (!isAsked && isOptional(subject)) return [];
    const lines = keys.map((key) => ({ key, told: toldOf(numbers, key) }));
    return [{ subject, lines: isOrdered(subject) ? lines : largestFirst(lines) }];
  });
}

/** The largest first; those that are hidden after them, in the order of their list, which tells nothing of their size. */
export const largestFirst = (lines: readonly ChartLine[]): ChartLine[] => {
  const size = ({ told }: ChartLine) => (told.is === 'shown' ? told.n : 0);
  return [...lines].sort((a, b) => size(b) - size(a));
};

/** What a subject's numbers are: encounters, guidances, needs or pieces. */
export const unitOf = (subject: Subject): 'met' | 'guided' | 'need' | 'pieces' => {
  if (subject === 'handed') return 'pieces';
  if (subject === 'need') return 'need';
  return ['way', 'outcome', 'target'].includes(subject) ? 'guided' : 'met';
};

/** Whether an encounter may have several of a subject: the numbers then come to more than the encounters. */
export const isSeveral = (subject: Subject): boolean => ofEncounters.some((one) => one === subject);
