/** Taking the survey that a link names from the server, on a phone that has only what comes with the app. */
import { setSetting, setting } from '../../store/device.ts';
import { idsTaken } from '../bundle/bundles-store.ts';
import type { Instrument } from '../instrument/instrument.ts';
import { aroundInstruments } from '../instrument/instruments-store.ts';
import { joined } from '../instrument/languages.ts';
import { instruments as shipped } from '../instruments/all.ts';
import { knowShared, type SharedSurvey } from './shared-survey.ts';

/** How long the server may take, in ms. */
const patience = 15_000;
/** Under which name it stays on the phone, so that the page opens again without a network. */
const name = 'shared-survey';

/** Takes what the link says (its part after `#`) and makes it known to this page. Rejects where it cannot be had or is not sound. */
export async function bringSurvey(told: URLSearchParams): Promise<SharedSurvey | undefined> {
  const digest = told.get('survey');
  if (!digest) return undefined;
  const kept = await setting<{ digest: string; text: string } | undefined>(name, undefined);
  const text = kept?.digest === digest ? kept.text : await fetched(digest);
  if ((await digestOf(text)) !== digest) throw new Error('The survey is not the one that the link names');
  const survey = await read(JSON.parse(text));
  knowShared(survey);
  // Where it cannot be kept it is fetched again.
  if (kept?.digest !== digest) await setSetting(name, { digest, text }).catch(() => undefined);
  return survey;
}

async function fetched(digest: string): Promise<string> {
  const address = `/api/surveys/${encodeURIComponent(digest)}`;
  const answer = await fetch(address, {
    credentials: 'omit',
    redirect: 'manual',
    signal: AbortSignal.timeout(patience),
  });
  if (!answer.ok) throw new Error(`The survey cannot be had (${answer.status})`);
  return answer.text();
}

async function digestOf(text: string): Promise<string> {
  const sum = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(sum).subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What came is judged as a file that a person takes in. Throws where anything in it is wrong. */
async function read({ organiser, givesRows, bundle, instruments }: Record<string, unknown>): Promise<SharedSurvey> {
  const [{ readInstrument }, { readBundle }] = await Promise.all([
    import('../instrument/file.ts'),
    import('../bundle/read-bundle.ts'),
  ]);
  const around = await aroundInstruments();
  const sound: Instrument[] = [];
  for (const one of Array.isArray(instruments) ? instruments : []) {
    const came = await readInstrument(one, around);
    if (came.is === 'wrong') throw new Error('An instrument of the survey is not sound');
    sound.push(came.instrument);
  }
  const all = joined(shipped, sound);
  const came = bundle === undefined ? undefined : readBundle(bundle, { instruments: all, taken: idsTaken(all) });
  if (came?.is === 'wrong') throw new Error('The survey is not sound');
  return {
    ...(typeof organiser === 'string' ? { organiser: organiser.slice(0, 200) } : {}),
    ...(givesRows === true ? { givesRows } : {}),
    ...(came ? { bundle: came.bundle } : {}),
    instruments: sound,
  };
}
