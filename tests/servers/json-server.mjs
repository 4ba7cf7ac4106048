/** json-server as it comes, with a rule before its router as its own documentation adds one: the place "Kielletty" is refused. */
import jsonServer from 'json-server';
import { serve } from './serve.mjs';

const app = jsonServer.create();
app.use(jsonServer.bodyParser);
app.use((request, response, next) => {
  const isForbidden = request.method !== 'GET' && request.body?.place === 'Kielletty';
  if (isForbidden) response.status(422).json({ error: 'no such place' });
  else next();
});
app.use(jsonServer.router({ records: [] }));
await serve(app);
