/**
 * A webhook: a flow in n8n, Zapier, Power Automate and the like. What it does: POSTs one record a request; 2xx means that it
 * was handed over, and is never called stored. What it does not: know what became of it. The flow must drop what it has
 * seen, by `id` and `rev` in the body or by `Idempotency-Key`; a deletion comes as a record with `deleted: true`.
 *
 * Contract (the services' own help pages): n8n answers 200 at once or after the flow, Zapier 200 whatever happens, Power
 * Automate 202. A flow that answers JSON of its own is better set up as `plain`, with a rule for success.
 *
 * Not supported: a Google Apps Script as it is. It answers every POST with a redirect to another host, and what stands there
 * is not shown to `fetch` unless it follows any redirect, which is how a captive portal comes to look like success (F1).
 * Put a flow or a small proxy before it.
 */
import * as z from 'zod/mini';
import { jsonRequest } from './asking.ts';
import type { Dialect, Probing } from './dialect.ts';
import { says } from './signs.ts';
import { failed, forOne, isOk, readAnswer } from './status.ts';

const Options = z.strictObject({
  /** `text/plain` spares the preflight, for a service that answers none. */
  contentType: z._default(z.enum(['application/json', 'text/plain']), 'application/json'),
  /** Not by itself: the service's CORS must allow the header. */
  idempotencyKey: z._default(z.boolean(), false),
});

export const dialect: Dialect<z.infer<typeof Options>> = {
  name: 'webhook',
  options: Options,
  limits: { records: 1, bytes: 1_000_000 },
  isIdempotent: () => false,
  request([record], endpoint, { contentType, idempotencyKey }) {
    const ask = jsonRequest(endpoint, 'POST', endpoint.url, record);
    ask.headers['content-type'] = contentType;
    if (idempotencyKey) ask.headers['idempotency-key'] = `"${record!.id}:${record!.rev}"`;
    return ask;
  },
  readResponse: (reply, sent) =>
    readAnswer(reply, (answer) =>
      forOne(sent, isOk(answer) ? { is: 'delivered', status: answer.status, proof: 'accepted' } : failed(answer)),
    ),
};

export const pages = undefined;

/** Services that run something at every request: they must not be looked at to find out. */
const hooks =
  /(^|\.)(hooks\.zapier\.com|hook\.[a-z0-9]+\.make\.com|logic\.azure\.com|powerplatform\.com|pipedream\.net)$/;

export const probing: Probing = {
  recognises: says({ code: z.literal(404), message: z.string().check(z.regex(/webhook/)) }),
  isAt: ({ hostname, pathname }) => hooks.test(hostname) || /\/webhook(-test)?\//.test(pathname),
  // n8n's works for one request, after a press in its editor; the one that lasts is another (n8n docs, "Webhook node").
  isForOneTry: ({ pathname }) => /\/(webhook|form|mcp)-test(\/|$)/.test(pathname),
  actsAtOnce: true,
};
