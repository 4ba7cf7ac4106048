/** Reading a configuration: from text to a document, or to what is wrong with it. Nothing is kept here. */

import { fieldTwice } from '../files/json-twice.ts';
import type { AddressSettings } from './endpoint-addresses.ts';
import type { DocumentSchema, Organisation } from './organisation.ts';
import { type Judged, placeOf, type Refusal, type RefusalWord, refusalsOf } from './refusals.ts';

/** A longer text is no configuration (characters). */
export const textLimit = 256_000;

/** What a document must be: known to those above this folder, who know the parts of it. */
export interface DocumentRules {
  /** Its shape, whole and strict. */
  schema: DocumentSchema;
  /** What no shape can say, such as which kinds of server there are. */
  judge(organisation: Organisation): Judged[];
  /** Which settings of a kind of server are addresses. */
  addressSettings: AddressSettings;
}

/** A document that can be taken into use. */
export interface Candidate {
  organisation: Organisation;
  text: string;
  sum: string;
}

export type ReadDocument = { is: 'candidate'; candidate: Candidate } | { is: 'refused'; refusals: Refusal[] };

/** Reads a document whole: every field is right, or nothing of it is taken. */
export async function readDocument(
  text: string,
  { schema, judge }: Pick<DocumentRules, 'schema' | 'judge'>,
): Promise<ReadDocument> {
  const value = parse(text.replace(/^\uFEFF/, ''));
  if ('word' in value) return { is: 'refused', refusals: [{ path: [], at: '', ...value }] };
  const { json } = value;
  const version = typeof json === 'object' && json !== null && 'kenttakirja' in json ? json.kenttakirja : undefined;
  if (typeof version !== 'number') return whole('not-ours');
  if (version > 1) return whole('newer');
  const path = fieldTwice(text);
  if (path) return { is: 'refused', refusals: [{ path, at: placeOf(path, json), word: 'field-twice', params: {} }] };
  const checked = schema.safeParse(json, { reportInput: true });
  if (!checked.success) return { is: 'refused', refusals: refusalsOf(checked.error, json, schema) };
  const organisation = checked.data;
  const judged = judge(organisation).map((refusal) => ({ ...refusal, at: placeOf(refusal.path, json) }));
  if (judged.length > 0) return { is: 'refused', refusals: judged };
  return { is: 'candidate', candidate: { organisation, text, sum: await sumOf(text) } };
}

const whole = (word: RefusalWord): ReadDocument => ({
  is: 'refused',
  refusals: [{ path: [], at: '', word, params: {} }],
});

function parse(text: string): { json: unknown } | Pick<Refusal, 'word' | 'params'> {
  const given = text.trim();
  if (given === '') return { word: 'nothing', params: {} };
  try {
    return { json: JSON.parse(text) };
  } catch (error) {
    if (!given.startsWith('{')) return { word: 'not-json', params: {} };
    if (!given.endsWith('}')) return { word: 'cut-short', params: {} };
    const message = error instanceof Error ? error.message : '';
    const [, line, column] = /line (\d+),? column (\d+)/.exec(message) ?? [];
    if (line) return { word: 'not-json-at', params: { line: Number(line), column: Number(column) } };
    const [, position] = /position (\d+)/.exec(message) ?? [];
    if (!position) return { word: 'not-json', params: {} };
    const before = text.slice(0, Number(position)).split('\n');
    return { word: 'not-json-at', params: { line: before.length, column: before.at(-1)!.length + 1 } };
  }
}

/** The checksum of a text: SHA-256 of its UTF-8, base64url. */
export async function sumOf(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(hash)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

/** A checksum as people compare it: its first sixteen characters in fours. */
export const shortSum = (sum: string): string => sum.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ');
