/**
 * A dialect: how one kind of endpoint is asked, and how its answer is read. One file each in this folder, found by glob;
 * a dialect's file exports it as `dialect`.
 */
import type { EndpointConfig } from '../../setup/endpoint.ts';
import type { Envelope } from '../../store/kind.ts';
import type { Outcome } from '../outcome.ts';
import type { Ask, Reply } from '../send.ts';

/** A record as it is sent: any kind, or a tombstone. */
export type Sendable = Envelope & Record<string, unknown>;

export interface Dialect {
  name: string;
  /** The most that one request may carry. */
  limits: { records: number; bytes: number };
  /** The request for these records. */
  ask(records: Sendable[], endpoint: EndpointConfig): Ask;
  /**
   * Reads the answer: one outcome for each record in the order they were sent, or one for the batch as a whole where the
   * answer does not tell them apart. A whole batch that is `refused` says only that some record in it is bad.
   */
  read(reply: Reply, sent: Sendable[], endpoint: EndpointConfig): { each: Outcome[] } | { whole: Outcome };
}
