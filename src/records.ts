/** Every kind of record: for those who need them all (sending, reports, backup). A new kind is one line here. */
import { Action } from './actions/action.ts';
import { Assessment } from './assessment/assessment.ts';
import { CoDevelopment } from './assessment/co-development/co-development.ts';
import { FunderReport } from './assessment/funder-report/funder-report.ts';
import { InclusionPractice } from './assessment/inclusion-practice/inclusion-practice.ts';
import { PrinciplesReview } from './assessment/principles-review.ts';
import { Programme } from './assessment/programme-record.ts';
import { ProjectCard } from './assessment/project-card/project-card.ts';
import { SocialReport } from './assessment/social-reports/social-report.ts';
import { Story } from './assessment/stories/story.ts';
import { Debrief } from './outreach/debrief/debrief.ts';
import { Encounter } from './outreach/encounter.ts';
import { Guidance } from './outreach/follow-up/guidance.ts';
import { Phenomenon } from './outreach/follow-up/phenomenon.ts';
import { Promised } from './outreach/follow-up/promise.ts';
import { Unmet } from './outreach/follow-up/unmet.ts';
import { Outing } from './outreach/outing.ts';
import { Tally } from './outreach/tally/tally.ts';
import { Released } from './releases/released.ts';
import type { Envelope, Kind } from './store/kind.ts';
import { Coding } from './survey/coding.ts';
import { SurveyResponse } from './survey/response.ts';
import { Respondent } from './survey/waves/respondent.ts';
import { WaveEvent } from './survey/waves/wave-event.ts';

export const records: readonly Kind<Envelope>[] = [
  Outing,
  Encounter,
  Tally,
  Guidance,
  Unmet,
  Promised,
  Phenomenon,
  Debrief,
  SurveyResponse,
  Respondent,
  WaveEvent,
  Coding,
  Assessment,
  Action,
  PrinciplesReview,
  Programme,
  CoDevelopment,
  InclusionPractice,
  ProjectCard,
  SocialReport,
  Story,
  FunderReport,
  Released,
];
