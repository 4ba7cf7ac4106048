/**
 * A survey as a phone takes it that has only what comes with the app: what the organisation added, and who asks. Known to the
 * page that was opened by its link, and to nothing else on that device.
 */
import type { Bundle } from '../bundle/bundle.ts';
import type { Instrument } from '../instrument/instrument.ts';

export interface SharedSurvey {
  /** Who asks, by name. */
  organiser?: string | undefined;
  /** Whether the organisation gives answers to research row by row: the person is told. */
  givesRows?: boolean | undefined;
  /** Where it is not one of the app's own, nor one instrument alone. */
  bundle?: Bundle | undefined;
  /** Instruments, and languages of the app's own, that the organisation added. */
  instruments: readonly Instrument[];
}

let now: SharedSurvey | undefined;

/** What the link of this page brought. */
export const sharedSurvey = (): SharedSurvey | undefined => now;

/** From now on this page knows it. */
export const knowShared = (survey: SharedSurvey | undefined): void => {
  now = survey;
};
