/**
 * Two devices that both are the place: one whose backup was restored here may go on. Each would count the other's people, and what the two
 * tell of one month would differ by who came between. So after a restore nothing is closed here until a person says that it goes on here
 * alone, and nobody whom another device has told is counted here again.
 */
import { newId } from '../store/id.ts';
import { forgetLocal, keepLocal, localNames, readLocal } from '../store/local-only.ts';

/** Stays with the device (`backup/device-bound.ts`). */
const flag = 'second-place';

/** Whether another device may go on as the place of what was restored here. That it is there is enough, whatever it holds. */
export const isSecondPlace = async (): Promise<boolean> => (await localNames(flag)).includes(flag);

const came = 'second-place-came:';

/** From now on nothing is closed here by itself. `ids`: the other device's records that come now. Rejects with `NotKept`. */
export async function becomeSecondPlace(ids: readonly string[]): Promise<void> {
  await keepLocal(flag, true);
  if (ids.length > 0) await keepLocal(`${came}${newId()}`, ids);
}

/**
 * A person says that the other device is the place no more. `mayHaveTold`: since the backup it may have told of those that it had not told by
 * then. Then they are never counted here: less what it told, those who came after the backup would be left. Rejects with `NotKept`.
 */
export async function goOnHere(mayHaveTold: boolean): Promise<void> {
  if (mayHaveTold) await keepToldElsewhere(inWhichever, [...(await idsUnder(came))]);
  await forgetLocal(came);
  await keepLocal(flag, undefined);
}

const elsewhere = 'told-elsewhere:';
/** In the place of the name of a chain. */
const inWhichever = 'any:';

/** Whom another device has told of, or may have, in a chain of releases that is not this device's: the ids of their records. */
export const toldElsewhere = async (chain = inWhichever): Promise<ReadonlySet<string>> =>
  new Set([...(await idsUnder(elsewhere + chain)), ...(await idsUnder(elsewhere + inWhichever))]);

async function idsUnder(beginning: string): Promise<ReadonlySet<string>> {
  const lists = await Promise.all((await localNames(beginning)).map((name) => readLocal<string[]>(name)));
  return new Set(lists.flatMap((ids) => ids ?? []));
}

/** Keeps these too. Rejects with `NotKept`. */
export async function keepToldElsewhere(chain: string, ids: readonly string[]): Promise<void> {
  const known = await toldElsewhere(chain);
  const fresh = ids.filter((id) => !known.has(id));
  if (fresh.length > 0) await keepLocal(`${elsewhere}${chain}${newId()}`, fresh);
}
