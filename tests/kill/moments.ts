/** Changes of all of a device that are killed in the middle: see `run.mjs`. */
import type { BrowserContext } from '@playwright/test';
import { keptBrowser } from '../support/phone.ts';
import { random } from '../support/random.ts';
import { startReceiver } from '../support/receiver.ts';
import { type Broken, breakOff, countSteps } from './break-off.ts';
import type { Change, End, Ended, World } from './change.ts';
import { aBackup } from './changes/backup.ts';
import { aLock } from './changes/lock.ts';
import { aMigration } from './changes/migration.ts';
import { aRestore } from './changes/restore.ts';
import { aShift } from './changes/shift.ts';
import { aWipe } from './changes/wipe.ts';
import { aWipeAfter } from './changes/wipe-after.ts';
import { type Measured, seconds } from './moment.ts';
import { cutTornEnds } from './torn.ts';

export const changes: Record<string, (world: World) => Change> = {
  lock: aLock,
  backup: aBackup,
  restore: aRestore,
  migration: aMigration,
  wipe: aWipe,
  'wipe-after': aWipeAfter,
  shift: aShift,
};

export interface Killed {
  kills: number;
  /** How many left the device as before the change, as after it, or (of one that comes in parts) with some of them. */
  ends: Record<End, number>;
  /** How many of them came before the app said that it was done. */
  between: number;
  /** After how many of them a file of the browser's own ended within a record, which was cut off. */
  torn: number;
  wrong: string[];
}

/** Kills so often, or until something is wrong: what is left of a device then would say little. Tells of each kill. */
export async function moments(name: string, kills: number, seed: number): Promise<Killed> {
  const chance = random(seed);
  const phone = keptBrowser();
  const receiver = await startReceiver();
  const downloads = `${phone.profile}-downloads`;
  const change = changes[name]!({ receiver, chance, downloads });
  const found: Killed = { kills: 0, ends: { old: 0, new: 0, part: 0 }, between: 0, torn: 0, wrong: [] };
  const measured = new Map<string, Measured>();
  let last: Broken | undefined;
  let opened: BrowserContext | undefined;
  const begun = Date.now();
  try {
    for (let n = 0; ; n++) {
      const { context, page } = await phone.open({ baseURL: receiver.url, downloadsPath: downloads });
      opened = context;
      await context.route('**/api/**', (route) => route.abort());
      const counter = await countSteps(context);
      if (last) {
        const ended = await change.look(page, last.isSaid);
        note(found, last, ended);
        for (const line of told(last, ended, found, { kills, seed }))
          console.log(`${seconds(Date.now() - begun)} ${name} ${line}`);
      }
      // It was looked at once more, after the last kill.
      if (found.kills === kills || found.wrong.length > 0) return await context.close().then(() => found);
      const kind = await change.ready(page, n);
      const closed = new Promise<void>((done) => context.on('close', () => done()));
      last = await breakOff({
        kind,
        page,
        pid: phone.pid(),
        begin: () => change.begin(page),
        settled: async () => change.settled?.(page),
        counter,
        measured,
        chance,
      });
      await closed;
      if (cutTornEnds(phone.profile).length > 0) found.torn += 1;
    }
  } catch (error) {
    console.log(`${name}, so far: ${sumOf(found, seed)}`);
    // What stood on the page says more than what was waited for.
    const body = opened?.pages()[0]?.locator('body');
    console.log(await body?.textContent({ timeout: 5_000 }).catch(() => undefined));
    await opened?.close();
    throw error;
  } finally {
    phone.remove();
    await receiver.stop();
  }
}

function note(found: Killed, { kind, at, isSaid }: Broken, { end, wrong }: Ended): void {
  if (!at && wrong.length > 0) throw new Error(`Wrong without a kill: ${kind}: ${wrong[0]}`);
  found.wrong.push(...wrong);
  if (!at) return;
  found.kills += 1;
  found.ends[end] += 1;
  if (!isSaid) found.between += 1;
}

function told({ kind, at, isSaid }: Broken, { end, wrong }: Ended, found: Killed, of: { kills: number; seed: number }) {
  const what = at ? `${found.kills} of ${of.kills}: ${kind}, killed ${at}` : `${kind}, timed`;
  const lines = [`${what}${isSaid ? ', said' : ''}: ${end}`, ...wrong.map((one) => `WRONG: ${one}`)];
  return at && found.kills % 10 === 0 ? [...lines, `so far: ${sumOf(found, of.seed)}`] : lines;
}

export const sumOf = ({ kills, ends, between, torn, wrong }: Killed, seed: number): string =>
  `${kills} kills, ${ends.old} old, ${ends.new} new, ${ends.part} in part, ${between} before it was said to be done, ` +
  `${torn} left a file of the browser torn, ${wrong.length} wrong (seed ${seed})`;
