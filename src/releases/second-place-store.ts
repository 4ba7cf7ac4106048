/**
 * Two devices that both are the place: one whose backup was restored here may go on. Each would count the other's people, and what the two
 * tell of one month would differ by who came between. So after a restore nothing is closed here until a person says that it goes on here
 * alone, and nobody whom another device has told is counted here again.
 */
import { newId } from '../store/id.ts';
import { keepLocal, localNames, readLocal } from '../store/local-only.ts';

/** Stays with the device (`backup/device-bound.ts`). */
const flag = 'second-place';

/** Whether another device may go on as the place of what was restored here. That it is there is enough, whatever it holds. */
export const isSecondPlace = async (): Promise<boolean> => (await localNames(flag)).includes(flag);

/** From now on nothing is closed here by itself. Rejects with `NotKept`. */
export const becomeSecondPlace = (): Promise<void> => keepLocal(flag, true);

/** A person says that the other device is the place no more. Rejects with `NotKept`. */
export const goOnHere = (): Promise<void> => keepLocal(flag, undefined);

const elsewhere = (chain: string) => `told-elsewhere:${chain}`;

/** Whom another device has told of, in a chain of releases that is not this device's: the ids of their records. */
export async function toldElsewhere(chain: string): Promise<ReadonlySet<string>> {
  const lists = await Promise.all((await localNames(elsewhere(chain))).map((name) => readLocal<string[]>(name)));
  return new Set(lists.flatMap((ids) => ids ?? []));
}

/** Keeps these too. Rejects with `NotKept`. */
export async function keepToldElsewhere(chain: string, ids: readonly string[]): Promise<void> {
  const known = await toldElsewhere(chain);
  const fresh = ids.filter((id) => !known.has(id));
  if (fresh.length > 0) await keepLocal(`${elsewhere(chain)}${newId()}`, fresh);
}
