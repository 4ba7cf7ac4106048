/**
 * Every way in which an endpoint or the network before it can fail a request: what the faulty HTTP server and the stubbed
 * network of the model test have in common. How each kind of endpoint speaks is in `voices.ts`.
 */
import type { RecordResult, WireRecord } from '../../src/delivery/wire.ts';
import type { Ledger } from './ledger.ts';
import type { Asked, Voice } from './voices.ts';

/** What happens to one request. Those up to `503` store nothing; those after store first, then answer as told. */
export const faults = [
  'cut-unread',
  'cut-uncommitted',
  'hang',
  'arrives-late',
  'web-page',
  'nothing-stored',
  'wrong-shape',
  'old-answer',
  'redirect',
  401,
  403,
  404,
  408,
  413,
  429,
  500,
  502,
  503,
  'cut-committed',
  'cut-in-answer',
  'hang-committed',
  'late-answer',
  'refuse-one',
  'store-some',
  'answer-some',
  'out-of-order',
  'duplicates',
  'twice',
  'forget',
] as const;
export type Fault = (typeof faults)[number];

/** How a request ends for the one who sent it. */
export type Ending =
  /** The connection is cut; `unread`: before the request was read. */
  | { is: 'cut'; unread?: true }
  /** Nothing comes until the one who asked gives up. `arrive`: the request reaches the endpoint after all. */
  | { is: 'hang'; arrive?: () => Promise<unknown> }
  | { is: 'answer'; status: number; headers: Record<string, string>; body: string; late?: true; cut?: true };

/** An answer in JSON. */
export const answer = (status: number, body: unknown, headers: Record<string, string> = {}): Ending => ({
  is: 'answer',
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});
const nothing: Ending = { is: 'answer', status: 204, headers: {}, body: '' };

/** An endpoint that a fault befalls. `take` commits records and gives the results: the truth that a fault then spoils. */
export interface Befallen {
  ledger: Ledger;
  voice: Voice;
  take: (asked: Asked, records: WireRecord[]) => Promise<RecordResult[]>;
}

/** Fails, or answers, one request. `pick` (0 to 1) chooses the record that a fault is about. */
export async function react(fault: Fault | undefined, asked: Asked, to: Befallen, pick: number): Promise<Ending> {
  const records = to.voice.sent(asked);
  const before = withoutStoring(fault, asked, records, to, pick);
  if (before) return before;
  const ending = records ? await stored(fault, asked, records, to, pick) : to.voice.look(asked, to.ledger);
  switch (fault) {
    case 'cut-committed':
      return { is: 'cut' };
    case 'hang-committed':
      return { is: 'hang' };
    case 'cut-in-answer':
      return { ...ending, cut: true } as Ending;
    case 'late-answer':
      return { ...ending, late: true } as Ending;
  }
  return ending;
}

/** The faults that keep a request from doing anything; undefined for the others. */
function withoutStoring(
  fault: Fault | undefined,
  asked: Asked,
  records: WireRecord[] | undefined,
  { ledger, voice, take }: Befallen,
  pick: number,
): Ending | undefined {
  const isNew = ({ id, rev }: WireRecord) => (ledger.held.get(id)?.rev ?? 0) < rev;
  const one = records?.[Math.floor(pick * records.length)];
  switch (fault) {
    case 'cut-unread':
      return { is: 'cut', unread: true };
    case 'cut-uncommitted':
      return { is: 'cut' };
    case 'hang':
      return { is: 'hang' };
    case 'arrives-late':
      return { is: 'hang', ...(records ? { arrive: () => take(asked, records) } : {}) };
    case 'web-page':
      return {
        is: 'answer',
        status: 200,
        headers: { 'content-type': 'text/html; charset=utf-8' },
        body: '<!doctype html><title>WiFi</title>Welcome',
      };
    case 'nothing-stored':
      return nothing;
    case 'wrong-shape':
      return records && answer(200, voice.nearly(records));
    case 'old-answer':
      return records && voice.tell(voice.old(ledger.lastResults, records), asked, ledger);
    case 'redirect':
      return { is: 'answer', status: 302, headers: { location: '/sign-in' }, body: '' };
    case 413:
      // An endpoint that holds a record already does not find it too large.
      if (!records?.every(isNew)) return undefined;
      if (records.length === 1) ledger.refused.add(`${one!.id}:${one!.rev}`);
      return answer(413, { error: 'too large' });
    case 429:
    case 503:
      return answer(fault, { error: 'busy' }, { 'retry-after': '2' });
    case 401:
    case 403:
    case 404:
    case 408:
    case 500:
    case 502:
      return answer(fault, { error: 'no' });
  }
  return undefined;
}

/** Stores all or some, and tells the truth of it or less. */
async function stored(
  fault: Fault | undefined,
  asked: Asked,
  records: WireRecord[],
  { ledger, voice, take }: Befallen,
  pick: number,
): Promise<Ending> {
  const one = records[Math.floor(pick * records.length)];
  const isNew = ({ id, rev }: WireRecord) => (ledger.held.get(id)?.rev ?? 0) < rev;
  const took = async (some = records) => {
    const results = some.length > 0 ? await take(asked, some) : [];
    if (results.length > 0) ledger.lastResults = results;
    return results;
  };
  const tell = (results: RecordResult[]) => voice.tell(results, asked, ledger);
  switch (fault) {
    case 'refuse-one': {
      if (!one || !isNew(one)) break;
      const others = await took(records.filter((record) => record !== one));
      ledger.refused.add(`${one.id}:${one.rev}`);
      const refusal = { id: one.id, rev: one.rev, field: 'people', message: 'not this one' };
      return tell([...others, { ...refusal, status: 'rejected' }]);
    }
    case 'store-some':
      return tell(await took(records.filter((record) => record !== one)));
    case 'answer-some':
      return tell((await took()).filter(({ id }) => id !== one?.id));
    case 'out-of-order':
      return tell((await took()).reverse());
    case 'duplicates':
      return tell((await took()).map((result) => ({ ...result, status: 'duplicate' })));
    case 'twice':
      await took();
      break;
    case 'forget':
      // What it has told in full it must not lose; what it has only called received is gone again.
      if (voice.name !== 'rest-put') break;
      for (const { id } of await took()) ledger.forget(id);
      return nothing;
  }
  return tell(await took());
}
