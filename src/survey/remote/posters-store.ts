/** The posters that were made on this device: which tag stands for which place and day. */
import { setSetting, setting } from '../../store/device.ts';
import { endFormLink } from './form-link-store.ts';
import type { Poster } from './poster.ts';

const name = 'posters';

export const readPosters = (): Promise<Poster[]> => setting<Poster[]>(name, []);

/** Keeps a poster, or what was changed of it: what hangs somewhere with an earlier day stays known by its link. */
export async function keepPoster(poster: Poster): Promise<void> {
  const all = await readPosters();
  const before = all.find(({ tag }) => tag === poster.tag);
  const links = [...new Set([...(before?.links ?? []), ...(poster.links ?? [])])];
  const others = all.filter(({ tag }) => tag !== poster.tag);
  await setSetting(name, [...others, { ...poster, ...(links.length > 0 && { links }) }]);
}

/** Ends the links of a poster before their day: whoever scans it from now on is told that the survey has ended. */
export async function endPoster(poster: Poster): Promise<'ended' | 'not-ended'> {
  for (const id of poster.links ?? []) if (!(await endFormLink(id))) return 'not-ended';
  await keepPoster({ ...poster, ended: true });
  return 'ended';
}
