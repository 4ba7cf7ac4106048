/**
 * The record that tries an endpoint: a tombstone from its birth, of the unit `probe`. So it counts nowhere, even where it
 * cannot be taken away again: whoever reads an endpoint leaves out what was deleted.
 */

import { type EndpointConfig, probeUnit } from '../../setup/endpoint.ts';
import { newId } from '../../store/id.ts';
import { address, filled, jsonRequest } from '../dialects/asking.ts';
import { dhis2Uid } from '../dialects/dhis2.ts';
import type { Dialect, Held, Sendable } from '../dialects/dialect.ts';
import { typeOf } from '../dialects/fhir.ts';
import type { HttpRequest } from '../engine/send.ts';

export const probeOf = (kind: string, device: string): Sendable => ({
  kind,
  id: newId(),
  rev: 1,
  at: new Date().toISOString(),
  v: 1,
  unit: probeUnit,
  device,
  deleted: true,
});

/** A probe that no endpoint should take: its time is none, and so is the version of its shape. */
export const badProbeOf = (probe: Sendable): Sendable => ({ ...probe, id: newId(), at: 'not a time', v: 0 });

type Removal = (record: Sendable, endpoint: EndpointConfig, held: Held | undefined) => HttpRequest | undefined;

const del = (url: string, endpoint: EndpointConfig): HttpRequest => {
  const { 'content-type': _, ...headers } = endpoint.headers;
  return { url, method: 'DELETE', headers };
};
const byId: Removal = (record, endpoint) => del(address(filled(endpoint.url, record), [record.id]), endpoint);

/** How a probe is taken away for good, where the kind of server knows a way. */
const removals: Record<string, Removal> = {
  plain: (record, endpoint, held) =>
    endpoint.url.includes('{id}') ? del(filled(endpoint.url, record), endpoint) : byId(record, endpoint, held),
  'rest-put': byId,
  directus: byId,
  'json-api': byId,
  postgrest: ({ id }, endpoint) => del(address(endpoint.url, [], { id: `eq.${id}` }), endpoint),
  elasticsearch: ({ id }, endpoint) => del(address(endpoint.url, ['_doc', id]), endpoint),
  fhir: (record, endpoint) => del(address(endpoint.url, [typeOf(record), record.id]), endpoint),
  couchdb: ({ id }, endpoint, held) =>
    held?.is === 'held' && held.version ? del(address(endpoint.url, [id], { rev: held.version }), endpoint) : undefined,
  dhis2: (record, endpoint) =>
    jsonRequest(endpoint, 'POST', address(endpoint.url, ['tracker'], { async: 'false', importStrategy: 'DELETE' }), {
      events: [{ event: dhis2Uid(record) }],
    }),
};

/** The request that takes a probe away, or undefined where there is none. */
export const removalOf = (dialect: Dialect, ...given: Parameters<Removal>): HttpRequest | undefined =>
  removals[dialect.name]?.(...given);
