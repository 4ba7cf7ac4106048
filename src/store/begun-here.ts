/**
 * What a form writes that has one address for every new record: noted at its place in this tab's history. A reload, a lock or a tab that was
 * killed comes back to that record; another tab, and whoever opens the form anew, begins another one. No address names it.
 */

/** A record that was begun in a form. */
export interface BegunHere {
  /** It need not be kept yet, and may be deleted by now. */
  id: string;
  /** When it was last kept, or begun where it was not (ms since 1970). */
  at: number;
  /** How many were kept here before it, where one follows another. */
  done?: number;
}

/** What was begun at this place of the history; undefined where the form is opened anew. */
export const begunHere = (): BegunHere | undefined => (history.state as { begun?: BegunHere } | null)?.begun;

/** Notes what the form that stands here has begun. */
export const noteBegun = (begun: BegunHere): void => history.replaceState({ begun }, '');

/** Notes that it was kept; nothing where the form was left while it was. */
export function noteKeptHere(kept: BegunHere): void {
  if (begunHere()?.id === kept.id) noteBegun(kept);
}
