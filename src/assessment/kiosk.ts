/** What participants say by themselves, on a device that is handed over to them for one question. */
import { type AnswerSoFar, leastHeard } from './answer.ts';

/** Longest words of one participant, and of the question that they are asked, in characters. */
export const saidLimit = 600;
export const askedLimit = 200;

/** The page of one question of a form: the worker's, and while the device is handed over the participants'. */
export const kioskPage = (id: string, key: string): string => `/assessment/kiosk/${id}?at=${key}`;

/**
 * What was said so far. Of fewer than five nothing is told, not even how many they are: whoever handed the device over would know
 * each by their words.
 */
export type KioskSaid = { is: 'none' } | { is: 'few' } | { is: 'enough'; texts: readonly string[] };

export function saidBy(texts: readonly string[]): KioskSaid {
  if (texts.length === 0) return { is: 'none' };
  return texts.length < leastHeard ? { is: 'few' } : { is: 'enough', texts };
}

type Heard = NonNullable<AnswerSoFar['heard']>;

/** Participants' view with what was said added: behind what stands there, how it was gathered, and by so many more. */
export function withSaid(heard: Heard | undefined, texts: readonly string[]): Heard {
  const said = texts.map((text) => `– ${text}`).join('\n');
  // A page that was closed between adding and forgetting adds nothing twice.
  if (heard?.text?.includes(said)) return heard;
  const before = Number(heard?.count ?? 0) || 0;
  return {
    ways: [...new Set([...(heard?.ways ?? []), 'kiosk' as const])],
    count: before + texts.length,
    text: [heard?.text?.trim(), said].filter(Boolean).join('\n'),
  };
}
