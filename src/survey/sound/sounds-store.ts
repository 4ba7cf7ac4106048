/** Recordings on this device. They are nobody's answers, and lie as they are. */
import { db } from '../../store/db.ts';
import { setSetting, setting } from '../../store/device.ts';
import { transact } from '../../store/writing.ts';
import { codesOf, type Instrument } from '../instrument/instrument.ts';
import { largestSound, recordedIn, soundName, soundsOf } from './sounds.ts';

interface Sound {
  bytes: ArrayBuffer;
  /** Whose recording it is, and who let it be used: of an official instrument. */
  source?: string;
}

/** What came of the files that were chosen: how many were kept, and the names of those that were not, with why. */
export interface TakenSounds {
  kept: number;
  unnamed: string[];
  large: string[];
}

/** Keeps recordings of an instrument's words in a language; of an official one only its owner's (`source`). Rejects with `NotKept`. */
export async function takeSounds(
  instrument: Instrument,
  language: string,
  files: readonly File[],
  source?: string,
): Promise<TakenSounds> {
  if (instrument.validated && !source) throw new Error('A recording of an official instrument is its owner’s');
  const taken: TakenSounds = { kept: 0, unnamed: [], large: [] };
  for (const file of files) {
    const recorded = recordedIn(file.name, instrument, (item) => codesOf(instrument, item));
    if (!recorded) taken.unnamed.push(file.name);
    else if (file.size > largestSound) taken.large.push(file.name);
    else {
      const sound: Sound = { bytes: await file.arrayBuffer(), ...(source ? { source } : {}) };
      await setSetting(soundName(instrument.checksums[language]!, recorded), sound);
      taken.kept += 1;
    }
  }
  return taken;
}

/** The names of the recordings of words with this checksum. */
export const readSoundNames = (checksum: string): Promise<string[]> =>
  db.settings.where('name').startsWith(soundsOf(checksum)).primaryKeys();

/** A recording; undefined where there is none. */
export const readSound = async (name: string): Promise<Sound | undefined> =>
  setting<Sound | undefined>(name, undefined);

/** Takes all recordings of these words away. */
export const removeSounds = (checksum: string): Promise<unknown> =>
  transact([db.settings], () => db.settings.where('name').startsWith(soundsOf(checksum)).delete());
