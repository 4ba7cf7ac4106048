/** How responses of earlier shapes become today's. What is written here of the background questions is as it was then. */
import { unnamedDevice } from '../store/kind.ts';

type Old = Record<string, unknown>;

/** How long somebody took to answer, in minutes: in bands that many share. */
export const tookBands = ['-2', '2-5', '5-10', '10-20', '20+'] as const;
export type Took = (typeof tookBands)[number];

/** The band of a time in ms; undefined where it is no time, as when the clock was set back meanwhile. */
export function tookIn(ms: number): Took | undefined {
  if (!(ms >= 0)) return undefined;
  const [two, five, ten, twenty] = [2, 5, 10, 20].map((minutes) => minutes * 60_000) as [
    number,
    number,
    number,
    number,
  ];
  return ms < two ? '-2' : ms < five ? '2-5' : ms < ten ? '5-10' : ms < twenty ? '10-20' : '20+';
}

/** Up to shape 3 a response said to the millisecond when it was begun and finished, and by which device: whoever joins, finds. */
function withoutTimes({ startedAt, ...old }: Old): Old {
  const took = old.mode === 'paper' ? undefined : tookIn(Date.parse(String(old.at)) - Date.parse(String(startedAt)));
  return { ...old, device: unnamedDevice, ...(took ? { took } : {}) };
}

/** The background questions of version 1 in their order, and the checksum of their words in each language they were asked in. */
const background = {
  items: ['age-band', 'gender', 'own-language', 'client-for'],
  checksums: new Map([
    ['fi', '608e2f50c5b5a436491ef45ed14831705b24ec27e7775afa859a15b9f329de1a'],
    ['sv', '337861998b88db9d526ac2d80d779988981d184df5ce90e91508622138ec5a31'],
    ['en', 'e62f82fbc88588323e4a15182dc2096838753f5bd785ea1be7ab949a225238e1'],
  ]),
};

/** Up to shape 4 a response was to one instrument, and to the background questions beside it. */
function inParts(given: Old): Old {
  const { instrument, instrumentVersion, checksum, answers, several, texts, background: about, ...old } = given;
  const own = {
    ...{ instrument, instrumentVersion, language: old.language, checksum, answers },
    ...(several === undefined ? {} : { several }),
    ...(texts === undefined ? {} : { texts }),
  };
  const beside = Object.keys(about ?? {}).length > 0 ? [backgroundPart(String(old.language), about as Old)] : [];
  return { ...old, bundle: instrument, bundleVersion: instrumentVersion, parts: [own, ...beside] };
}

function backgroundPart(asked: string, about: Old): Old {
  const language = background.checksums.has(asked) ? asked : 'fi';
  return {
    instrument: 'background',
    instrumentVersion: '1',
    language,
    checksum: background.checksums.get(language),
    answers: background.items.map((id) => about[id] ?? null),
  };
}

/** Everything that came with shapes 2, 3 and 6 may be left out. */
export const upgrades: ((old: Old) => Old)[] = [(old) => old, (old) => old, withoutTimes, inParts, (old) => old];
