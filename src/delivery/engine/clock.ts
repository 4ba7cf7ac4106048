/** The phone's clock beside the endpoints': told to the person where it is wrong, and nothing waits by it. */
import { db, type StoredEndpoint } from '../../store/db.ts';
import { setSetting, setting } from '../../store/device.ts';
import { learnClock } from '../../store/endpoints.ts';

/** What an endpoint's clock said beside this device's. */
export type Clock = NonNullable<StoredEndpoint['clock']>;

/** A phone that is wrong by more than this (ms) is told so. */
export const clockTolerance = 10 * 60_000;

/**
 * What is to be told of the phone's clock, or undefined where it is right, or where no endpoint has shown its own. Where
 * endpoints differ the one that agrees best with the phone counts: one of them may be wrong itself. `told` is the difference
 * (ms) that the person has seen already.
 */
export function clockTrouble(clocks: readonly Clock[], told: number | undefined): Clock | undefined {
  const [nearest] = [...clocks].sort((a, b) => Math.abs(a.ahead) - Math.abs(b.ahead));
  if (!nearest || Math.abs(nearest.ahead) <= clockTolerance) return undefined;
  return told !== undefined && Math.abs(nearest.ahead - told) <= clockTolerance ? undefined : nearest;
}

const toldName = 'clockTold';

/** An endpoint has said what time it is there (ms since 1970), when it was `here` on the phone. */
export async function timeWasSeen(endpoint: string, there: number, here: number): Promise<void> {
  const ahead = there - here;
  const isNews = await learnClock(endpoint, ahead, here);
  // A clock that was put right and goes wrong again is told again.
  if (isNews && Math.abs(ahead) <= clockTolerance) await db.settings.delete(toldName);
}

/** What is to be told of this phone's clock now. */
export async function clockTroubleNow(): Promise<Clock | undefined> {
  const [endpoints, told] = await db.transaction('r', db.endpoints, db.settings, () =>
    Promise.all([db.endpoints.toArray(), setting<number | undefined>(toldName, undefined)]),
  );
  return clockTrouble(
    endpoints.flatMap(({ clock }) => clock ?? []),
    told,
  );
}

/** The person has seen it: it is told again only when the difference has changed. */
export const clockWasTold = ({ ahead }: Clock): Promise<void> => setSetting(toldName, ahead);
