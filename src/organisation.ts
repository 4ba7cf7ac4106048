/**
 * The organisation's document, whole: for those who read it from a text, and those who publish its shape. A domain's part is
 * one line here. Strict: a field that is not known is refused, so that no misspelt setting is silently without effect.
 */
import * as z from 'zod/mini';
import { assessmentPart } from './assessment/settings.ts';
import { outreachPart } from './outreach/settings.ts';
import { lockPart } from './setup/lock-part.ts';
import { general } from './setup/organisation.ts';
import { wipePart } from './setup/wipe-part.ts';
import { surveyPart } from './survey/settings.ts';

const { languages, endpoints, backup, retention, ...head } = general;
const { outreach, ...lists } = outreachPart.fields;

/** In the order in which it is published. */
export const OrganisationDocument = z.strictObject({
  ...head,
  ...lists,
  ...{ languages, endpoints, backup, retention },
  ...lockPart.fields,
  ...wipePart.fields,
  outreach,
  ...surveyPart.fields,
  ...assessmentPart.fields,
});
export type OrganisationDocument = z.infer<typeof OrganisationDocument>;
