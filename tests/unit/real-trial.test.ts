/** Kokeile osoitetta against other people's servers: what it finds out, what it proposes, and that it leaves nothing there. */
import { beforeEach, describe, expect, test } from 'vitest';
import { tryEndpoint } from '../../src/delivery/endpoints/trial.ts';
import type { Auth, EndpointConfig } from '../../src/setup/endpoint.ts';
import { freshDevice } from '../support/device.ts';
import { startServer } from '../support/real-server.ts';
import { atOrigin } from '../support/setup.ts';

freshDevice();
beforeEach(() => atOrigin());

interface Case {
  server: Parameters<typeof startServer>[0];
  dialect: string;
  path: string;
  auth: Auth;
  found: string[];
  /** What is proposed where the app's own dialect is chosen; a plain list of JSON looks like nothing in particular. */
  proposal: string | undefined;
  /** The address at which one can count what is there, and how. */
  count: { path: string; of: (body: never) => number };
}

const cases: Case[] = [
  {
    server: 'couchdb',
    dialect: 'couchdb',
    path: '/kentta',
    auth: { way: 'basic', user: 'phone', password: 'salaisuus' },
    found: [
      'reach good recognised',
      'store good stored',
      'repeat good duplicate',
      'reject look takes-all',
      'remove good removed',
    ],
    proposal: 'couchdb',
    count: {
      path: '/kentta/_all_docs',
      of: ({ rows }: { rows: { id: string }[] }) => rows.filter(({ id }) => !id.startsWith('_')).length,
    },
  },
  {
    server: 'fhir',
    dialect: 'fhir',
    path: '',
    auth: { way: 'none' },
    found: [
      'reach good recognised',
      'store good stored',
      'repeat good stored',
      'reject good told',
      'remove good removed',
    ],
    proposal: 'fhir',
    count: { path: '/Basic', of: ({ entry = [] }: { entry?: unknown[] }) => entry.length },
  },
  {
    server: 'json-api',
    dialect: 'json-api',
    path: '/rest/{kind}',
    auth: { way: 'header', name: 'X-Api-Key', value: 'avain' },
    found: [
      'reach good recognised',
      'store good stored',
      'repeat good duplicate',
      'reject look takes-all',
      'remove good removed',
    ],
    proposal: 'json-api',
    count: { path: '/rest/encounter', of: ({ data }: { data: unknown[] }) => data.length },
  },
  {
    server: 'json-server',
    dialect: 'rest-put',
    path: '/records',
    auth: { way: 'none' },
    found: [
      'reach good answers',
      'store good stored',
      'repeat good stored',
      'reject look takes-all',
      'remove good removed',
    ],
    proposal: undefined,
    count: { path: '/records', of: (rows: unknown[]) => rows.length },
  },
];

describe.each(cases)('$server', ({ server, dialect, path, auth, found, proposal, count }) => {
  test('is found out with the right dialect, proposed with the wrong one, and left as it was', async () => {
    const { url, stop } = await startServer(server);
    try {
      const config: EndpointConfig = { dialect, url: `${url}${path}`, headers: {}, auth, options: {} };
      const trial = await tryEndpoint(config, 'encounter', () => undefined);
      expect(trial.findings.map(({ step, tone, word }) => `${step} ${tone} ${word}`)).toEqual(found);
      const other = await tryEndpoint({ ...config, dialect: 'plain' }, 'encounter', () => undefined);
      expect(other.proposal).toBe(proposal);
      const headers: Record<string, string> =
        auth.way === 'header' ? { [auth.name]: auth.value! } : { authorization: `Basic ${btoa('phone:salaisuus')}` };
      const there = await fetch(`${url}${count.path}`, { headers });
      // Where nothing gave the server away, what the wrong dialect left is told.
      expect(count.of((await there.json()) as never)).toBe(proposal ? 0 : 1);
      if (!proposal) expect(other.findings.at(-1)).toMatchObject({ step: 'remove', word: 'stays' });
    } finally {
      await stop();
    }
  });
});
