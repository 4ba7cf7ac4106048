/** The receiver's own code on a ledger in memory, in the place of the network: what it holds can be read, lost and changed. */
import { vi } from 'vitest';
import { createApp } from '../../src/receiver/app.ts';
import { configureEndpoint } from '../../src/setup/endpoint.ts';
import { Ledger } from './ledger.ts';

export interface ReceiverOfLedger {
  ledger: Ledger;
  /** Method and path of each request, in order. */
  asked: string[];
  /** What time it is at the receiver (ms since 1970), where it is to tell: as a rule it does not. */
  clock: { now?: () => number };
  /** The next requests to a path that matches are answered by this instead, until it is taken away again. */
  spoil(path: RegExp, answer: (init: RequestInit) => Response | Promise<Response>): () => void;
}

const token = 'a-token-for-tests-only';

/** From now on the device's first endpoint is this receiver, with its key. */
export async function receiverOfLedger(): Promise<ReceiverOfLedger> {
  await configureEndpoint('home', { auth: { way: 'bearer', token } });
  const ledger = new Ledger();
  const app = createApp({ storage: ledger, token, site: { files: new Map(), styleHashes: [] } });
  const asked: string[] = [];
  const clock: ReceiverOfLedger['clock'] = {};
  const spoilt = new Map<RegExp, (init: RequestInit) => Response | Promise<Response>>();
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    asked.push(`${init.method} ${url}`);
    for (const [path, answer] of spoilt) if (path.test(url)) return answer(init);
    const { method = 'GET', headers, body } = init;
    const sent = { method, headers: headers as Record<string, string>, ...(body ? { body } : {}) };
    const answer = await app.request(url, sent);
    if (clock.now) answer.headers.set('date', new Date(clock.now()).toUTCString());
    return answer;
  });
  return {
    ledger,
    asked,
    clock,
    spoil(path, answer) {
      spoilt.set(path, answer);
      return () => void spoilt.delete(path);
    },
  };
}
