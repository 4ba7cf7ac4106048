/** Recorded sound of questions: which file is of what, and that a recording is only ever heard with the very words it was made of. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { bundleOf } from '../../src/survey/bundle/bundle.ts';
import { composed } from '../../src/survey/bundle/form.ts';
import { readInstrument } from '../../src/survey/instrument/file.ts';
import { codesOf, type Instrument } from '../../src/survey/instrument/instrument.ts';
import { addInstrument, aroundInstruments } from '../../src/survey/instrument/instruments-store.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { recordingsOf } from '../../src/survey/sound/play-sounds-dom.ts';
import { largestSound, recordedIn } from '../../src/survey/sound/sounds.ts';
import { readSound, readSoundNames, removeSounds, takeSounds } from '../../src/survey/sound/sounds-store.ts';
import { freshDevice } from '../support/device.ts';
import { eventually } from '../support/eventually.ts';
import { aFile } from '../support/instruments.ts';

freshDevice();

let arki: Instrument;
/** What was played, by its bytes; each plays until it is told that it has ended. */
let played: { bytes: string; end(): void; isStopped: boolean }[];

beforeEach(async () => {
  const read = await readInstrument({ ...aFile(), texts: { fi: aFile().texts.fi } }, await aroundInstruments());
  if (read.is === 'wrong') throw new Error(JSON.stringify(read.wrong));
  arki = read.instrument;
  played = [];
  vi.stubGlobal(
    'AudioContext',
    class {
      resume = async () => undefined;
      decodeAudioData = async (bytes: ArrayBuffer) => new TextDecoder().decode(bytes);
      createBufferSource() {
        const source = {
          buffer: '',
          onended: () => undefined,
          connect: () => undefined,
          start: () => played.push(entry),
          stop: () => {
            entry.isStopped = true;
          },
        };
        const entry = {
          end: () => source.onended(),
          isStopped: false,
          get bytes() {
            return source.buffer;
          },
        };
        return source;
      }
    },
  );
});

const sound = (name: string) => new File([name], name, { type: 'audio/mpeg' });
const take = (...names: string[]) => takeSounds(arki, 'fi', names.map(sound));
const recordings = (instruments = [arki]) =>
  recordingsOf(composed({ ...bundleOf(instruments[0]!), parts: instruments.map(({ id }) => id) }, instruments)!, 'fi');
const kept = () => readSoundNames(arki.checksums.fi!);

describe('a file', () => {
  test.each<[string, ReturnType<typeof recordedIn>]>([
    ['1.mp3', { item: 'intro' }],
    ['02.ogg', { item: 'safe' }],
    // The first answer that is shown, whatever its code is.
    ['2-1.wav', { item: 'safe', code: 3 }],
    ['4-2.m4a', { item: 'work', code: 0 }],
    ['8.mp3', undefined],
    ['0.mp3', undefined],
    ['2-4.mp3', undefined],
    ['5-1.mp3', undefined],
    ['1.txt', undefined],
    ['1.mp3.exe', undefined],
    ['kysymys 1.mp3', undefined],
    ['../1.mp3', undefined],
  ])('%s says by its name what it is of', (name, is) => {
    expect(recordedIn(name, arki, (item) => codesOf(arki, item))).toEqual(is);
  });

  test('is kept, or told by its name where it is not: of no question, or too large', async () => {
    const large = new File([new Uint8Array(largestSound + 1)], '3.mp3');
    expect(await takeSounds(arki, 'fi', [sound('1.mp3'), sound('muistio.mp3'), large])).toEqual({
      kept: 1,
      unnamed: ['muistio.mp3'],
      large: ['3.mp3'],
    });
    expect(await kept()).toHaveLength(1);
    await removeSounds(arki.checksums.fi!);
    expect(await kept()).toEqual([]);
  });

  test('of an official instrument is kept only with whose recording it is', async () => {
    await expect(takeSounds(esis, 'fi', [sound('1.mp3')])).rejects.toThrow('its owner’s');
    expect(await readSoundNames(esis.checksums.fi!)).toEqual([]);
    await takeSounds(esis, 'fi', [sound('1.mp3')], 'THL 2026');
    const [name] = await readSoundNames(esis.checksums.fi!);
    expect(await readSound(name!)).toMatchObject({ source: 'THL 2026' });
  });
});

describe('on the respondent’s page', () => {
  test('a question and each answer that has a recording is heard, the same choice of another question too', async () => {
    await take('2.mp3', '4-1.mp3');
    const heard = (await recordings())!;
    expect(arki.items.map((_, index) => heard.has(index))).toEqual([false, true, false, false, false, false, false]);
    const ended = vi.fn();
    heard.play(1, undefined, ended);
    await eventually(() => expect(played.map(({ bytes }) => bytes)).toEqual(['2.mp3']));
    played[0]!.end();
    expect(ended).toHaveBeenCalledTimes(1);
    heard.play(3, 1, () => undefined);
    await eventually(() => expect(played.at(-1)!.bytes).toBe('4-1.mp3'));
  });

  test('one voice at a time: what is asked for later silences what plays, and no late one begins over it', async () => {
    await take('1.mp3', '2.mp3');
    const heard = (await recordings())!;
    heard.play(0, undefined, () => undefined);
    heard.play(1, undefined, () => undefined);
    await eventually(() => expect(played.map(({ bytes }) => bytes)).toEqual(['2.mp3']));
    heard.stop();
    expect(played[0]!.isStopped).toBe(true);
  });

  test('in a bundle each part has its own: a question of the same number elsewhere is silent', async () => {
    await take('2.mp3');
    const heard = (await recordings([esis, arki]))!;
    expect(heard.has(1), 'the second statement of the scale').toBe(false);
    expect(heard.has(esis.items.length + 1)).toBe(true);
  });

  test('where a word has changed since, there is none', async () => {
    await take('2.mp3');
    const file = { ...aFile(), texts: { fi: { ...aFile().texts.fi } } };
    file.texts.fi.items = file.texts.fi.items.map((words, index) => (index === 6 ? `${words}?` : words));
    const read = await readInstrument(file, await aroundInstruments());
    if (read.is === 'wrong') throw new Error(JSON.stringify(read.wrong));
    await addInstrument(read.instrument);
    expect(await recordings([read.instrument])).toBeUndefined();
    expect(await recordings()).toBeDefined();
  });
});
