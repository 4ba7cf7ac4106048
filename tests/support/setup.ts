/** What the tests of setting up share: a whole document, and ways to spoil it. */
import { vi } from 'vitest';
import { type Candidate, type Judge, readDocument } from '../../src/setup/read-document.ts';

type Json = { [key: string]: unknown };

export const noJudge: Judge = () => [];

/** A document in which every part stands. */
export const aDocument = (changes: Json = {}): Json => ({
  kenttakirja: 1,
  organisation: { name: 'Lahden etsivä työ', contact: { role: 'Koordinaattori', phone: '044 123 4567' } },
  units: [
    { id: 'etsiva', name: 'Etsivä työ' },
    { id: 'paivakeskus', name: 'Päiväkeskus' },
  ],
  places: [{ name: 'Trio, 2. kerros', area: 'Keskusta' }, { name: 'Asema' }],
  partners: [{ name: 'Diakonia' }],
  services: [{ name: 'Päivystysapu', phone: '116117', checked: '2026-11-01' }],
  valueLists: { topics: { hide: ['ageing'], add: [{ code: 'own-pets', words: { fi: 'lemmikit' } }] } },
  languages: ['fi', 'sv'],
  endpoints: [
    { id: 'home', name: 'Vastaanotto', url: '/api/records', signIn: { way: 'bearer' } },
    {
      id: 'kaupunki',
      name: 'Kaupungin taulu',
      dialect: 'postgrest',
      url: 'https://data.example.org/rest/v1/records',
      kinds: ['encounter'],
      headers: { 'x-client': 'kenttakirja' },
      signIn: { way: 'header', name: 'apikey' },
      options: { body: 'json' },
    },
  ],
  retention: { days: 30 },
  outreach: { note: true, overdueMinutes: 45 },
  survey: { smallestGroup: 12 },
  ...changes,
});

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
