/** The receiver's own code on a ledger in memory, in the place of the network: what it holds can be read, lost and changed. */
import { vi } from 'vitest';
import { createApp } from '../../src/receiver/app.ts';
import { configureEndpoint } from '../../src/setup/endpoint.ts';
import { Ledger } from './ledger.ts';

export interface ReceiverOfLedger {
  ledger: Ledger;
  /** Method and path of each request, in order. */
  asked: string[];
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
  const spoilt = new Map<RegExp, (init: RequestInit) => Response | Promise<Response>>();
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    asked.push(`${init.method} ${url}`);
    for (const [path, answer] of spoilt) if (path.test(url)) return answer(init);
    const { method = 'GET', headers, body } = init;
    return app.request(url, { method, headers: headers as Record<string, string>, ...(body ? { body } : {}) });
  });
  return {
    ledger,
    asked,
    spoil(path, answer) {
      spoilt.set(path, answer);
      return () => void spoilt.delete(path);
    },
  };
}
