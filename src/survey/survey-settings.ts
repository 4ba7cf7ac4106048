/** What an organisation sets of its surveys, with what holds where it set nothing. */

export interface SurveySettings {
  /** The background questions follow the instrument. */
  background: boolean;
  /** A link or QR may open the form on a person's own phone. */
  remote: boolean;
  /** What such a phone may send with: a key that takes responses and reads nothing. Whoever has the link has it. */
  formKey: string;
  /** How long a handed-over page waits for a sign of the respondent, in seconds. */
  quietSeconds: number;
  /** After so many hours a handed-over device opens without the worker's code. */
  lockHours: number;
}

export const fromTheStart: SurveySettings = {
  background: false,
  remote: false,
  formKey: '',
  quietSeconds: 120,
  lockHours: 12,
};
