/**
 * Kills the browser and the receiver at random moments of a random day, and looks afterwards whether anything that the app had
 * called kept is gone, or is there twice:
 *
 *     npm run test:kill -- --minutes 20 --seed 7
 *
 * Or kills the browser while it changes all of a device (lock, backup, restore, migration, wipe, what goes after wrong PINs, or who is on shift), and looks whether the device is
 * as before or as after:
 *
 *     npm run test:kill -- --only lock --kills 100 --seed 7
 *
 * Of a change each kill is told with its moment and its end, every tenth with the sum. The last line says what it came to, and after how many
 * kills the browser's own files were torn (`torn.ts`). Ends with 1 where anything was lost, doubled, or neither old nor new.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createServer } from 'vite';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string' },
    only: { type: 'string' },
    kills: { type: 'string' },
    seed: { type: 'string' },
  },
});
const { only } = values;
const [minutes, kills] = [Number(values.minutes ?? 5), Number(values.kills ?? 100)];
const seed = Number(values.seed ?? Math.floor(Math.random() * 1e6));
if (!(minutes > 0) || !(kills > 0) || !Number.isInteger(seed))
  throw new Error('--minutes and --kills take a number above 0, --seed a whole number');

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
if (only === undefined) await days();
else await changes();
// What Vite keeps open does not hold this up.
process.exit();

async function days() {
  const { campaign } = await server.ssrLoadModule('/tests/kill/campaign.ts');
  const { kills, receiverKills, said, lost, doubled, draftsLost, unequal } = await campaign({ minutes, seed });
  console.log(
    `${kills} kills (${receiverKills} of the receiver), ${said} said kept, ${lost} lost, ${doubled} doubled, ` +
      `${draftsLost} drafts lost, ${unequal} not the same on device and receiver (seed ${seed})`,
  );
  process.exitCode = lost + doubled + draftsLost + unequal > 0 ? 1 : 0;
}

async function changes() {
  const { moments, changes, sumOf } = await server.ssrLoadModule('/tests/kill/moments.ts');
  if (!changes[only]) throw new Error(`--only takes one of ${Object.keys(changes).join(', ')}`);
  const found = await moments(only, kills, seed);
  console.log(`${only}: ${sumOf(found, seed)}`);
  process.exitCode = found.wrong.length > 0 ? 1 : 0;
}
