/**
 * Recorded sound of questions, for a language that no voice of a device speaks. A recording is of the very words that it was made
 * of: it lies under their checksum, and where a word has changed since there is none.
 */
import type { Instrument } from '../instrument/instrument.ts';

/** Of a question, or of one of its answers by its code. */
export interface Recorded {
  item: string;
  code?: number | undefined;
}

/** What one recording may weigh, in bytes: two minutes as telephones keep speech. */
export const largestSound = 2_000_000;

const audio = /\.(mp3|m4a|aac|ogg|oga|opus|wav|webm|flac)$/i;

/** What a file is a recording of, by its name: `3.mp3` the third question, `3-2.mp3` its second answer; undefined where by none. */
export function recordedIn(
  name: string,
  { items }: Pick<Instrument, 'items'>,
  codes: (item: Instrument['items'][number]) => readonly number[],
): Recorded | undefined {
  const [, question, answer] = /^0*(\d{1,3})(?:-0*(\d{1,2}))?\.[^.]+$/.exec(audio.test(name) ? name : '') ?? [];
  const item = items[Number(question) - 1];
  if (!item) return undefined;
  if (answer === undefined) return { item: item.id };
  const code = codes(item)[Number(answer) - 1];
  return code === undefined ? undefined : { item: item.id, code };
}

/** Under which name a recording lies; `checksum`: of the words in its language. */
export const soundName = (checksum: string, { item, code }: Recorded): string =>
  `${soundsOf(checksum)}${item}${code === undefined ? '' : `=${code}`}`;

/** How the names of all recordings of those words begin. */
export const soundsOf = (checksum: string): string => `sound:${checksum}:`;
