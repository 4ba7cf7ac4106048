/** Every kind of record: for those who need them all (sending, reports, backup). A new kind is one line here. */
import { Assessment } from './assessment/assessment.ts';
import { Encounter } from './outreach/encounter.ts';
import { Outing } from './outreach/outing.ts';
import type { Envelope, Kind } from './store/kind.ts';
import { Coding } from './survey/coding.ts';
import { SurveyResponse } from './survey/response.ts';
import { Respondent } from './survey/waves/respondent.ts';
import { WaveEvent } from './survey/waves/wave-event.ts';

export const records: readonly Kind<Envelope>[] = [
  Outing,
  Encounter,
  SurveyResponse,
  Respondent,
  WaveEvent,
  Coding,
  Assessment,
];
