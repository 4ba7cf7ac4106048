/**
 * What travels between a device and the endpoint that this project serves: one batch of records up, one result for each
 * record down. The receiver and the plain dialect both read these schemas, so the two cannot drift.
 */
import * as z from 'zod/mini';

/** The kinds of record an endpoint may be sent. `records.ts` defines them; a test holds the two lists together. */
export const kinds = [
  'outing',
  'encounter',
  'tally',
  'guidance',
  'unmet',
  'promise',
  'phenomenon',
  'debrief',
  'response',
  'respondent',
  'wave',
  'coding',
  'assessment',
  'action',
  'principles',
  'programme',
  'codevelopment',
  'inclusionpractice',
  'projectcard',
  'socialreport',
  'story',
  'funderreport',
  'release',
] as const;

/** Those of which a day is told and no time: `at` is the day's noon in UTC. Their definitions say so too; a test holds it. */
export const untimedKinds: (typeof kinds)[number][] = ['response', 'respondent', 'wave', 'story', 'release'];

/** Those that an endpoint can be told to take: a release goes to the one place whose records it counts, whatever that takes. */
export const chosenKinds = kinds.filter((kind) => kind !== 'release');

/**
 * The header in which an answer names the newest commit of the receiver's history, and in which the next request says it
 * back; several are parted by commas.
 */
export const historyHeader = 'kenttakirja-history';
/** The answer's header that says that the history lacks a commit which the request named: it was cut. */
export const cutHeader = 'kenttakirja-history-cut';

/** At most this many records in one batch: keeps a batch of ordinary records well under the receiver's 5 MB. */
export const batchLimit = 1000;

/** The envelope that every record has, whatever its kind. Fields of the kind itself pass through untouched. */
export const WireRecord = z.looseObject({
  kind: z.enum(kinds),
  id: z.uuid(),
  /** Goes up by one with each edit; `id` and `rev` together are the idempotency key. */
  rev: z.int().check(z.positive()),
  /** When the thing happened, ISO 8601 in UTC. */
  at: z.iso.datetime(),
  /** The version of the kind's shape that this record is written in. */
  v: z.int().check(z.positive(), z.maximum(1_000_000)),
  unit: z.string().check(z.minLength(1), z.maxLength(100)),
  device: z.uuid(),
  /** A tombstone: the person deleted the record on the device; nothing but the envelope is left. */
  deleted: z.optional(z.literal(true)),
});
export type WireRecord = z.infer<typeof WireRecord>;

/** The body of `POST /api/records`. Records are checked one by one, so that one bad record does not refuse the others. */
export const Batch = z.object({ records: z.array(z.unknown()).check(z.maxLength(batchLimit)) });
export type Batch = z.infer<typeof Batch>;

/** What became of one record of the batch. */
export const RecordResult = z.object({
  id: z.string(),
  rev: z.number(),
  /**
   * `stored`: this revision is now the one that is held. `duplicate`: it, or a newer revision, was held before; both mean
   * that the endpoint has it. `rejected`: it is not held, and sending the same again will not help.
   */
  status: z.enum(['stored', 'duplicate', 'rejected']),
  /** For a rejected record: the field at fault, as a path with dots. */
  field: z.optional(z.string()),
  /** For a rejected record: why, in words a person can read; for one that is told of, what. */
  message: z.optional(z.string()),
  /**
   * What a program goes by. `too-large`: it was rejected for its size. `ahead`: it is stored, and its day is still to come by the
   * receiver's clock, so a clock is wrong.
   */
  code: z.optional(z.enum(['too-large', 'ahead'])),
});
export type RecordResult = z.infer<typeof RecordResult>;

/** The answer to a batch. Every record of the batch has one result; a record without one was not judged. */
export const BatchAnswer = z.object({
  results: z.array(RecordResult),
  /** Records of a worker's device came with the key of forms: it is the key that is wrong, and nothing is said of them. */
  wrongKey: z.optional(z.literal(true)),
});
export type BatchAnswer = z.infer<typeof BatchAnswer>;

/**
 * The answer of `GET /api/records?since=<seq>&kind=<kind>`: a page of records, and where the next one begins. Where the
 * history lacks a commit that the request named, the page begins at 0. `skipped`: records that are too large for any page.
 */
export const RecordsPage = z.object({
  records: z.array(z.unknown()),
  skipped: z.optional(z.array(z.string())),
  next: z.int().check(z.nonnegative()),
});
export type RecordsPage = z.infer<typeof RecordsPage>;

/** The body of `POST /api/held`: which of these records are held, and in which revision? */
export const HeldQuestion = z.object({ ids: z.array(z.uuid()).check(z.maxLength(batchLimit)) });
export type HeldQuestion = z.infer<typeof HeldQuestion>;

/** What the answer says of one record: the newest revision that is held, under the id as it was asked. */
export const HeldRow = z.object({ id: z.string(), rev: z.number(), deleted: z.optional(z.literal(true)) });
/** The answer. A record that is not in it is not held. */
export const HeldAnswer = z.object({ held: z.array(HeldRow) });
export type HeldAnswer = z.infer<typeof HeldAnswer>;
