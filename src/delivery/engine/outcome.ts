/** What became of one record that was sent: a closed union, so that every ending is thought of where it is read. */
export type Outcome =
  /** The endpoint has this revision. `proof` says how we know. */
  | { is: 'delivered'; status: number; proof: 'stored' | 'duplicate' | 'newer' | 'accepted' }
  /**
   * It may be there, or something in its place: look (`Dialect.look`) before anything is believed. `pending`: it was taken to
   * be stored later, so that one which is not there may still come.
   */
  | { is: 'verify'; status?: number; words?: string; pending?: true }
  /** The endpoint will not take this record as it is; a person must look. */
  | {
      is: 'refused';
      trouble: 'rejected' | 'too-large' | 'unreadable' | 'gone' | 'conflict' | 'perhaps-there';
      status?: number;
      words?: string;
    }
  /** Not now: kept, and tried again. `after` (ms) when the endpoint named a time. */
  | {
      is: 'later';
      trouble:
        | 'no-answer'
        | 'busy'
        | 'blocked'
        | 'server-error'
        | 'unclear-answer'
        | 'may-double'
        | 'perhaps-taken'
        | 'not-processed'
        | 'refuses-all'
        | 'newer'
        | 'not-noted';
      status?: number;
      after?: number;
    }
  /** The token is missing, wrong or expired. */
  | { is: 'sign-in'; status: number }
  /** Something else answered: a network's sign-in page, a moved address, a web page. */
  | { is: 'not-the-endpoint'; trouble: 'redirected' | 'web-page' | 'wrong-address'; status?: number };

/** An outcome that has been looked into. */
export type Settled = Exclude<Outcome, { is: 'verify' }>;

/** Every word for why something waits or was refused; the screens have a sentence for each. */
export const troubles = [
  'rejected',
  'too-large',
  'unreadable',
  'gone',
  'conflict',
  'no-answer',
  'busy',
  'blocked',
  'server-error',
  'unclear-answer',
  'may-double',
  'perhaps-taken',
  'perhaps-there',
  'not-processed',
  'refuses-all',
  'newer',
  'not-noted',
  'bad-settings',
  'sign-in',
  'redirected',
  'web-page',
  'wrong-address',
] as const;
export type Trouble = (typeof troubles)[number];

/** The word for an outcome that did not deliver. */
export const troubleOf = (outcome: Exclude<Settled, { is: 'delivered' }>): Trouble =>
  outcome.is === 'sign-in' ? 'sign-in' : outcome.trouble;
