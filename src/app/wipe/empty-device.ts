import { forgetKeptBefore } from '../../store/kept-before.ts';
import { emptyTables } from '../../store/wipe.ts';
import { flagWiping } from '../../store/wiping-flag.ts';
import { tellWorkerOfKey } from '../../sw/bridge.ts';

/** Empties the device and begins anew where the rest is taken away. Rejects as `emptyTables` does; everything is then as it was. */
export async function emptyDevice(how: Parameters<typeof emptyTables>[0] = {}): Promise<void> {
  await emptyTables(how);
  flagWiping();
  // An emptied device is no lost one, whatever of the rest comes to the disk in time.
  forgetKeptBefore();
  await tellWorkerOfKey({ type: 'DROP_KEY' });
  location.replace('/');
}
