/** What is asked of `/surveys`: a device gives a survey, and a form on a person's own phone takes it by its digest. */
import type { Context, Hono } from 'hono';
import * as z from 'zod/mini';
import { readBody } from './body.ts';
import { inWords } from './judge.ts';
import { refuse, refuseBody, refuseIssue, refuseMethod } from './refuse.ts';
import { type HeldSurveys, surveyDigest, surveyLimit } from './surveys.ts';

/** `deviceOf`: the id of the device that asks; undefined where it is the organisation's own key. */
type DeviceOf = (c: Context) => Promise<string | undefined>;

export function addSurveyRoutes(api: Hono, surveys: HeldSurveys, deviceOf: DeviceOf): void {
  api.get('/surveys', async (c) => c.json({ surveys: await surveys.list(await deviceOf(c)) }));
  api.post('/surveys', (c) => keep(c, surveys, deviceOf));
  api.delete('/surveys/:digest', (c) => remove(c, surveys, deviceOf));
  api.get('/surveys/:digest', (c) => show(c, surveys));
  api.all('/surveys', (c) => refuseMethod(c, 'GET, POST'));
  api.all('/surveys/:digest', (c) => refuseMethod(c, 'GET, DELETE'));
}

/** Of a survey the receiver knows no more than that it has instruments: the app that gives it and the one that takes it judge it. */
const Survey = z.looseObject({ instruments: z.array(z.looseObject({})) });

async function keep(c: Context, surveys: HeldSurveys, deviceOf: DeviceOf): Promise<Response> {
  const body = await readBody(c.req.raw, surveyLimit);
  if (body.is === 'refused') return refuseBody(c, body);
  const survey = Survey.safeParse(body.value, inWords);
  if (!survey.success) return refuseIssue(c, survey.error);
  // As it was sent: its digest is that of the text that the phone will read.
  return c.json({ digest: await surveys.keep(body.value as object, await deviceOf(c)) });
}

async function remove(c: Context, surveys: HeldSurveys, deviceOf: DeviceOf): Promise<Response> {
  const digest = c.req.param('digest') ?? '';
  const end = surveyDigest.test(digest) ? await surveys.remove(digest, await deviceOf(c)) : 'unknown';
  if (end === 'removed') return c.body(null, 204);
  if (end === 'unknown') return refuse(c, 404, 'not-found', 'There is no such survey');
  return refuse(c, 403, 'forbidden', "A device takes away what it alone has given; the receiver's own token takes any");
}

async function show(c: Context, surveys: HeldSurveys): Promise<Response> {
  const digest = c.req.param('digest') ?? '';
  const survey = surveyDigest.test(digest) ? await surveys.find(digest) : undefined;
  if (survey === undefined) return refuse(c, 404, 'not-found', 'There is no such survey');
  return c.body(survey, 200, { 'content-type': 'application/json' });
}
