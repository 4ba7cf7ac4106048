/**
 * A dialect: how one kind of endpoint is asked, how its answer is read, and how one looks whether it holds a record. One
 * file each in this folder, found by glob; a dialect's file exports it as `dialect`. Pure: no fetch, no database.
 */
import type * as z from 'zod/mini';
import type { EndpointConfig } from '../../setup/endpoint.ts';
import type { Envelope } from '../../store/kind.ts';
import type { Outcome } from '../engine/outcome.ts';
import type { HttpRequest, HttpResponse } from '../engine/send.ts';
import type { HttpAnswer } from './status.ts';

/** A record as it is sent: any kind, or a tombstone. */
export type Sendable = Envelope & Record<string, unknown> & { deleted?: true };

/**
 * What an answer says: one outcome for each record in the order they were sent, or one for the batch as a whole where the
 * answer does not tell them apart. A whole batch that is `refused` says only that some record in it is bad; it is halved.
 */
export type Reading = { each: Outcome[] } | { whole: Outcome };

/**
 * What the endpoint holds of a record. `unclear` where its answer does not tell; a failure with the trouble `gone` says that
 * it was deleted there. `version` is the endpoint's own name for what it holds, where it wants that back before it replaces
 * it; `deleted`: what it holds is a tombstone; `differs`: the same revision with other content; `fields` are the names of
 * what it holds, where what is not sent would stay.
 */
export type Held =
  | { is: 'held'; rev: number | undefined; version?: string; deleted?: true; differs?: true; fields?: string[] }
  | { is: 'absent' }
  | { is: 'unclear' }
  | { is: 'failed'; outcome: Outcome };

/** What the endpoint holds of many records: of each in the order asked, or why it does not tell of any. */
export type HeldMany = { each: Held[] } | { whole: Extract<Held, { is: 'unclear' | 'failed' }> };

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
  /** Whether a request that is sent twice leaves one row under these settings; absent: always. */
  isIdempotent?(endpoint: EndpointConfig, options: O): boolean;
  /** A server of this kind may take a record and give it an id of its own: then it says yes, and shows none under ours. */
  mayRename?: true;
  /** Its records are read back (`pages`): results may come from it, and a device tells it first whom it has told alone. */
  isShown?: true;
  /** It names the questions of an instrument: those that were added on the device are read before it is asked. */
  namesQuestions?: true;
  /**
   * Which fields of these kinds do not arrive under these settings, by name; absent: all do. The screen of an endpoint says so
   * before it is used, and what it has is not taken for whole: it stays on the device.
   */
  lacks?(kinds: readonly string[], options: O): string[];
  /** Under these settings the server drops a field that it has no place for, without a word; absent: it never does. */
  mayDrop?(options: O): boolean;
  /** Parents must be there before their children (an outing before its encounters). */
  parentsFirst?: true;
  /** The request for these records. `ids` of the records stay the client's wherever the endpoint allows it. */
  request(records: Sendable[], endpoint: EndpointConfig, options: O): HttpRequest;
  readResponse(reply: HttpResponse, sent: Sendable[], endpoint: EndpointConfig, options: O): Reading;
  /**
   * The request that makes this record where nothing stands under its id, and else changes nothing: its answer, read as that of `request`,
   * then says `verify`. Absent or undefined where the server has none. What all devices tell alike is made so (`releases/`).
   */
  createOnly?(record: Sendable, endpoint: EndpointConfig, options: O): HttpRequest | undefined;
  /**
   * The settings under which records that got this answer go once more, where it shows that nothing was stored because the
   * endpoint does not do what `options` ask for, such as showing what it took.
   */
  otherwise?(reply: HttpResponse, options: O): O | undefined;
  /** The request that looks whether the endpoint holds a record; absent where it cannot be read. */
  lookup?(record: Sendable, endpoint: EndpointConfig, options: O): HttpRequest;
  readLookup?(reply: HttpResponse, record: Sendable, endpoint: EndpointConfig, options: O): Held;
  /** Whether it can be looked at under these settings; absent: wherever there is a `lookup`. */
  canLookUp?(endpoint: EndpointConfig, options: O): boolean;
  /** The most records that one `lookupMany` may ask about. */
  lookupLimit?: number;
  /** The request that looks for many records by their ids; undefined where these settings name no address for it. */
  lookupMany?(ids: string[], endpoint: EndpointConfig, options: O): HttpRequest | undefined;
  readLookupMany?(reply: HttpResponse, ids: string[], endpoint: EndpointConfig, options: O): HeldMany;
  /**
   * The request that puts this record there, knowing what a look just found: an older revision is replaced, or a missing
   * record made by another verb. Its answer is read by `read`; a second `verify` in a row proves nothing and waits.
   * Undefined where nothing more can be tried.
   */
  amend?(record: Sendable, held: Held, endpoint: EndpointConfig, options: O): HttpRequest | undefined;
}

/** Where a page of records begins, in the endpoint's own words; 0 is the beginning. */
export type Mark = number | string;

/** Which page is asked for: where it begins, at most how many records, and of one kind only where the endpoint tells kinds. */
export interface PageAsked {
  from: Mark;
  limit: number;
  kind?: string | undefined;
}

/** A page that came, and where the one behind it begins. `isLast`: there is none behind it for now. */
export interface PageGiven {
  records: unknown[];
  next: Mark;
  isLast?: boolean;
}

/**
 * How the records of an endpoint are read, page by page: a dialect's file exports it as `pages`, or undefined where the
 * endpoint shows none. Settings with `read` that is true say that it is read also where nobody has asked for that very one.
 */
export interface Pages<O = unknown> {
  /** The most records that one page may be asked for. */
  limit: number;
  /** Its marks last: what comes or changes later stands behind all that was read. Else the whole is read each time. */
  isLog?: true;
  /** Its marks are numbers, one for each record, that go up: from a later one what is behind a record can be asked for. */
  marksCount?: true;
  /** How many records a page has cannot be changed on the way. */
  sizeIsFixed?: true;
  /** It shows nothing to who does not sign in. */
  wantsKey?: true;
  /** Whether records are shown under these settings; absent: always. */
  isShown?(endpoint: EndpointConfig, options: O): boolean;
  /** Whether a page may be asked for one kind; absent: a page has all kinds. */
  tellsKinds?(endpoint: EndpointConfig): boolean;
  request(asked: PageAsked, endpoint: EndpointConfig, options: O): HttpRequest;
  /**
   * The request for the one record at a mark without its content, where that is too long to be read; or what is known of it
   * unasked. Its answer is read as a page. Absent: what is behind it cannot be reached.
   */
  bare?(asked: PageAsked, endpoint: EndpointConfig, options: O): HttpRequest | PageGiven;
  /** The page in a 2xx answer; undefined where there is none in it. */
  read(answer: HttpAnswer, asked: PageAsked, endpoint: EndpointConfig, options: O): PageGiven | undefined;
}

/** What a first look at an address saw: the beginning of an answer. */
export interface Seen {
  status: number;
  type: string;
  text: string;
  /** The headers that the server lets a page of another origin see. */
  headers: Record<string, string>;
}

/** How an endpoint is recognised and tried out before it is used: a dialect's file exports it as `probing`. */
export interface Probing {
  /** Whether an answer to a first look gives this kind of server away; `perhaps` where others may answer so too. */
  recognises?(seen: Seen, url: string): boolean | 'perhaps';
  /** Whether an address does so by itself. */
  isAt?(url: URL): boolean;
  /** Whether an address takes one request and is used up. */
  isForOneTry?(url: URL): boolean;
  /** Each request sets something off: none is made only to look, and what was sent can never be taken away. */
  actsAtOnce?: true;
  /** The request that takes a probe away for good, of which a look has found what is there; undefined where there is none. */
  removal?(probe: Sendable, endpoint: EndpointConfig, held: Held | undefined): HttpRequest | undefined;
  /** Settings that would fit how it answered to a probe, where nothing was found in the answer. */
  fitting?(text: string, probe: Sendable): Record<string, unknown>;
}
