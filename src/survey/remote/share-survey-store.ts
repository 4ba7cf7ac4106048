/** Giving a survey to the server that the app comes from, so that its link opens it on a phone that nobody has set up. */
import { urlOf } from '../../setup/address.ts';
import { organisation } from '../../setup/organisation-store.ts';
import { tokenHere } from '../../setup/token-here.ts';
import { bundleIn, type Known } from '../bundle/bundles-store.ts';
import { readAdded } from '../instrument/instruments-store.ts';
import { surveyPart } from '../settings.ts';
import type { SharedSurvey } from './shared-survey.ts';

/** How long the server may take, in ms. */
const patience = 15_000;

/** What a phone lacks of a survey that is known here. */
export async function surveyToShare(known: Known, id: string): Promise<SharedSurvey> {
  const { survey, organisation: asker, example } = surveyPart.of(organisation());
  const { bundle, isAdded } = bundleIn(known, id);
  const added = await readAdded();
  return {
    ...(example ? {} : { organiser: asker.name }),
    ...(survey.researchRows ? { givesRows: true } : {}),
    ...(isAdded ? { bundle } : {}),
    instruments: added.filter((one) => bundle.parts.includes(one.id)),
  };
}

/** Gives it. Answers the digest by which the link names it; rejects where no server took it. */
export async function shareSurvey(survey: SharedSurvey): Promise<string> {
  const token = await tokenHere();
  if (token === undefined) throw new Error('This device has no key to the server that the app comes from');
  const answer = await fetch(urlOf('/api/surveys')!, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(survey),
    redirect: 'manual',
    credentials: 'omit',
    signal: AbortSignal.timeout(patience),
  });
  const { digest } = answer.ok ? ((await answer.json()) as { digest?: unknown }) : {};
  if (typeof digest !== 'string') throw new Error(`The server did not take the survey (${answer.status})`);
  return digest;
}
