/** The posters that were made on this device: which tag stands for which place and day. */
import { setSetting, setting } from '../../store/device.ts';
import type { Poster } from './poster.ts';

const name = 'posters';

export const readPosters = (): Promise<Poster[]> => setting<Poster[]>(name, []);

/** Keeps a poster, or what was changed of it. */
export const keepPoster = async (poster: Poster): Promise<void> =>
  setSetting(name, [...(await readPosters()).filter(({ tag }) => tag !== poster.tag), poster]);
