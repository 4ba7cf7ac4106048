/**
 * CouchDB's protocol for real: express-pouchdb (the routes of PouchDB Server) over databases in memory. One database, which
 * only the user `phone` may use and in which a validation function forbids one place.
 */
import express from 'express';
import expressPouchdb from 'express-pouchdb';
import memory from 'pouchdb-adapter-memory';
import PouchDB from 'pouchdb-core';
import mapreduce from 'pouchdb-mapreduce';
import replication from 'pouchdb-replication';
import { serve } from './serve.mjs';

const InMemory = PouchDB.plugin(memory).plugin(mapreduce).plugin(replication).defaults({ adapter: 'memory' });
const app = express();
app.use('/', expressPouchdb(InMemory, { inMemoryConfig: true, logPath: '/dev/null' }));

await serve(app, async (url) => {
  const put = async (path, body = {}) => {
    const headers = { 'content-type': 'application/json' };
    const { ok, status } = await fetch(`${url}${path}`, { method: 'PUT', headers, body: JSON.stringify(body) });
    if (!ok) throw new Error(`${path} ${status}`);
  };
  await put('/kentta');
  await put('/_users/org.couchdb.user:phone', {
    _id: 'org.couchdb.user:phone',
    type: 'user',
    name: 'phone',
    password: 'salaisuus',
    roles: [],
  });
  await put('/kentta/_security', { members: { names: ['phone'], roles: [] }, admins: { names: [], roles: [] } });
  const validate = 'function (doc) { if (doc.place === "Kielletty") throw({ forbidden: "no such place" }); }';
  await put('/kentta/_design/rules', { validate_doc_update: validate });
  // From here on nobody is an admin by default; asked to make a database by anyone else, this server ends.
  await put('/_config/admins/admin', 'ylläpito');
});
