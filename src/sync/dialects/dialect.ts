/**
 * A dialect: how one kind of endpoint is asked, how its answer is read, and how one looks whether it holds a record. One
 * file each in this folder, found by glob; a dialect's file exports it as `dialect`. Pure: no fetch, no database.
 */
import type * as z from 'zod/mini';
import type { EndpointConfig } from '../../setup/endpoint.ts';
import type { Envelope } from '../../store/kind.ts';
import type { Outcome } from '../outcome.ts';
import type { Ask, Reply } from '../send.ts';

/** A record as it is sent: any kind, or a tombstone. */
export type Sendable = Envelope & Record<string, unknown> & { deleted?: true };

/**
 * What an answer says: one outcome for each record in the order they were sent, or one for the batch as a whole where the
 * answer does not tell them apart. A whole batch that is `refused` says only that some record in it is bad; it is halved.
 */
export type Reading = { each: Outcome[] } | { whole: Outcome };

/**
 * What the endpoint holds of a record. `unclear` where its answer does not tell. `version` is the endpoint's own name for
 * what it holds, where it wants that back before it replaces it; `fields` are the names of what it holds, where what is not
 * sent would stay.
 */
export type Held =
  | { is: 'held'; rev: number | undefined; version?: string; fields?: string[] }
  | { is: 'absent' }
  | { is: 'unclear' }
  | { is: 'failed'; outcome: Outcome };

/** The most that one request may carry, and the least time between two (ms). */
export interface Limits {
  records: number;
  bytes: number;
  gap?: number;
}

export interface Dialect<O = unknown> {
  name: string;
  /** The endpoint's own settings (`EndpointConfig.options`), with defaults: refused at the door with the field named. */
  options: z.ZodMiniType<O>;
  limits: Limits;
  /** The limits under these settings, where the settings change them; they count instead of `limits`. */
  limitsWith?(endpoint: EndpointConfig, options: O): Limits;
  /** Parents must be there before their children (an outing before its encounters). */
  parentsFirst?: true;
  /** The request for these records. `ids` of the records stay the client's wherever the endpoint allows it. */
  ask(records: Sendable[], endpoint: EndpointConfig, options: O): Ask;
  read(reply: Reply, sent: Sendable[], endpoint: EndpointConfig, options: O): Reading;
  /** The request that looks whether the endpoint holds a record; absent where it cannot be read. */
  look?(record: Sendable, endpoint: EndpointConfig, options: O): Ask;
  found?(reply: Reply, record: Sendable, endpoint: EndpointConfig, options: O): Held;
  /**
   * The request that puts this record there, knowing what a look just found: an older revision is replaced, or a missing
   * record made by another verb. Its answer is read by `read`; a second `verify` in a row proves nothing and waits.
   * Undefined where nothing more can be tried.
   */
  amend?(record: Sendable, held: Held, endpoint: EndpointConfig, options: O): Ask | undefined;
}
