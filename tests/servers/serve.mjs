/** Serves on a free port of this machine; once it is set up, says where in the one line that the tests wait for. */
import { createServer } from 'node:http';

export async function serve(app, setUp = async () => {}) {
  const server = createServer(app);
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${server.address().port}`;
  await setUp(url);
  console.log(`READY ${url}`);
}
