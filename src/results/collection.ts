/**
 * Records from several places put together: this device, an endpoint, files of other devices. What is in two of them counts
 * once: the highest revision of each id, and a deleted one stays deleted wherever else it still lies. In memory only.
 */
import type { Envelope, Kind } from '../store/kind.ts';
import { Coding } from '../survey/coding.ts';
import { responseParts, SurveyResponse } from '../survey/response.ts';
import type { Answered } from './answered.ts';
import type { OpenAnswer } from './open-answers.ts';

/** One id's newest revision; without a record where it was deleted. */
interface Held {
  rev: number;
  record?: SurveyResponse | Coding;
}

export type Collection = Map<string, Held>;

/**
 * What became of a record: `new` or a `newer` revision of one that was there, `known` before, `deleted`, of `another` kind,
 * of a newer `shape` than this app knows, or `unreadable`.
 */
export type Taken = 'new' | 'newer' | 'known' | 'deleted' | 'another' | 'shape' | 'unreadable';

/** The kinds that results are made of. */
export const kindsRead: readonly Kind<Envelope>[] = [SurveyResponse, Coding];

/** Puts one record in, whatever it is. */
export function take(collection: Collection, record: unknown): Taken {
  if (!isRecord(record)) return 'unreadable';
  const kind = kindsRead.find(({ name }) => name === record.kind);
  if (!kind) return 'another';
  const id = record.id.toLowerCase();
  const held = collection.get(id);
  if (held && held.rev >= record.rev) return 'known';
  if (record.deleted === true) {
    collection.set(id, { rev: record.rev });
    return 'deleted';
  }
  if (record.v > kind.version) return 'shape';
  try {
    collection.set(id, { rev: record.rev, record: kind.read(record) as SurveyResponse | Coding });
  } catch {
    return 'unreadable';
  }
  return held ? 'newer' : 'new';
}

function isRecord(record: unknown): record is Envelope & { deleted?: unknown } {
  if (typeof record !== 'object' || record === null) return false;
  const { kind, id, rev, v } = record as Record<string, unknown>;
  return typeof kind === 'string' && typeof id === 'string' && Number.isInteger(rev) && Number.isInteger(v);
}

const recordsIn = (collection: Collection) =>
  [...collection.values()].flatMap(({ record }) => (record ? [record] : []));

export const wholeIn = (collection: Collection): SurveyResponse[] =>
  recordsIn(collection).filter((record): record is SurveyResponse => record.kind === SurveyResponse.name);

/** The answers to each instrument by themselves: a response to a bundle of three is three of them, under its one id. */
export const responsesIn = (collection: Collection): Answered[] => wholeIn(collection).flatMap(responseParts);

/** How many responses there are, whatever each was to. */
export const countResponses = (collection: Collection): number => wholeIn(collection).length;

/** How many responses came by each poster, by its tag. */
export function countByPoster(collection: Collection): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { poster } of wholeIn(collection)) if (poster) counts.set(poster, (counts.get(poster) ?? 0) + 1);
  return counts;
}

/** What was marked in each open answer, the latest where two people marked the same; by answer. */
export function codingsIn(collection: Collection): Map<string, Coding> {
  const codings = recordsIn(collection).filter((record): record is Coding => record.kind === Coding.name);
  codings.sort((a, b) => (a.at < b.at ? -1 : 1));
  const keyOf = codingKeys(collection);
  return new Map(codings.map((coding) => [keyOf(coding), coding]));
}

/** Tells the key of what was marked, also where it was marked before bundles: then its response is to one instrument. */
export function codingKeys(collection: Collection) {
  const responses = new Map(wholeIn(collection).map(({ id, parts }) => [id, parts]));
  return ({ response, item, instrument }: Pick<Coding, 'response' | 'item' | 'instrument'>): string => {
    const [first] = responses.get(response) ?? [];
    return codingKey({ response, item, instrument: instrument || (first?.instrument ?? '') });
  };
}

export const codingKey = ({
  response,
  instrument,
  item,
}: Pick<OpenAnswer, 'response' | 'instrument' | 'item'>): string => [response, instrument, item].join(' ');

/** How many records came to each end, added up as they come. */
export type TakenCounts = { [taken in Taken]?: number };

export const tallied = (tally: TakenCounts, taken: Taken): TakenCounts => ({
  ...tally,
  [taken]: (tally[taken] ?? 0) + 1,
});
