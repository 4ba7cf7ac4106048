/** A survey that is given to the server while its link or poster is made. */
import { useEffect, useState } from 'preact/hooks';
import type { Known } from '../bundle/bundles-store.ts';
import { shareSurvey, surveyToShare } from './share-survey-store.ts';

/**
 * `shared`: the link can be made; without a digest where no server took it and it opens a survey of the app all the same, which
 * then does not say who asks. `failed`: no server took it; `again` tries once more.
 */
export type Sharing =
  | { is: 'sharing' }
  | { is: 'shared'; digest: string | undefined }
  | { is: 'failed'; again(): void };

/** What a link says of its survey, behind its #. */
export const toldOfShared = (sharing: Sharing): { survey?: string } =>
  sharing.is === 'shared' && sharing.digest ? { survey: sharing.digest } : {};

async function share(known: Known, id: string): Promise<string | undefined> {
  const survey = await surveyToShare(known, id);
  const isNeeded = survey.bundle !== undefined || survey.instruments.length > 0;
  return shareSurvey(survey).catch((error: unknown) => {
    if (isNeeded) throw error;
    return undefined;
  });
}

/** Gives the survey of that id as it is known here; `undefined`: nothing is given yet. */
export function useShared(known: Known | undefined, id: string | undefined): Sharing {
  const [tries, setTries] = useState(0);
  const [came, setCame] = useState<{ of: string; sharing: Sharing }>();
  const asked = known && id && known.bundles.some((one) => one.id === id) ? `${id} ${tries}` : undefined;
  useEffect(() => {
    if (!known || !id || !asked) return;
    let isLatest = true;
    const tell = (sharing: Sharing) => isLatest && setCame({ of: asked, sharing });
    share(known, id).then(
      (digest) => tell({ is: 'shared', digest }),
      () => tell({ is: 'failed', again: () => setTries(tries + 1) }),
    );
    return () => {
      isLatest = false;
    };
  }, [asked]);
  return asked && came?.of === asked ? came.sharing : { is: 'sharing' };
}
