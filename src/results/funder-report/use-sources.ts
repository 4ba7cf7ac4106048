import { readJoinable } from '../../assessment/funder-report/joinable-store.ts';
import { useFirst } from '../../outreach/use-first.ts';
import { readTold } from './told-store.ts';

/** All that this device has to choose a report from. Read once: what changes meanwhile does not move under the hand. */
export const useSources = () =>
  useFirst(async () => {
    const [told, joinable] = await Promise.all([readTold(), readJoinable()]);
    return { ...told, joinable };
  });

export type Sources = NonNullable<ReturnType<typeof useSources>>;
