/** What the tests of setting up share: a whole document, and ways to spoil it. */
import { vi } from 'vitest';
import { organisationRules } from '../../src/app/organisation/rules.ts';
import { OrganisationDocument } from '../../src/organisation.ts';
import { type Candidate, readDocument } from '../../src/setup/read-document.ts';
import type { Json } from './a-document.ts';

export { aDocument } from './a-document.ts';
export { organisationRules };

/** The shape of a document alone: kinds of server and of record may be any. */
export const anyServer = { ...organisationRules, judge: () => [] };

/** What holds before any document was loaded, in every part. */
export const standardDocument = OrganisationDocument.parse({
  kenttakirja: 1,
  example: true,
  organisation: { name: 'Kenttäkirja' },
});

/** A document that is to be taken into use. */
export async function candidate(
  document: Json,
  rules = organisationRules,
): Promise<Candidate & { organisation: OrganisationDocument }> {
  const read = await readDocument(JSON.stringify(document), rules);
  if (read.is === 'refused') throw new Error(`Refused: ${JSON.stringify(read.refusals)}`);
  return read.candidate as Candidate & { organisation: OrganisationDocument };
}

/** What is said of a document that is refused: place and word. */
export async function refusalsIn(document: unknown, rules = organisationRules): Promise<string[]> {
  const read = await readDocument(typeof document === 'string' ? document : JSON.stringify(document), rules);
  return read.is === 'refused' ? read.refusals.map(({ at, word }) => `${at}: ${word}`) : [];
}

/** The page's own address, which code for the page reads. */
export const atOrigin = (origin = 'https://app.example.org') =>
  vi.stubGlobal('location', { origin, href: `${origin}/`, pathname: '/', search: '', hash: '' });

/** The shortest document of an organisation, with these endpoints. */
export const documentOf = (endpoints?: unknown[], changes = {}) => ({
  kenttakirja: 1,
  organisation: { name: 'Lahti' },
  ...(endpoints ? { endpoints } : {}),
  ...changes,
});
