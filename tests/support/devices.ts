/** Several devices in one process: what each has on its disk takes the place of the other's. */
import { db } from '../../src/store/db.ts';
import { forgetDevice } from '../../src/store/device.ts';

type Disk = [table: string, rows: unknown[]][];

/** Devices that begin with what this one has now, each of its own from then on. */
export async function devices() {
  const begins = await disk();
  const disks = new Map<string, Disk>();
  let now: string | undefined;
  /** From now on this process is that device, as it was when it was left. */
  const use = async (name: string) => {
    if (now === name) return;
    if (now !== undefined) disks.set(now, await disk());
    now = name;
    await put(disks.get(name) ?? begins);
  };
  return {
    use,
    /** Somebody clears the browser's data: it begins again. */
    clear: async (name: string) => {
      await use(name);
      await put(begins);
    },
  };
}

const disk = (): Promise<Disk> =>
  Promise.all(db.tables.map(async (table): Promise<Disk[number]> => [table.name, await table.toArray()]));

async function put(rows: Disk): Promise<void> {
  for (const [name, held] of rows) {
    await db.table(name).clear();
    await db.table(name).bulkPut(held);
  }
  forgetDevice();
}
