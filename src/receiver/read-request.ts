import type { Context } from 'hono';
import type * as z from 'zod/mini';
import { readBody } from './body.ts';
import { inWords } from './judge.ts';
import { refuseBody, refuseIssue } from './refuse.ts';

/** What is asked in a request's body, by its schema; or the answer that refuses it. `limit`: what it may weigh (bytes). */
export async function readRequest<T>(c: Context, schema: z.ZodMiniType<T>, limit?: number): Promise<T | Response> {
  const body = await readBody(c.req.raw, limit);
  if (body.is === 'refused') return refuseBody(c, body);
  const asked = schema.safeParse(body.value, inWords);
  return asked.success ? asked.data : refuseIssue(c, asked.error);
}
