import { setSetting } from './device.ts';
import { freeText } from './free-text.ts';
import { workerNameSetting } from './workers.ts';

/** How long a name may be: initials or a nickname. */
export const longestWorkerName = 20;

/** What this page's worker calls themselves here, in the clear: others see it. Rejects with `NotKept`, and for an identity code. */
export const nameWorker = async (name: string): Promise<void> =>
  setSetting(workerNameSetting, freeText(longestWorkerName).parse(name));
