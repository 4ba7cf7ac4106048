/**
 * Kills the browser and the receiver at random moments of a random day, and looks afterwards whether anything that the app had
 * called kept is gone, or is there twice:
 *
 *     npm run test:kill -- --minutes 20 --seed 7
 *
 * The last line says what it came to. Ends with 1 where anything was lost or doubled.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createServer } from 'vite';

const { values } = parseArgs({ options: { minutes: { type: 'string' }, seed: { type: 'string' } } });
const minutes = Number(values.minutes ?? 5);
const seed = Number(values.seed ?? Math.floor(Math.random() * 1e6));
if (!(minutes > 0) || !Number.isInteger(seed))
  throw new Error('--minutes takes a number above 0, --seed a whole number');

const root = fileURLToPath(new URL('../../', import.meta.url));
// Open until the end: the campaign loads parts of its own on the way.
const server = await createServer({
  root,
  configFile: false,
  logLevel: 'error',
  server: { middlewareMode: true, ws: false },
  // Nothing is bundled for a browser here: no dependency is looked for.
  optimizeDeps: { noDiscovery: true },
});
const { campaign } = await server.ssrLoadModule('/tests/kill/campaign.ts');
const found = await campaign({ minutes, seed });
const { kills, receiverKills, said, lost, doubled, draftsLost, unequal } = found;
console.log(
  `${kills} kills (${receiverKills} of the receiver), ${said} said kept, ${lost} lost, ${doubled} doubled, ` +
    `${draftsLost} drafts lost, ${unequal} not the same on device and receiver (seed ${seed})`,
);
process.exit(lost + doubled + draftsLost + unequal > 0 ? 1 : 0);
