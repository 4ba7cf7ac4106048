/** Measures our app beside its peers and prints the tables. Asserts nothing. See README.md. */
import path from 'node:path';
import { openBrowser } from './lib/browser.mjs';
import { Endpoint } from './lib/endpoint.mjs';
import { installPeers } from './lib/install.mjs';
import { Journal, readJournal } from './lib/journal.mjs';
import { machine } from './lib/machine.mjs';
import { readOptions } from './lib/options.mjs';
import { dropLeftovers, dropProfile, dropProfiles, newProfile } from './lib/profiles.mjs';
import { report } from './lib/report.mjs';
import { rounds } from './lib/rounds.mjs';
import { buildPeers } from './peers/build.mjs';
import { firstVisits } from './phases/first.mjs';
import { offlineVisits } from './phases/offline.mjs';
import { programmeVisits } from './phases/programme.mjs';
import { syncVisits } from './phases/sync.mjs';
import { readyTargets } from './targets.mjs';

const options = readOptions(process.argv.slice(2));
if (options.print) {
  console.log(report(readJournal(options.print)));
} else {
  await measure(options);
}

async function measure({ only, runs }) {
  dropLeftovers();
  installPeers();
  await buildPeers();
  const journal = new Journal(path.join(import.meta.dirname, 'raw'));
  const endpoint = new Endpoint();
  const targets = readyTargets(options.targets, options.app, endpoint);
  const { app: _, print: __, ...said } = options;
  journal.add({ phase: 'setting', machine: machine(), chromium: await chromiumVersion(), options: said });
  try {
    if (only.includes('first')) await rounds('first', firstVisits(targets, options), runs, journal);
    if (only.includes('offline') || only.includes('submit')) {
      console.error('Making profiles ready …');
      await rounds('offline', await offlineVisits(targets, options), runs, journal);
    }
    if (only.includes('programme')) await rounds('programme', programmeVisits(targets, options), runs, journal);
    if (only.includes('sync')) await rounds('sync', await syncVisits(targets, options, endpoint), runs, journal);
  } finally {
    dropProfiles();
  }
  console.log(report(journal.rows));
  console.error(`\nRaw figures: ${path.relative(process.cwd(), journal.file)}`);
}

async function chromiumVersion() {
  const profile = newProfile();
  const { version, close } = await openBrowser(profile);
  await close();
  dropProfile(profile);
  return version;
}
