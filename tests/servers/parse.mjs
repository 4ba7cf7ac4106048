/**
 * Parse Server on a PostgreSQL that is given to it (`DATABASE`): the REST key may write and read, the class is made by the
 * first record. It takes a field called `id` only where objects may have ids of their own.
 */
import { serve } from './serve.mjs';

// Read as it is loaded: it would write a folder of logs here.
process.env.PARSE_SERVER_LOGS_FOLDER = 'null';
const { ParseServer } = await import('parse-server');

const server = new ParseServer({
  databaseURI: process.env.DATABASE,
  appId: 'kentta',
  masterKey: 'the-master-key',
  restAPIKey: 'the-rest-key',
  serverURL: 'http://localhost/parse',
  verifyServerUrl: false,
  allowCustomObjectId: true,
  allowClientClassCreation: true,
  silent: true,
});
await server.start();
await serve(server.app);
