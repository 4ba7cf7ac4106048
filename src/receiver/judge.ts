import * as z from 'zod/mini';
import { type RecordResult, WireRecord } from '../delivery/wire.ts';
import { formRecordLimit, formRecordOf } from './form-records.ts';

/** What can be said of one record by itself, before the database is asked. */
export type Judgement =
  | { is: 'sound'; record: WireRecord }
  /** `wrongKey`: no form makes such a record, so it is the key that is at fault. */
  | { is: 'rejected'; result: RecordResult; wrongKey?: boolean };

/** zod/mini has no words of its own. Given with each check, so that the program's other users of zod keep theirs. */
export const inWords = { error: z.locales.en().localeError };

/** What one record may weigh, in bytes of JSON: thirty times what a form makes. */
export const recordLimit = 65_536;

/** What a release may weigh: its limit of signs and what stands around them. */
export const releaseLimit = 1_050_000;

/** More than any record that a form makes, and far less than what makes a parser run out of stack. */
const deepest = 32;

/** Judges one record of a batch, so that a bad one does not stop the others. */
export function judge(value: unknown): Judgement {
  const checked = WireRecord.safeParse(value, inWords);
  const [issue] = checked.success ? [] : checked.error.issues;
  const fault = issue
    ? { path: issue.path, message: issue.message }
    : (findUnstorable(value, []) ??
      findTooLarge(value, checked.data?.kind === 'release' ? releaseLimit : recordLimit) ??
      findEarly(value as WireRecord));
  // What was sent is kept, not what the parser made of it.
  return fault ? rejected(value, fault) : { is: 'sound', record: value as WireRecord };
}

/**
 * Judges a record that came with the form's key, which is made for `units`: a new response from a person's own phone, that a
 * wave was answered, and nothing else.
 */
export const judgeFromForm =
  (units: ReadonlySet<string> | undefined) =>
  (value: unknown): Judgement => {
    const judged = judge(value);
    if (judged.is === 'rejected') return judged;
    const fault = findForeign(judged.record, units);
    if (!fault) return judged;
    return { ...rejected(value, fault), wrongKey: fault.path[0] === 'kind' || fault.path[0] === 'mode' };
  };

function findForeign(record: WireRecord, units: ReadonlySet<string> | undefined): Fault | undefined {
  const [issue] = formRecordOf(record).safeParse(record, inWords).error?.issues ?? [];
  if (issue) {
    const message = `The form's key takes new responses from people's own phones only: ${issue.message}`;
    return { path: issue.path, message };
  }
  if (units && !units.has(record.unit))
    return { path: ['unit'], message: "The form's key is not for this unit (FORM_UNITS)" };
  return findTooLarge(record, formRecordLimit);
}

const rejected = (value: unknown, { path, message, code }: Fault) => ({
  is: 'rejected' as const,
  result: { ...readKey(value), status: 'rejected' as const, field: path.join('.'), message, ...(code && { code }) },
});

/** A clock may be a day off, and time zones are. */
const dayAhead = 86_400_000;

/**
 * What is said of a record that is stored and whose day is still to come; nothing of a plan's, which is to be. It is taken: who
 * answered on a phone with a wrong clock cannot mend that, and their answers would stay there.
 */
export function toldOfDay({ kind, at }: WireRecord, now = Date.now()): Pick<RecordResult, 'code' | 'message'> {
  if (kind === 'outing' || !(Date.parse(at) > now + dayAhead)) return {};
  return { code: 'ahead', message: `Its day (${at.slice(0, 10)}) is still to come by the receiver's clock` };
}

/**
 * A release of a month that has not ended here: a clock is wrong, and what would be told of a month that runs changes with each who
 * comes. One that was closed before its end is closed on a day that has come. Nothing of a tombstone.
 */
function findEarly({ kind, deleted, ...fields }: WireRecord, now = Date.now()): Fault | undefined {
  if (kind !== 'release' || deleted) return undefined;
  const { month, closedOn } = fields as { month?: unknown; closedOn?: unknown };
  const [year, number] = String(month).split('-').map(Number);
  const begins = typeof closedOn === 'string' ? Date.parse(closedOn) : Date.UTC(year ?? 0, number ?? 0, 1);
  // A day begins in Finland up to three hours before it does in UTC.
  if (begins - 3 * 3_600_000 <= now) return undefined;
  return { path: [closedOn === undefined ? 'month' : 'closedOn'], message: 'It has not ended by the receiver’s clock' };
}

/** The id and revision to answer with, where the record has an id that can be answered to. */
function readKey(value: unknown): { id: string; rev: number } {
  const { id, rev } = (value ?? {}) as { id?: unknown; rev?: unknown };
  if (!z.uuid().safeParse(id).success) return { id: '', rev: 0 };
  return { id: id as string, rev: typeof rev === 'number' ? rev : 0 };
}

interface Fault {
  path: readonly PropertyKey[];
  message: string;
  code?: RecordResult['code'];
}

/**
 * Finds what is valid JSON but cannot be kept as jsonb. Left to the database, one such record would fail its whole batch,
 * and every retry of it.
 */
function findUnstorable(value: unknown, path: readonly PropertyKey[]): Fault | undefined {
  if (typeof value === 'string') return isText(value) ? undefined : { path, message: 'Text has a broken character' };
  if (typeof value === 'number') return isWritable(value) ? undefined : { path, message: 'A number is out of range' };
  if (typeof value !== 'object' || value === null) return undefined;
  if (path.length >= deepest) return { path, message: `Nested deeper than ${deepest} levels` };
  for (const [key, inner] of Object.entries(value)) {
    if (!isText(key)) return { path, message: 'A field name has a broken character' };
    // A schema passes over it unseen, whatever is in it.
    if (key === '__proto__') return { path: [...path, key], message: 'No field has this name' };
    const fault = findUnstorable(inner, [...path, key]);
    if (fault) return fault;
  }
  return undefined;
}

/** Asked last: what is nested too deep cannot be written. */
function findTooLarge(value: unknown, limit: number): Fault | undefined {
  if (Buffer.byteLength(JSON.stringify(value)) <= limit) return undefined;
  return { path: [], message: `The record is larger than ${limit} bytes`, code: 'too-large' };
}

/** PostgreSQL keeps neither NUL nor half of a surrogate pair. */
function isText(text: string): boolean {
  return !text.includes('\0') && !/\p{Surrogate}/u.test(text);
}

/**
 * PostgreSQL writes a number out to its last digit, three hundred for `5e-324`: a small record of such would grow until no
 * page shows it. `1e400` is no number once it is parsed.
 */
function isWritable(number: number): boolean {
  return number === 0 || (Math.abs(number) > 1e-30 && Math.abs(number) < 1e30);
}
