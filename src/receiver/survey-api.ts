/** What is asked of `/surveys`: a device gives a survey, and a form on a person's own phone takes it by its digest. */
import type { Context, Hono } from 'hono';
import * as z from 'zod/mini';
import { readBody } from './body.ts';
import { inWords } from './judge.ts';
import { refuse, refuseBody, refuseIssue, refuseMethod } from './refuse.ts';
import { type HeldSurveys, surveyDigest, surveyLimit } from './surveys.ts';

export function addSurveyRoutes(api: Hono, surveys: HeldSurveys): void {
  api.post('/surveys', (c) => keep(c, surveys));
  api.get('/surveys/:digest', (c) => show(c, surveys));
  api.all('/surveys', (c) => refuseMethod(c, 'POST'));
  api.all('/surveys/:digest', (c) => refuseMethod(c, 'GET'));
}

/** Of a survey the receiver knows no more than that it has instruments: the app that gives it and the one that takes it judge it. */
const Survey = z.looseObject({ instruments: z.array(z.looseObject({})) });

async function keep(c: Context, surveys: HeldSurveys): Promise<Response> {
  const body = await readBody(c.req.raw, surveyLimit);
  if (body.is === 'refused') return refuseBody(c, body);
  const survey = Survey.safeParse(body.value, inWords);
  if (!survey.success) return refuseIssue(c, survey.error);
  // As it was sent: its digest is that of the text that the phone will read.
  return c.json({ digest: await surveys.keep(body.value as object) });
}

async function show(c: Context, surveys: HeldSurveys): Promise<Response> {
  const digest = c.req.param('digest') ?? '';
  const survey = surveyDigest.test(digest) ? await surveys.find(digest) : undefined;
  if (survey === undefined) return refuse(c, 404, 'not-found', 'There is no such survey');
  return c.body(survey, 200, { 'content-type': 'application/json' });
}
