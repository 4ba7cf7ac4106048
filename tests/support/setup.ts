/** What the tests of setting up share: a whole document, and ways to spoil it. */
import { vi } from 'vitest';
import { type Candidate, type Judge, readDocument } from '../../src/setup/read-document.ts';
import type { Json } from './a-document.ts';

export { aDocument } from './a-document.ts';

export const noJudge: Judge = () => [];

/** A document that is to be taken into use. */
export async function candidate(document: Json, judge: Judge = noJudge): Promise<Candidate> {
  const read = await readDocument(JSON.stringify(document), judge);
  if (read.is === 'refused') throw new Error(`Refused: ${JSON.stringify(read.refusals)}`);
  return read.candidate;
}

/** What is said of a document that is refused: place and word. */
export async function refusalsIn(document: unknown, judge: Judge = noJudge): Promise<string[]> {
  const read = await readDocument(typeof document === 'string' ? document : JSON.stringify(document), judge);
  return read.is === 'refused' ? read.refusals.map(({ at, word }) => `${at}: ${word}`) : [];
}

/** The page's own address, which code for the page reads. */
export const atOrigin = (origin = 'https://app.example.org') =>
  vi.stubGlobal('location', { origin, href: `${origin}/`, pathname: '/', search: '', hash: '' });
