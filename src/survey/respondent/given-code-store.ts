/**
 * The code of a respondent that a worker gives along with the page. It lies sealed on the device, under a random name that the
 * address has: nothing of it stands in an address, a title, the history or the browser's small storage.
 */
import { newId, timeOf } from '../../store/id.ts';
import { keepLocal, localNames, readLocal } from '../../store/local-only.ts';
import { fieldsIn } from '../../ui/web-storage.ts';
import { type AskedWave, askedIn } from '../waves/asked.ts';
import { codeInHash } from './answer-code.ts';

/** A code, the wave that is asked under it, and the draft of the answers once there is one. */
export interface GivenCode {
  code: string;
  asked?: AskedWave | undefined;
  draft?: string;
  /** What opens the draft, until it is put away or kept: then only the person knows it. */
  opens?: string;
  /** The device goes on to others: once somebody has begun under the code, nothing here opens what they answered. */
  isOnce?: boolean;
}

const prefix = 'code:';
/** No device is handed over for longer (ms). */
const longest = 72 * 3_600_000;

/** Gives a code to the page that is opened next. Answers the name that its address is to have. Rejects with `NotKept`. */
export async function giveCode(code: string, asked?: AskedWave, isOnce = false): Promise<string> {
  const old = (await localNames(prefix)).filter((name) => timeOf(name.slice(prefix.length)) < Date.now() - longest);
  for (const name of old) await keepLocal(name, undefined);
  const name = newId();
  await keepGivenCode(name, { code, asked, ...(isOnce ? { isOnce } : {}) });
  return name;
}

export const keepGivenCode = (name: string, given: GivenCode): Promise<void> => keepLocal(prefix + name, given);

/** What was given under a name; undefined where there is nothing, or nothing that could be a code. */
export async function readGivenCode(name: string): Promise<GivenCode | undefined> {
  const { code, asked, draft, opens, isOnce } = fieldsIn(await readLocal(prefix + name)) ?? {};
  if (typeof code !== 'string' || codeInHash(code) !== code) return undefined;
  return {
    code,
    asked: askedIn(asked),
    ...(typeof draft === 'string' ? { draft } : {}),
    ...(typeof opens === 'string' ? { opens } : {}),
    ...(isOnce === true ? { isOnce } : {}),
  };
}

/** The answers are kept, put away or given up: it is nobody's turn any more. */
export const forgetGivenCode = (name: string): Promise<void> => keepLocal(prefix + name, undefined);
