/**
 * What never leaves a device as readable text: what people answered and said, what is known of their codes, and what was
 * counted of few.
 */
import { Released } from '../releases/released.ts';
import { Coding } from './coding.ts';
import { partFields, SurveyResponse } from './response.ts';
import { Respondent } from './waves/respondent.ts';
import { WaveEvent } from './waves/wave-event.ts';

const sealed = [SurveyResponse, Coding, Respondent, WaveEvent, Released];

/** Whether records of this kind leave the device sealed or to their endpoint alone, and are shown on no screen of sending. */
export const isSealedKind = (kind: string): boolean => sealed.some(({ name }) => name === kind);

/**
 * What may be told of an endpoint's words on such a record: which fields they name, in the order of their kind. All else may
 * repeat a value of it. Empty where they name none; the words themselves where the kind is of no person.
 */
export function tellableWords(kind: string, words: string): string {
  const fields = sealed.find(({ name }) => name === kind)?.fields;
  if (!fields) return words;
  const inside = kind === SurveyResponse.name ? partFields : [];
  return [...new Set([...fields, ...inside])]
    .filter((field) => new RegExp(`(?<![\\p{L}\\p{N}_])${field}(?![\\p{L}\\p{N}_])`, 'u').test(words))
    .join(', ');
}
