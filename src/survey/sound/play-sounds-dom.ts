/** Plays the recordings of a form's questions on the respondent's page. Comes beside the page, where there are any. */
import type { Form } from '../bundle/form.ts';
import { codesOf } from '../instrument/instrument.ts';
import { soundName } from './sounds.ts';
import { readSound, readSoundNames } from './sounds-store.ts';

/** What can be heard of a form in one language. */
export interface Recordings {
  /** Whether the item at this place has a recording. */
  has(index: number): boolean;
  /** Plays an item's, or one of its answers' by the code; `ended` hears when it falls silent by itself. Silent where there is none. */
  play(index: number, code: number | undefined, ended: () => void): void;
  stop(): void;
}

/** The recordings on this device of a form on its page in `language`; undefined where there are none. */
export async function recordingsOf(form: Form, language: string): Promise<Recordings | undefined> {
  const sums = [...new Set(form.parts.map(({ texts }) => texts[language]!.checksum))];
  const names = new Set((await Promise.all(sums.map(readSoundNames))).flat());
  if (names.size === 0) return undefined;
  /** Under which name a recording lies. An answer that has none of its own has that of the same choice elsewhere in its part. */
  const nameOf = (index: number, code?: number): string | undefined => {
    const { texts, from, to } = form.parts.find((part) => index >= part.from && index < part.to)!;
    const { scale } = form.items[index]!;
    const same = form.items.slice(from, to).filter((item) => item.scale === scale && codesOf(form, item).length > 0);
    const items = code === undefined ? [form.items[index]!] : [form.items[index]!, ...same];
    return items
      .map(({ id }) => soundName(texts[language]!.checksum, { item: id.slice(id.indexOf('.') + 1), code }))
      .find((name) => names.has(name));
  };
  let context: AudioContext | undefined;
  let playing: AudioBufferSourceNode | undefined;
  /** Counts what was asked for: a recording that is read after another was asked for is not played. */
  let asked = 0;
  const stop = () => {
    asked += 1;
    playing?.stop();
    playing = undefined;
  };
  return {
    has: (index) => form.items[index] !== undefined && nameOf(index) !== undefined,
    play(index, code, ended) {
      stop();
      const mine = asked;
      const name = nameOf(index, code);
      context ??= new AudioContext();
      const here = context;
      const play = async () => {
        const sound = name && (await readSound(name));
        if (!sound) return ended();
        await here.resume();
        const buffer = await here.decodeAudioData(sound.bytes);
        if (mine !== asked) return;
        playing = here.createBufferSource();
        playing.buffer = buffer;
        playing.connect(here.destination);
        playing.onended = () => mine === asked && ended();
        playing.start();
      };
      // What the device cannot play is silent; the words are on the screen.
      play().catch(() => mine === asked && ended());
    },
    stop,
  };
}
