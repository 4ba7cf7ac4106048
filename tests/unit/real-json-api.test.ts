/** JSON:API for real: jsonapi-server 4.2, which says 403 both to an id that is there and to a value that is not allowed. */
import { expect, test } from 'vitest';
import type { Sendable } from '../../src/delivery/dialects/dialect.ts';
import { drain } from '../../src/delivery/engine/drain.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { Outing } from '../../src/outreach/outing.ts';
import { itemsOf } from '../../src/store/outbox.ts';
import { create, revise } from '../../src/store/save.ts';
import { logged } from '../support/device.ts';
import { behavesAsEndpoint, type Given } from '../support/real-endpoint.ts';
import { startServer } from '../support/real-server.ts';

const auth = { way: 'header', name: 'X-Api-Key', value: 'avain' } as const;
let url = '';

/** A resource as the record that it was. */
const asRecord = ({ id, attributes }: { id: string; attributes: Record<string, unknown> }) =>
  ({ id, ...Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null)) }) as Sendable;

const begin = async (): Promise<Given> => {
  const server = await startServer('json-api');
  url = server.url;
  return {
    config: { dialect: 'json-api', url: `${url}/rest/{kind}`, auth, options: {} },
    async rows() {
      const kinds = ['outing', 'encounter', 'response'].map(async (kind) => {
        const answer = await fetch(`${url}/rest/${kind}?page[limit]=1000`, { headers: { 'x-api-key': auth.value } });
        return ((await answer.json()) as { data: Parameters<typeof asRecord>[0][] }).data.map(asRecord);
      });
      return (await Promise.all(kinds)).flat();
    },
    stop: server.stop,
  };
};

behavesAsEndpoint(begin, {
  isForFew: true,
  refusal: /"place" contains an invalid value/,
  badAuth: { ...auth, value: 'toinen' },
});

test('F8, F9: its 403 to what is there already is no sign-in and no refusal; the look tells', async () => {
  const [made] = await logged(1);
  const { id, ...attributes } = made!;
  const headers = { 'x-api-key': auth.value, 'content-type': 'application/vnd.api+json' };
  const body = JSON.stringify({ data: { type: 'encounter', id, attributes } });
  const post = () => fetch(`${url}/rest/encounter`, { method: 'POST', headers, body });
  expect([(await post()).status, (await post()).status], 'so it answers').toEqual([201, 403]);
  await drain('saved');
  expect((await itemsOf(id))[0]).toMatchObject({ state: 'delivered', proof: 'duplicate', status: 403 });
});

test('F29: an outing goes before its encounters, one request each', async () => {
  const outing = await create(Outing, { state: 'running', places: ['Asema'], organisations: [] });
  const [encounter] = await logged(1);
  await revise(Encounter, encounter!, { outingId: outing.id });
  expect(await drain('saved')).toEqual({ is: 'nothing-waits' });
});
