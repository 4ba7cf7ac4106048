/**
 * JSON:API for real: jsonapi-server with its handler in memory and an API key. One resource for each kind of record; its
 * schemas know the fields, and refuse one place. It is given no resource for assessments.
 */
import express from 'express';
import jsonApi from 'jsonapi-server';
import { serve } from './serve.mjs';

const { Joi } = jsonApi;
const envelope = {
  kind: Joi.string(),
  rev: Joi.number(),
  at: Joi.string(),
  v: Joi.number(),
  unit: Joi.string(),
  device: Joi.string(),
  deleted: Joi.boolean(),
};
/** Its GraphQL, which nobody asks here, knows no objects in a list, and would not start: to it they are texts. */
const nested = Object.assign(Joi.object(), { _type: 'string' });
const list = Joi.array().items(Joi.string()).allow(null);
const texts = (...names) => Object.fromEntries(names.map((name) => [name, Joi.string().allow(null)]));
const fields = {
  encounter: { ...texts('outingId', 'people', 'depth', 'guidance'), topics: list },
  outing: { ...texts('state', 'endedAt'), places: list, organisations: list },
  response: {
    ...texts('bundle', 'bundleVersion', 'language', 'mode'),
    agreed: Joi.boolean().allow(null),
    parts: Joi.array().items(nested).allow(null),
  },
  release: { ...texts('about', 'month', 'closedOn', 'after', 'content'), least: Joi.number() },
};

const app = express();
await serve(app, async (url) => {
  jsonApi.setConfig({
    protocol: 'http',
    hostname: '127.0.0.1',
    port: Number(new URL(url).port),
    base: 'rest',
    router: app,
  });
  jsonApi.authenticate((request, done) => {
    done(request.headers['x-api-key'] === 'avain' ? undefined : new Error('no key'));
  });
  for (const [resource, own] of Object.entries(fields)) {
    const attributes = { ...envelope, ...own, place: Joi.string().invalid('Kielletty').allow(null) };
    jsonApi.define({ resource, handlers: new jsonApi.MemoryHandler(), searchParams: {}, attributes, examples: [] });
  }
  jsonApi.start();
});
