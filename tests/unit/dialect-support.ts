/** What the tests of the dialects share: records, an endpoint, answers. */

import type { Sendable } from '../../src/delivery/dialects/dialect.ts';
import type { HttpResponse } from '../../src/delivery/engine/send.ts';
import type { EndpointConfig } from '../../src/setup/endpoint.ts';

export const endpoint = (url: string, headers: Record<string, string> = {}): EndpointConfig => ({
  dialect: 'any',
  url,
  headers,
  auth: { way: 'none' },
  options: {},
});

const envelope = {
  at: '2026-11-21T15:00:00.000Z',
  v: 1,
  unit: 'oma',
  device: '5f0c1a52-0f6e-4c1b-9a52-5a1f9f1d2c3b',
};

/** An encounter, first revision. */
export const one: Sendable = {
  kind: 'encounter',
  id: '01939a5e-7c00-7001-8000-00000000000a',
  rev: 1,
  ...envelope,
  outingId: '01939a5e-7c00-7000-8000-000000000001',
  place: 'Kauppatori',
  people: '1',
  topics: ['housing', 'money'],
};

/** An outing, third revision. */
export const two: Sendable = {
  kind: 'outing',
  id: '01939a5e-7c00-7002-9000-00000000000b',
  rev: 3,
  ...envelope,
  state: 'ended',
  places: ['Asema'],
  organisations: [],
};

/** A survey response. */
export const response: Sendable = {
  kind: 'response',
  id: '01939a5e-7c00-7003-a000-00000000000c',
  rev: 1,
  ...envelope,
  bundle: 'esis',
  bundleVersion: '1',
  language: 'fi',
  mode: 'self',
  agreed: true,
  parts: [
    {
      ...{ instrument: 'esis', instrumentVersion: '1', language: 'fi', checksum: 'a'.repeat(64) },
      answers: [5, null, 1],
    },
  ],
};

/** What is left of `two` once it is deleted. */
export const tombstone: Sendable = { kind: 'outing', id: two.id, rev: 4, ...envelope, deleted: true };

export const answer = (
  status: number,
  body: unknown,
  type = 'application/json',
  retryAfter?: number,
): HttpResponse => ({
  is: 'answer',
  status,
  type,
  text: typeof body === 'string' ? body : JSON.stringify(body),
  ...(retryAfter === undefined ? {} : { retryAfter }),
});

export const stored = (status: number) => ({ is: 'delivered', status, proof: 'stored' });
export const bodyOf = (ask: { body?: string }): unknown => JSON.parse(ask.body ?? '');
