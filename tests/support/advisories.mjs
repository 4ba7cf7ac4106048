/**
 * Known advisories of what the app and the receiver run: the registry is asked by `npm audit`. Ends with 1 for a high or critical one
 * of a package that is no development dependency, and where the lock file itself is unsound. A registry that gives no answer is
 * nobody's fault: that is said, and is no failure.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What `npm audit --json` printed comes to: what fails, what is told, and whether anybody answered. */
export function judgeAdvisories(printed, packages) {
  const answer = parsed(printed);
  if (!answer?.vulnerabilities || typeof answer.vulnerabilities !== 'object') {
    const why = String(answer?.message ?? answer?.error?.summary ?? 'no answer').split('\n')[0];
    return { isAsked: false, why, failing: [], told: [] };
  }
  const found = Object.values(answer.vulnerabilities).map((one) => ({ ...one, runs: whichRun(one.nodes, packages) }));
  const isFailing = ({ severity, runs }) => /^(high|critical)$/.test(severity) && runs.length > 0;
  return {
    isAsked: true,
    failing: found.filter(isFailing).map(words),
    told: found.filter((one) => !isFailing(one)).map(words),
  };
}

/** What is wrong with the lock file: a package without a digest, or from elsewhere than the registry. */
export const unsoundIn = (packages) =>
  Object.entries(packages)
    .filter(([place, { link }]) => place && !link)
    .filter(([, { integrity, resolved }]) => !/^sha512-/.test(integrity ?? '') || !isOfRegistry(resolved))
    .map(([place]) => place);

const isOfRegistry = (address) => address === undefined || address.startsWith('https://registry.npmjs.org/');

const whichRun = (places, packages) => (places ?? []).filter((place) => !packages[place]?.dev);

const words = ({ name, severity, via = [], runs }) =>
  `${name}: ${severity}${runs.length > 0 ? '' : ', development only'}: ${via.map((one) => one.title ?? one).join('; ')}`;

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function run() {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const unsound = unsoundIn(packages);
  const options = ['audit', '--json', '--fetch-retries=0', '--fetch-timeout=20000'];
  const { stdout } = spawnSync('npm', options, { encoding: 'utf8', timeout: 60_000, maxBuffer: 2 ** 26 });
  const { isAsked, why, failing, told } = judgeAdvisories(stdout ?? '', packages);
  for (const place of unsound) console.log(`Lock file: ${place} has no sha512, or is not from the registry`);
  for (const line of [...failing, ...told]) console.log(`Advisory: ${line}`);
  const asked = isAsked
    ? `${failing.length + told.length} advisories`
    : `advisories NOT ASKED, the registry gives none here (${why})`;
  console.log(`${Object.keys(packages).length - 1} packages in the lock file, ${asked}`);
  process.exitCode = unsound.length + failing.length > 0 ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) run();
