/** How releases lie on a device, whichever chain they are of. */
import { toldNames } from '../store/told-alone.ts';

/** Of which chain of releases a name is: all but its month; undefined of what is no release. */
export const chainOf = (name: string): string | undefined =>
  toldNames.some((beginning) => name.startsWith(beginning)) ? name.slice(0, name.lastIndexOf(':') + 1) : undefined;

/** The records that a kept release of either kind counted. What came from a file is never believed. */
export function idsTold(release: unknown): string[] {
  try {
    const { members } = (typeof release === 'string' ? JSON.parse(release) : release) as { members: unknown[] };
    const ids = members.map((one) => (typeof one === 'string' ? one : (one as { id?: unknown }).id));
    return ids.filter((id) => typeof id === 'string');
  } catch {
    return [];
  }
}
