/** What somebody gave of a round, looked at before anything of it is kept. */
import * as z from 'zod/mini';
import { Action } from '../actions/action.ts';
import { isTombstone } from '../store/kind.ts';
import { Assessment, activityLimit } from './assessment.ts';
import { questionsChecksum } from './questions.ts';
import type { RoundHead } from './round.ts';

/**
 * `other-round`: it belongs to another round than the one asked for. `other-wording`: it answers questions in other words.
 * `newer`: a newer version of the app made it. `elsewhere`: it is of another kind, or what is left of a deleted record.
 */
export type JudgedGiven =
  | { is: 'taken'; record: Assessment | Action }
  | { is: 'other-round'; head?: RoundHead }
  | { is: 'other-wording' | 'newer' | 'unreadable' | 'elsewhere' };

const kinds = { [Assessment.name]: Assessment, [Action.name]: Action };

/** Looks at one record that was given; `round` is the one that is asked for, where one is. */
export function judgeShared(given: unknown, round: string | undefined): JudgedGiven {
  if (typeof given !== 'object' || given === null) return { is: 'unreadable' };
  const { kind: name, v } = given as { kind?: unknown; v?: unknown };
  const kind = typeof name === 'string' && Object.hasOwn(kinds, name) ? kinds[name as keyof typeof kinds] : undefined;
  if (!kind) return { is: typeof name === 'string' ? 'elsewhere' : 'unreadable' };
  if (isTombstone(given)) return { is: 'elsewhere' };
  if (typeof v === 'number' && v > kind.version) return { is: 'newer' };
  try {
    const record = kind.read(given) as Assessment | Action;
    if (record.kind === 'action')
      return round === undefined || record.about === round ? { is: 'taken', record } : { is: 'other-round' };
    if (record.checksum !== questionsChecksum) return { is: 'other-wording' };
    if (round === undefined || record.round === round) return { is: 'taken', record };
    return { is: 'other-round', head: record };
  } catch {
    return { is: 'unreadable' };
  }
}

/** The records in what was given, one a line; a line that is no JSON is one that cannot be read. */
export const recordsIn = (text: string): unknown[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      try {
        return JSON.parse(line) as unknown;
      } catch {
        return undefined;
      }
    });

const invitationKind = 'kenttakirja-round';
const Invitation = z.object({
  kind: z.literal(invitationKind),
  round: z.uuid(),
  activity: z.string().check(z.trim(), z.minLength(1), z.maxLength(activityLimit)),
  begun: z.iso.date(),
  previous: z.optional(z.uuid()),
  checksum: z.string(),
});

/** An invitation to a round: only what the one who joins it needs to know. */
export const invitationTo = ({ round, activity, begun, previous }: RoundHead): string =>
  JSON.stringify({ kind: invitationKind, round, activity, begun, previous, checksum: questionsChecksum });

/** The round that an invitation is to; `other-wording` where its questions stand in other words; undefined for anything else. */
export function invitedTo(text: string): RoundHead | 'other-wording' | undefined {
  const [given] = recordsIn(text);
  const read = Invitation.safeParse(given);
  if (!read.success) return undefined;
  return read.data.checksum === questionsChecksum ? read.data : 'other-wording';
}
