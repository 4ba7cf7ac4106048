/** What is asked of records: `/records` takes, shows and reads them, `/held` tells which are there. */
import type { Context, Hono } from 'hono';
import * as z from 'zod/mini';
import {
  Batch,
  type BatchAnswer,
  cutHeader,
  type HeldAnswer,
  HeldQuestion,
  historyHeader,
  kinds,
} from '../delivery/wire.ts';
import type { FormGate } from './form-gate.ts';
import type { History } from './history.ts';
import { inWords, judge, toldOfDay } from './judge.ts';
import { readRequest } from './read-request.ts';
import { refuse, refuseIssue, refuseMethod, refuseTooMany } from './refuse.ts';
import type { Storage } from './storage.ts';

/** `ofForm`: what a request may do that came with a key of forms; undefined where it came with another. */
export function addRecordRoutes(api: Hono, storage: Storage, ofForm: (c: Context) => OfForm | undefined): void {
  api.get('/records', (c) => list(c, storage));
  api.post('/records', (c) => receive(c, storage, ofForm(c)));
  api.get('/records/:id', (c) => show(c, storage, c.req.param('id')));
  api.delete('/records/:id', (c) => removeProbe(c, storage));
  api.post('/held', (c) => tellHeld(c, storage));
  api.all('/records', (c) => refuseMethod(c, 'GET, POST'));
  api.all('/records/:id', (c) => refuseMethod(c, 'GET, DELETE'));
  api.all('/held', (c) => refuseMethod(c, 'POST'));
}

/** The commits that the one who asks has heard of: of the endpoint, and of where a reading ended. */
const knownTo = (c: Context): string[] =>
  (c.req.header(historyHeader) ?? '')
    .split(',', 8)
    .map((name) => name.trim())
    .filter(Boolean);

function tellHistory(c: Context, { head, isKnown }: History): void {
  c.header(historyHeader, head);
  if (!isKnown) c.header(cutHeader, 'true');
}

/** What a key of forms may do, and whence it came. */
export type OfForm = FormGate & { judge: ReturnType<FormGate['judgeInto']>; address: string };

/** `form`: where it came with a key of forms. */
async function receive(c: Context, storage: Storage, form?: OfForm): Promise<Response> {
  const batch = await readRequest(c, Batch, form?.bodyLimit);
  if (batch instanceof Response) return batch;
  const { records } = batch;
  if (form && records.length > form.batchLimit)
    return refuse(c, 413, 'too-large', `A form sends at most ${form.batchLimit} records at once`);

  const judged = records.map(form?.judge ?? judge);
  const sound = judged.flatMap((each) => (each.is === 'sound' ? [each.record] : []));
  const late = form?.take(form.address, records.length, sound.length) ?? 0;
  if (late > 0) return refuseTooMany(c, 'The forms have sent too much for now; send it again later', late);
  const { statuses, history } = await storage.store(sound, knownTo(c), form ? 'only-insert' : 'replace');
  tellHistory(c, history);
  const answers = statuses.values();
  const results = judged.map((each) => {
    if (each.is === 'rejected') return each.result;
    const { id, rev } = each.record;
    const status = answers.next().value;
    if (status === undefined) throw new Error('The storage has left a record without a status');
    if (status !== 'conflict') return { id, rev, status, ...toldOfDay(each.record) };
    const message = 'This revision is already held with other content';
    return { id, rev, status: 'rejected' as const, field: 'rev', message };
  });
  const isWrongKey = judged.some((each) => each.is === 'rejected' && each.wrongKey);
  return c.json({ results, ...(isWrongKey ? { wrongKey: true } : {}) } satisfies BatchAnswer);
}

const digits = z.string().check(z.regex(/^\d{1,15}$/, 'Must be a whole number'));
const number = z.pipe(digits, z.transform(Number));
const ShowQuery = z.object({ rev: z.optional(number) });

/** One record in its newest revision, or in an older one that was replaced here. */
async function show(c: Context, storage: Storage, id: string): Promise<Response> {
  const query = ShowQuery.safeParse(c.req.query(), inWords);
  if (!query.success) return refuseIssue(c, query.error);
  // An id that no record can have is held as little as any other.
  if (!z.uuid().safeParse(id).success) return refuse(c, 404, 'not-held', 'This record is not held');
  const { record, history } = await storage.find(id, query.data.rev, knownTo(c));
  tellHistory(c, history);
  return record === undefined ? refuse(c, 404, 'not-held', 'This record is not held') : c.json(record);
}

async function tellHeld(c: Context, storage: Storage): Promise<Response> {
  const question = await readRequest(c, HeldQuestion);
  if (question instanceof Response) return question;
  const { held, history } = await storage.revsOf(question.ids, knownTo(c));
  tellHistory(c, history);
  return c.json({ held } satisfies HeldAnswer);
}

/** The most records in one page. */
const pageLimit = 1000;

const PageQuery = z.object({
  since: z._default(number, 0),
  limit: z._default(z.pipe(number, z.number().check(z.minimum(1), z.maximum(pageLimit))), pageLimit),
  kind: z.optional(z.enum(kinds)),
});

async function list(c: Context, storage: Storage): Promise<Response> {
  const query = PageQuery.safeParse(c.req.query(), inWords);
  if (!query.success) return refuseIssue(c, query.error);
  const { since, limit, kind } = query.data;
  const { history, skipped, ...page } = await storage.read(since, limit, kind, knownTo(c));
  tellHistory(c, history);
  return c.json({ ...page, ...(skipped.length > 0 ? { skipped } : {}) });
}

/** Only what a device sent to try this address can be taken away for good: a tombstone of the unit `probe`. */
async function removeProbe(c: Context, storage: Storage): Promise<Response> {
  const id = z.uuid().safeParse(c.req.param('id'));
  if (id.success && (await storage.removeProbe(id.data))) return c.body(null, 204);
  return refuse(c, 404, 'not-found', 'There is no such record, or it is not one that can be taken away');
}
