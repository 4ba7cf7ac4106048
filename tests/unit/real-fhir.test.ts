/** FHIR R4 for real: Medplum's router and repository, with resources validated against the definitions of R4. */
import { expect, test } from 'vitest';
import type { Sendable } from '../../src/delivery/dialects/dialect.ts';
import { drain } from '../../src/delivery/engine/drain.ts';
import { itemsOf } from '../../src/store/outbox.ts';
import { create } from '../../src/store/save.ts';
import { SurveyResponse } from '../../src/survey/response.ts';
import { aResponse, behavesAsEndpoint, type Given } from '../support/real-endpoint.ts';
import { startServer } from '../support/real-server.ts';

interface Resource {
  resourceType: string;
  id: string;
  status?: string;
  questionnaire?: string;
  extension: { url: string; valueString?: string; valuePositiveInt?: number }[];
}
let url = '';

async function resources(type: string): Promise<Resource[]> {
  const answer = await fetch(`${url}/${type}?_count=1000`);
  const { entry = [] } = (await answer.json()) as { entry?: { resource: Resource }[] };
  return entry.map(({ resource }) => resource);
}

/** The record that a resource holds, whole. */
const asRecord = ({ extension }: Resource): Sendable =>
  JSON.parse(extension.find(({ valueString }) => valueString)!.valueString!);

const begin = async (): Promise<Given> => {
  const server = await startServer('fhir');
  url = server.url;
  return {
    config: { dialect: 'fhir', url, options: {} },
    rows: async () => (await Promise.all(['Basic', 'QuestionnaireResponse'].map(resources))).flat().map(asRecord),
    async lose(id) {
      await fetch(`${url}/Basic/${id}`, { method: 'DELETE' });
      // This repository in memory keeps no trace; a FHIR server that keeps the history answers 410.
      return 'missing';
    },
    stop: server.stop,
  };
};

behavesAsEndpoint(begin, { refusal: /no such place/ });

test('a response is a QuestionnaireResponse of R4, under its own id, with its identifier untouched', async () => {
  const made = await aResponse([3, null]);
  await drain('saved');
  const [held] = (await resources('QuestionnaireResponse')).filter(({ id }) => id === made.id);
  expect(held).toMatchObject({
    status: 'completed',
    language: 'fi',
    questionnaire: 'urn:kenttakirja:questionnaire:esis|1',
    identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${made.id}` },
    item: expect.arrayContaining([
      { linkId: 's1', answer: [{ valueCoding: { system: 'urn:kenttakirja:choices', code: '3' } }] },
      { linkId: 's2' },
    ]),
  });
});

test('F32: what R4 itself does not allow is refused with the validator’s words, and nothing of it is there', async () => {
  const made = await aResponse([1]);
  const { id: _, kind: _k, rev: _r, at: _a, v: _v, unit: _u, device: _d, ...fields } = made;
  const odd = await create(SurveyResponse, { ...fields, language: '  ' });
  await drain('saved');
  expect((await itemsOf(odd.id))[0]).toMatchObject({ state: 'refused', trouble: 'rejected', status: 400 });
  expect((await itemsOf(made.id))[0]).toMatchObject({ state: 'delivered' });
  expect((await fetch(`${url}/QuestionnaireResponse/${odd.id}`)).status).toBe(404);
});
