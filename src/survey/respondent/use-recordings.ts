/** Recorded sound in the place of a voice, where the device has none in the language of a question. */
import { useEffect, useState } from 'preact/hooks';
import type { Recordings } from '../sound/play-sounds-dom.ts';
import type { ReadAloud } from './use-read-aloud.ts';

interface Recorded extends ReadAloud {
  /** Plays the answer of that code. */
  answer(code: number): void;
}

/** Undefined where the question at this place has no recording. When `at` changes it falls silent. */
export function useRecordings(recordings: Recordings | undefined, index: number, at: unknown): Recorded | undefined {
  const [isReading, setReading] = useState(false);
  const stop = () => {
    recordings?.stop();
    setReading(false);
  };
  useEffect(() => stop, [recordings, at]);
  if (!recordings?.has(index)) return undefined;
  const play = (code?: number) => {
    setReading(true);
    recordings.play(index, code, () => setReading(false));
  };
  return { isReading, read: () => play(), answer: play, stop };
}
